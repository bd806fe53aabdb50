import type { Io } from '../io.ts'
import type { Browser } from './evidence.ts'

/** Chromium's four numbers; a fifth was never seen. */
const VERSION = /(?<![\d.])\d{1,5}(?:\.\d{1,6}){3}(?![\d.])/
const WHOLE_VERSION = new RegExp(`^${VERSION.source}$`)

/** A program that is read from a slow disk for the first time takes seconds, and a snap unpacks itself before it answers. */
const OUTPUT_LIMIT_MS = 5000
const OUTPUT_MAX_BYTES = 16_384

export type Version = Pick<Browser, 'version' | 'versionFrom'>
export const unknownVersion: Version = { version: null, versionFrom: null }

export function versionIn(text: string): string | null {
  return VERSION.exec(text)?.[0] ?? null
}

/**
 * The folder beside the executable that is called like the version and holds its libraries. While an update waits for the
 * browser's end there are two, and `new_<executable>` beside them: then it is still the older one that starts
 * (Chromium, chrome/installer/setup/install.cc).
 */
export function versionOfFolders(names: readonly string[], executable: string): string | null {
  const versions = names.filter((name) => WHOLE_VERSION.test(name)).sort(compareVersions)
  const updateWaits = names.some((name) => name.toLowerCase() === `new_${executable}`)
  return (updateWaits && versions.length > 1 ? versions.at(-2) : versions.at(-1)) ?? null
}

/** Number by number; negative where `left` is older. */
export function compareVersions(left: string, right: string): number {
  const others = right.split('.').map(Number)
  for (const [index, number] of left.split('.').map(Number).entries()) {
    const difference = number - (others[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Asks the program itself, where nothing else told its version. Not on Windows: there it does not know `--version` and opens a
 * window (Chromium, chrome/app/chrome_main_delegate.cc: HandleVersionSwitches is for POSIX alone).
 */
export async function versionOf(io: Io, browser: Browser, signal: AbortSignal): Promise<Version> {
  if (browser.version !== null) return { version: browser.version, versionFrom: browser.versionFrom }
  if (io.platform === 'win32') return unknownVersion
  const limits = { limitMs: OUTPUT_LIMIT_MS, maxBytes: OUTPUT_MAX_BYTES, signal }
  const outcome = await io.processes.execFile(browser.path, ['--version'], limits)
  const version = 'failure' in outcome ? null : versionIn(outcome.stdout)
  return version === null ? unknownVersion : { version, versionFrom: 'output' }
}
