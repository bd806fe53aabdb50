import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { realProcesses } from '../../checks/io/processes.ts'
import { realRegistry } from '../../checks/io/registry.ts'
import { decodeValue } from '../../checks/io/registry-api.ts'
import { parseRegQuery } from '../../checks/io/registry-command.ts'
import type { Processes, ProcessOutcome, Registry, RegistryKey } from '../../checks/io.ts'

/** As reg.exe writes: CRLF, a blank line before each key. */
function printed(...lines: readonly string[]): string {
  return ['', ...lines, '', ''].join('\r\n')
}

function plain(key: RegistryKey): unknown {
  return {
    values: { ...key.values },
    subkeys: Object.fromEntries(Object.entries(key.subkeys).map(([name, subkey]) => [name, plain(subkey)])),
  }
}

function keyOf(outcome: Awaited<ReturnType<Registry['read']>>): RegistryKey {
  if ('failure' in outcome) throw new Error(outcome.failure.code)
  return outcome.key
}

function values(outcome: Awaited<ReturnType<Registry['read']>>): unknown {
  return { ...keyOf(outcome).values }
}

/** The key that a recorded output is of, without its hive. */
function keyIn(output: string): string {
  return /^HKEY_\w+\\(?<key>.*?)\r?$/m.exec(output)?.groups?.key ?? ''
}

const dnsPolicy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig'
const fullName = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig'

describe('values', () => {
  const key = 'HKEY_CURRENT_USER\\Software\\Example'
  const read = (line: string) => ({ ...parseRegQuery(printed(key, line), 'HKCU\\Software\\Example').values })

  test.each<[string, string, Record<string, unknown>]>([
    ['a text', '    ProxyServer    REG_SZ    proxy.example:8080', { ProxyServer: 'proxy.example:8080' }],
    ['a text with variables, not expanded', '    Path    REG_EXPAND_SZ    %SystemRoot%\\system32', { Path: '%SystemRoot%\\system32' }],
    ['a number, in hexadecimal', '    ProxyEnable    REG_DWORD    0x1', { ProxyEnable: 1 }],
    ['the greatest number', '    Bound    REG_DWORD    0xffffffff', { Bound: 4_294_967_295 }],
    ['a long number', '    Time    REG_QWORD    0x2a', { Time: 42 }],
    ['what is not printed as a number', '    Time    REG_QWORD    2A00000000000000', { Time: '2A00000000000000' }],
    [
      'a list, its parts joined by a written \\0',
      '    Name    REG_MULTI_SZ    .example\\0host.example',
      { Name: ['.example', 'host.example'] },
    ],
    ['a list of one', '    Name    REG_MULTI_SZ    scecli', { Name: ['scecli'] }],
    ['an empty list', '    Name    REG_MULTI_SZ    ', { Name: [] }],
    ['bytes, as they are printed', '    Bounds    REG_BINARY    0030000000200000', { Bounds: '0030000000200000' }],
    ['an empty text', '    Empty    REG_SZ    ', { Empty: '' }],
    ['an empty text whose trailing blanks somebody cut off', '    Empty    REG_SZ', { Empty: '' }],
    ['a name with blanks', '    Security Packages    REG_SZ    x', { 'Security Packages': 'x' }],
    ['a name with four blanks', '    two    parts    REG_SZ    x', { 'two    parts': 'x' }],
    ['data with four blanks', '    Note    REG_SZ    left    right', { Note: 'left    right' }],
    ['data that looks like another value', '    Note    REG_SZ    Name    REG_DWORD    0x1', { Note: 'Name    REG_DWORD    0x1' }],
    ['a type that few have seen', '    Config    REG_FULL_RESOURCE_DESCRIPTOR    00', { Config: '00' }],
    ['the default value, where nobody knows how it is called', '    (Default)    REG_SZ    x', { '(Default)': 'x' }],
    ['names that every object has', '    constructor    REG_SZ    x', { constructor: 'x' }],
  ])('%s', (_name, line, values) => {
    expect(read(line)).toEqual(values)
  })

  test('the default value has no name, whatever stands there', () => {
    const output = printed(key, '    (預設值)    REG_SZ    C:\\Edge\\msedge.exe', '    (Default)    REG_SZ    x')
    const { values } = parseRegQuery(output, 'HKCU\\Software\\Example', '(預設值)')
    expect({ ...values }).toEqual({ '': 'C:\\Edge\\msedge.exe', '(Default)': 'x' })
  })
})

