import { failure } from '../failure.ts'
import type { Processes, Registry } from '../io.ts'
import { readByApi } from './registry-api.ts'
import { registryByCommand } from './registry-command.ts'

/** Reads by Windows' API, and by reg.exe where security software allows no native library. Both give the same. */
export function realRegistry(
  platform: NodeJS.Platform,
  processes: Pick<Processes, 'execFile'>,
  systemRoot: string,
  api: typeof readByApi = readByApi,
): Registry {
  const readByCommand = registryByCommand(processes, systemRoot)
  return {
    async read(path, signal, depth = 'whole') {
      if (platform !== 'win32') return { failure: failure('not-supported') }
      const outcome = await api(path, signal, depth)
      return 'unavailable' in outcome ? readByCommand(path, signal, depth) : outcome
    },
  }
}
