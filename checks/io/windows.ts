/** What Windows tells by its API, each with its way without a native library, where security software forbids one. */

import { failure } from '../failure.ts'
import type { Processes, Windows } from '../io.ts'
import { fileVersionByApi } from './windows/file-version.ts'
import { serviceByApi } from './windows/service.ts'
import { serviceByCommand } from './windows/service-command.ts'
import { remoteSessionByApi, remoteSessionByName } from './windows/session.ts'
import { fileVersionByResource } from './windows/version-resource.ts'

const notSupported = { failure: failure('not-supported') }
const windowsApi = { fileVersion: fileVersionByApi, service: serviceByApi, remoteSession: remoteSessionByApi }

export function realWindows(
  platform: NodeJS.Platform,
  processes: Pick<Processes, 'execFile'>,
  systemRoot: string,
  api: typeof windowsApi = windowsApi,
): Windows {
  if (platform !== 'win32') {
    return { fileVersion: async () => notSupported, service: async () => notSupported, remoteSession: async () => notSupported }
  }
  return {
    async fileVersion(path) {
      const outcome = await api.fileVersion(path)
      return 'unavailable' in outcome ? fileVersionByResource(path) : outcome
    },
    async service(name, signal) {
      if (signal.aborted) return { failure: failure('cancelled') }
      const outcome = await untilCancelled(api.service(name), signal)
      return 'unavailable' in outcome ? serviceByCommand(processes, systemRoot, name, signal) : outcome
    },
    async remoteSession() {
      const outcome = await api.remoteSession()
      return 'unavailable' in outcome ? remoteSessionByName(process.env.SESSIONNAME) : outcome
    },
  }
}

/** A call into Windows cannot be called back; nobody waits for it any longer. */
function untilCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T | { readonly failure: ReturnType<typeof failure> }> {
  const { promise, resolve } = Promise.withResolvers<{ readonly failure: ReturnType<typeof failure> }>()
  const cancel = () => resolve({ failure: failure('cancelled') })
  signal.addEventListener('abort', cancel, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', cancel))
}
