import { failure } from '../failure.ts'
import type { Processes, ProcessOutcome, Registry, RegistryKey, RegistryValue } from '../io.ts'

/** reg.exe answers in some 50 ms; on a PC whose disk is busy in seconds. The run goes on without it. */
const REG_LIMIT_MS = 3000

/** Every Windows has this value, and every user may read it. */
const alwaysThere = ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', '/v', 'OEMCP'] as const

/** Reads by reg.exe, which every Windows has and needs no rights beyond the user's. */
export function realRegistry(platform: NodeJS.Platform, processes: Pick<Processes, 'execFile'>, systemRoot: string): Registry {
  // The full path: an executable of that name in the current folder must not be run instead.
  const reg = (args: readonly string[], signal: AbortSignal) =>
    processes.execFile(`${systemRoot}\\System32\\reg.exe`, args, { limitMs: REG_LIMIT_MS, signal })
  let trying: Promise<ProcessOutcome> | undefined
  return {
    async read(path, signal) {
      if (platform !== 'win32') return { failure: failure('not-supported') }
      const outcome = await reg(['query', path, '/s'], signal)
      if ('failure' in outcome) return { failure: outcome.failure }
      if (outcome.exitCode === 0) return { key: parseRegQuery(outcome.stdout, path) }
      // 1 is a key that is not there, and as well "Prevent access to registry editing tools" (DisableRegistryTools), in words of the
      // PC's language: where not even this is read, a key that seems missing was not looked at.
      trying ??= reg(alwaysThere, signal)
      const tried = await trying
      if ('failure' in tried) return { failure: tried.failure }
      return { failure: failure(tried.exitCode === 0 ? 'file-missing' : 'access-denied', `exit ${outcome.exitCode}`) }
    },
  }
}

const hives: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKU: 'HKEY_USERS',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKCC: 'HKEY_CURRENT_CONFIG',
}

interface MutableKey {
  values: Record<string, RegistryValue>
  subkeys: Record<string, MutableKey>
}

/** Without the names that every object has (`constructor` …): a key or value may be called so too. */
function emptyKey(): MutableKey {
  return { values: Object.create(null), subkeys: Object.create(null) }
}

/**
 * The output of `reg query PATH /s`: a key's full name on a line of its own, then its values, four blanks before name,
 * type and data. Type names are never localised; the default value's name is, and is kept as printed.
 */
export function parseRegQuery(output: string, path: string): RegistryKey {
  const root = emptyKey()
  const base = expandHive(path).toLowerCase()
  let current: MutableKey | undefined
  for (const line of output.split(/\r?\n/)) {
    const value = /^ {4}(?<name>.+?) {4}(?<type>REG_[A-Z_]+)(?: {4}(?<data>.*))?$/.exec(line)
    if (value?.groups !== undefined) {
      if (current !== undefined) current.values[value.groups.name ?? ''] = typed(value.groups.type ?? '', value.groups.data ?? '')
    } else if (line.toLowerCase().startsWith(base)) {
      current = line
        .slice(base.length)
        .split('\\')
        .filter((part) => part !== '')
        .reduce<MutableKey>((key, part) => (key.subkeys[part] ??= emptyKey()), root)
    }
  }
  return root
}

function expandHive(path: string): string {
  const [hive = '', ...rest] = path.split('\\')
  return [hives[hive.toUpperCase()] ?? hive, ...rest].join('\\')
}

function typed(type: string, data: string): RegistryValue {
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return Number(data)
  if (type === 'REG_MULTI_SZ') return data.split('\\0').filter((part) => part !== '')
  return data
}
