import type { Io } from '../io.ts'
import type { Browser } from './evidence.ts'
import { findOnLinux } from './find-linux.ts'
import { findOnMacos } from './find-macos.ts'
import { products } from './find-products.ts'
import { findOnWindows } from './find-windows.ts'

export { versionOf } from './find-version.ts'

/**
 * The browsers of this PC, best first: Edge, its other channels, Chrome, its other channels, Chromium, others made from it.
 * Only files, registry and environment are read; nothing is started. Empty when `signal` fires before the end.
 */
export async function findBrowsers(io: Io, signal: AbortSignal): Promise<Browser[]> {
  if (signal.aborted) return []
  const { promise: aborted, resolve } = Promise.withResolvers<Browser[]>()
  const stop = () => resolve([])
  signal.addEventListener('abort', stop, { once: true })
  try {
    return (await Promise.race([finderOf(io.platform)(io, signal), aborted])).sort((left, right) => rank(left) - rank(right))
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function finderOf(platform: NodeJS.Platform): (io: Io, signal: AbortSignal) => Promise<Browser[]> {
  if (platform === 'win32') return findOnWindows
  return platform === 'darwin' ? findOnMacos : findOnLinux
}

/** One that lies where nobody expects it may be anything of its kind: after those whose channel is known. */
function rank({ kind, name, installedFor }: Browser): number {
  const index = products.findIndex((product) => product.name === name)
  const last = products.findLastIndex((product) => product.kind === kind)
  return (index === -1 ? last + 0.5 : index) + (installedFor === 'user' ? 0.25 : 0)
}
