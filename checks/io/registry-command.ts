/** The registry by reg.exe, which every Windows has and needs no rights beyond the user's: the way without a native library. */

import { failure } from '../failure.ts'
import type { Processes, ProcessOutcome, Registry, RegistryKey, RegistryValue } from '../io.ts'
import { emptyKey, type MutableKey, splitPath } from './registry-key.ts'

/** reg.exe answers in some 50 ms; on a PC whose disk is busy in seconds. The run goes on without it. */
const REG_LIMIT_MS = 3000

/** Every Windows has these values, and every user may read them: the code page that reg.exe prints in, and a default value. */
const CODE_PAGE = ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', '/v', 'OEMCP'] as const
const DEFAULT_VALUE = ['query', 'HKLM\\SOFTWARE\\Classes\\.exe', '/ve'] as const

/** Reads by reg.exe, subkeys included. */
export function registryByCommand(processes: Pick<Processes, 'execFile'>, systemRoot: string): Registry['read'] {
  // The full path: an executable of that name in the current folder must not be run instead. latin1: it gives the bytes as they are.
  const reg = (args: readonly string[], signal: AbortSignal) =>
    processes.execFile(`${systemRoot}\\System32\\reg.exe`, args, { limitMs: REG_LIMIT_MS, signal, encoding: 'latin1' })
  let asking: Promise<Manner> | undefined
  return async (path, signal, depth = 'whole') => {
    asking ??= askManner((args) => reg(args, signal))
    const [outcome, { tried, encoding, defaultName }] = await Promise.all([
      reg(depth === 'whole' ? ['query', path, '/s'] : ['query', path], signal),
      asking,
    ])
    // Cancelled or too slow this time: the next one who asks must not be told the same.
    if ('failure' in tried) asking = undefined
    if ('failure' in outcome) return { failure: outcome.failure }
    if (outcome.exitCode === 0) {
      const { values, subkeys } = parseRegQuery(decoded(outcome.stdout, encoding), path, defaultName)
      // Without /s it names the subkeys, and not what is in them: to have none is not to be mistaken for.
      return { key: { values, subkeys: depth === 'whole' ? subkeys : emptyKey().subkeys } }
    }
    // 1 is a key that is not there, and as well "Prevent access to registry editing tools" (DisableRegistryTools), in words of the
    // PC's language: where not even the code page is read, a key that seems missing was not looked at.
    if ('failure' in tried) return { failure: tried.failure }
    return { failure: failure(tried.exitCode === 0 ? 'file-missing' : 'access-denied', `exit ${outcome.exitCode}`) }
  }
}

/** How this PC's reg.exe prints. */
interface Manner {
  /** What came of asking for a value that every Windows has. */
  readonly tried: ProcessOutcome
  readonly encoding: string
  /** "(Default)", "(預設值)": what stands in place of the name that a default value has not; undefined where it is not known. */
  readonly defaultName: string | undefined
}

async function askManner(reg: (args: readonly string[]) => Promise<ProcessOutcome>): Promise<Manner> {
  const [tried, asked] = await Promise.all([reg(CODE_PAGE), reg(DEFAULT_VALUE)])
  // Digits are the same in every code page.
  const encoding = encodingOf(String(Object.values(parseRegQuery(printedBy(tried), CODE_PAGE[1]).values)[0]))
  // /ve prints the default value alone: whatever stands where its name would, stands there for every other key's.
  const [defaultName] = Object.keys(parseRegQuery(decoded(printedBy(asked), encoding), DEFAULT_VALUE[1]).values)
  return { tried, encoding, defaultName }
}

function printedBy(outcome: ProcessOutcome): string {
  return 'failure' in outcome || outcome.exitCode !== 0 ? '' : outcome.stdout
}

/**
 * Windows' OEM code pages (Microsoft, "Code page identifiers") by the names of the Encoding Standard. It has none for those of
 * western DOS (437, 850 …): what is not ASCII there is U+FFFD.
 */
const encodings: Readonly<Record<string, string>> = {
  950: 'big5',
  936: 'gb18030',
  932: 'shift_jis',
  949: 'euc-kr',
  866: 'ibm866',
  874: 'windows-874',
  1258: 'windows-1258',
}

function encodingOf(codePage: string): string {
  return (Object.hasOwn(encodings, codePage) ? encodings[codePage] : undefined) ?? 'utf-8'
}

function decoded(latin1: string, encoding: string): string {
  return new TextDecoder(encoding).decode(Buffer.from(latin1, 'latin1'))
}

/**
 * The output of `reg query PATH /s`: a key's full name on a line of its own, then its values, four blanks before name,
 * type and data. Type names are never localised; the default value's name is, and becomes '' where it is `defaultName`.
 */
export function parseRegQuery(output: string, path: string, defaultName?: string): RegistryKey {
  const root = emptyKey()
  const base = fullName(path).toLowerCase()
  let current: MutableKey | undefined
  for (const line of output.split(/\r?\n/)) {
    const value = /^ {4}(?<name>.+?) {4}(?<type>REG_[A-Z_]+)(?: {4}(?<data>.*))?$/.exec(line)
    if (value?.groups !== undefined) {
      const { name = '', type = '', data = '' } = value.groups
      if (current !== undefined) current.values[name === defaultName ? '' : name] = typed(type, data)
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

function fullName(path: string): string {
  const split = splitPath(path)
  return split === undefined ? path : [split.hive, split.subkey].join('\\')
}

function typed(type: string, data: string): RegistryValue {
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return /^0x[\da-f]+$/i.test(data) ? Number(data) : data
  if (type === 'REG_MULTI_SZ') return data.split('\\0').filter((part) => part !== '')
  return data
}