describe('keys', () => {
  test('nested, each with its own values', () => {
    const output = printed(
      fullName,
      '    Version    REG_DWORD    0x2',
      '',
      `${fullName}\\{0B3F3FB4-0000-4000-8000-000000000001}`,
      '    Name    REG_MULTI_SZ    .hkexposttrade.com.hk',
      '    GenericDNSServers    REG_SZ    192.0.2.53;192.0.2.54',
      '',
      `${fullName}\\{0B3F3FB4-0000-4000-8000-000000000002}\\Deeper`,
      '    (Default)    REG_SZ    ',
    )
    expect(plain(parseRegQuery(output, dnsPolicy))).toEqual({
      values: { Version: 2 },
      subkeys: {
        '{0B3F3FB4-0000-4000-8000-000000000001}': {
          values: { Name: ['.hkexposttrade.com.hk'], GenericDNSServers: '192.0.2.53;192.0.2.54' },
          subkeys: {},
        },
        '{0B3F3FB4-0000-4000-8000-000000000002}': { values: {}, subkeys: { Deeper: { values: { '(Default)': '' }, subkeys: {} } } },
      },
    })
  })

  test('are known whatever case Windows prints them in', () => {
    const output = printed(fullName.replace('SOFTWARE', 'Software'), '    A    REG_SZ    x')
    expect(parseRegQuery(output, dnsPolicy.toLowerCase()).values.A).toBe('x')
  })

  test('named like what every object has are keys like any other', () => {
    const output = printed(`${fullName}\\constructor`, '    A    REG_SZ    x', '', `${fullName}\\__proto__`, '    B    REG_SZ    y')
    const { subkeys } = parseRegQuery(output, dnsPolicy)
    expect(Object.keys(subkeys)).toEqual(['constructor', '__proto__'])
    expect(({} as { B?: string }).B).toBeUndefined()
  })

  test('that are not below the one asked for are left out', () => {
    const output = printed('HKEY_LOCAL_MACHINE\\SOFTWARE\\Other', '    A    REG_SZ    x')
    expect(plain(parseRegQuery(output, dnsPolicy))).toEqual({ values: {}, subkeys: {} })
  })

  test.each([
    ['HKLM', 'HKEY_LOCAL_MACHINE'],
    ['HKCU', 'HKEY_CURRENT_USER'],
    ['HKU', 'HKEY_USERS'],
    ['HKCR', 'HKEY_CLASSES_ROOT'],
    ['HKCC', 'HKEY_CURRENT_CONFIG'],
  ])('below %s are printed below %s', (short, long) => {
    expect(parseRegQuery(printed(`${long}\\K`, '    A    REG_SZ    x'), `${short}\\K`).values.A).toBe('x')
  })

  test('nothing printed is an empty key', () => {
    expect(plain(parseRegQuery('', dnsPolicy))).toEqual({ values: {}, subkeys: {} })
  })
})

describe('by reg.exe', () => {
  const forever = new AbortController().signal
  const unavailable = async () => ({ unavailable: { word: 'access-denied', code: 'ERR_DLOPEN_FAILED' } }) as const

  interface Answers {
    /** What comes of asking for the key itself. */
    readonly key: ProcessOutcome
    /** Of asking for the code page, which every Windows has. */
    readonly codePage?: ProcessOutcome
    /** Of asking for the default value of a key that has one. */
    readonly defaultValue?: ProcessOutcome
  }

  function registryOf(answers: Answers, platform: NodeJS.Platform = 'win32') {
    const calls: string[][] = []
    const processes: Pick<Processes, 'execFile'> = {
      execFile: async (file, args, { encoding }) => {
        calls.push([file, ...args, encoding ?? ''])
        if (args.at(-1) === '/s') return answers.key
        if (args.at(-1) === 'OEMCP') return answers.codePage ?? says(codePage('437'))
        return answers.defaultValue ?? says(defaultValue('(Default)'))
      },
    }
    return { registry: realRegistry(platform, processes, 'D:\\Windows', unavailable), calls }
  }

  const says = (stdout: string): ProcessOutcome => ({ exitCode: 0, stdout, stderr: '' })
  const codePage = (number: string) =>
    printed('HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', `    OEMCP    REG_SZ    ${number}`)
  const defaultValue = (name: string) => printed('HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\.exe', `    ${name}    REG_SZ    exefile`)
  const reg = 'D:\\Windows\\System32\\reg.exe'

  test('of this Windows, by its full path, subkeys included; how it prints is asked once', async () => {
    const { registry, calls } = registryOf({ key: says(printed(fullName, '    A    REG_SZ    x')) })
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ key: { values: { A: 'x' } } })
    await registry.read(dnsPolicy, forever)
    const read = [reg, 'query', dnsPolicy, '/s', 'latin1']
    expect(calls.filter((call) => call.includes('/s'))).toEqual([read, read])
    expect(calls.filter((call) => !call.includes('/s'))).toEqual([
      [reg, 'query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage', '/v', 'OEMCP', 'latin1'],
      [reg, 'query', 'HKLM\\SOFTWARE\\Classes\\.exe', '/ve', 'latin1'],
    ])
  })

  test.each([
    ['Traditional Chinese', '950', 'reg-query-zh-TW.cp950.txt', '(數值未設定)'],
    ['Simplified Chinese', '936', 'reg-query-zh-CN.cp936.txt', 'C:\\Program Files\\Npcap'],
    ['English with UTF-8 for all programs', '65001', 'reg-query-en.utf8.txt', '證券終端機'],
  ])('a default value of a Windows in %s has no name and its letters', async (_name, number, file, value) => {
    const output = readFileSync(join(import.meta.dirname, 'fixtures', file), 'latin1')
    const path = /^HKEY_LOCAL_MACHINE|^HKEY_CLASSES_ROOT/m.exec(output)?.[0] === 'HKEY_CLASSES_ROOT' ? 'HKCR' : 'HKLM'
    // The same line as /ve prints it for another key.
    const asked = output.replace(/^HKEY.*$/m, 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\.exe')
    const { registry } = registryOf({ key: says(output), codePage: says(codePage(number)), defaultValue: says(asked) })
    expect(values(await registry.read(`${path}\\${keyIn(output)}`, forever))).toEqual({ '': value })
  })

  // 許功蓋: the second byte of each is a backslash in code page 950.
  test('letters of code page 950 that hold a backslash stay whole', async () => {
    const bytes = Buffer.from([0xb3, 0x5c, 0xa5, 0x5c, 0xbb, 0x5c]).toString('latin1')
    const output = printed(`${fullName}\\${bytes}`, `    ${bytes}    REG_MULTI_SZ    ${bytes}\\0x`)
    const { registry } = registryOf({ key: says(output), codePage: says(codePage('950')) })
    expect(plain(keyOf(await registry.read(dnsPolicy, forever)))).toEqual({
      values: {},
      subkeys: { 許功蓋: { values: { 許功蓋: ['許功蓋', 'x'] }, subkeys: {} } },
    })
  })

  test.each<[string, Omit<Answers, 'key'>]>([
    ['that nobody knows', { codePage: says(codePage('437')) }],
    ['that cannot be asked for', { codePage: { failure: { word: 'no-reply', code: 'limit' }, partialStdout: '' } }],
  ])('what is ASCII is read in a code page %s', async (_name, answers) => {
    const label = Buffer.from([0xb9, 0x77, 0xb3, 0x5d, 0xad, 0xc8]).toString('latin1')
    const output = printed(fullName, `    (${label})    REG_SZ    x`, '    ProxyEnable    REG_DWORD    0x0')
    const { registry } = registryOf({ key: says(output), ...answers })
    expect(values(await registry.read(dnsPolicy, forever))).toMatchObject({ ProxyEnable: 0 })
  })

  test('a key that is not there is missing', async () => {
    const { registry } = registryOf({ key: { exitCode: 1, stdout: '', stderr: 'words in some language' } })
    expect(await registry.read(dnsPolicy, forever)).toEqual({ failure: { word: 'file-missing', code: 'exit 1' } })
  })

  test.each<[name: string, codePage: ProcessOutcome, failure: object]>([
    [
      'that reads nothing at all (its use is forbidden) has not looked',
      { exitCode: 1, stdout: '', stderr: 'words' },
      { word: 'access-denied', code: 'exit 1' },
    ],
    [
      'that cannot be asked a second time has not looked',
      { failure: { word: 'no-reply', code: 'limit' }, partialStdout: '' },
      { word: 'no-reply', code: 'limit' },
    ],
  ])('%s: the key is not missing', async (_name, codePage, failure) => {
    const { registry, calls } = registryOf({ key: { exitCode: 1, stdout: '', stderr: 'words' }, codePage })
    expect(await Promise.all([registry.read(dnsPolicy, forever), registry.read(dnsPolicy, forever)])).toEqual([{ failure }, { failure }])
    expect(calls).toHaveLength(4)
  })

  test('that was cancelled is asked again by the next who wants to know', async () => {
    let codePage: ProcessOutcome = { failure: { word: 'cancelled', code: 'cancelled' }, partialStdout: '' }
    const key: ProcessOutcome = { exitCode: 1, stdout: '', stderr: '' }
    const processes = { execFile: async (_file: string, args: readonly string[]) => (args.at(-1) === 'OEMCP' ? codePage : key) }
    const registry = realRegistry('win32', processes, 'D:\\Windows', unavailable)
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ failure: { word: 'cancelled' } })
    codePage = says('')
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ failure: { word: 'file-missing' } })
  })

  test('that may not start keeps its reason', async () => {
    const { registry } = registryOf({ key: { failure: { word: 'access-denied', code: 'EACCES' }, partialStdout: '' } })
    expect(await registry.read(dnsPolicy, forever)).toEqual({ failure: { word: 'access-denied', code: 'EACCES' } })
  })

  test('gives bytes that are no UTF-8 as they are', async () => {
    const script = 'process.stdout.write(Buffer.from([0xb9, 0x77, 0x00, 0xff]))'
    const options = { limitMs: 10_000, signal: forever, encoding: 'latin1' } as const
    const outcome = await realProcesses().execFile(process.execPath, ['-e', script], options)
    expect(outcome).toMatchObject({ exitCode: 0, stdout: '\u00b9w\0\u00ff' })
  })

  test('is not looked for elsewhere', async () => {
    const { registry, calls } = registryOf({ key: says('') }, 'linux')
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ failure: { word: 'not-supported' } })
    expect(calls).toEqual([])
  })

  test('is not asked where the API answers, be it a refusal', async () => {
    const { calls } = registryOf({ key: says('') })
    const refused = { failure: { word: 'access-denied', code: 'win32 5' } } as const
    const processes = { execFile: async () => says('') }
    expect(await realRegistry('win32', processes, 'D:\\Windows', async () => refused).read(dnsPolicy, forever)).toEqual(refused)
    expect(calls).toEqual([])
  })
})

describe('by the API, a value', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le')

  test.each<[string, number, Buffer, unknown]>([
    ['of text', 1, utf16('證券\0'), '證券'],
    ['of text without the NUL that should end it', 1, utf16('證券'), '證券'],
    ['of text with half a character too many', 1, Buffer.concat([utf16('證券'), Buffer.from([0x41])]), '證券'],
    ['of text with more behind its end', 2, utf16('%SystemRoot%\0x\0'), '%SystemRoot%'],
    ['of nothing', 1, Buffer.alloc(0), ''],
    ['of several texts', 7, utf16('a\0b\0\0'), ['a', 'b']],
    ['of no text', 7, utf16('\0'), []],
    ['of a number', 4, Buffer.from([255, 255, 255, 255]), 4_294_967_295],
    ['of a long number', 11, Buffer.from([42, 0, 0, 0, 0, 0, 0, 0]), 42],
    ['of a number that is too short for one', 4, Buffer.from([1]), '01'],
    ['of bytes', 3, Buffer.from([0, 48, 0xab]), '0030AB'],
    ['of a type that nobody has seen', 0xffff0001, Buffer.from([1]), '01'],
  ])('%s', (_name, type, data, value) => {
    expect(decodeValue(type, data)).toEqual(value)
  })
})
