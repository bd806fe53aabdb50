import { describe, expect, test } from 'vitest'
import { parseRegQuery, realRegistry } from '../../checks/io/registry.ts'
import type { ProcessOutcome, RegistryKey } from '../../checks/io.ts'

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
    ['the default value', '    (Default)    REG_SZ    C:\\Edge\\msedge.exe', { '(Default)': 'C:\\Edge\\msedge.exe' }],
    ['the default value of a Chinese Windows', '    (預設值)    REG_SZ    (數值未設定)', { '(預設值)': '(數值未設定)' }],
    ['names that every object has', '    constructor    REG_SZ    x', { constructor: 'x' }],
  ])('%s', (_name, line, values) => {
    expect(read(line)).toEqual(values)
  })

  // A Chinese Windows prints in code page 950, which is no UTF-8: 預設值 arrives as bytes that are no letters.
  test('those beside a label that could not be decoded are read', () => {
    const label = Buffer.from([0xb9, 0x77, 0xb3, 0x5d, 0xad, 0xc8]).toString('utf8')
    const output = printed(key, `    (${label})    REG_SZ    x`, '    ProxyEnable    REG_DWORD    0x0')
    expect(parseRegQuery(output, 'HKCU\\Software\\Example').values.ProxyEnable).toBe(0)
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

  /** @param elsewhere what comes of asking for a value that every Windows has */
  function registryOf(
    outcome: ProcessOutcome,
    platform: NodeJS.Platform = 'win32',
    elsewhere: ProcessOutcome = { exitCode: 0, stdout: '', stderr: '' },
  ) {
    const calls: unknown[] = []
    const processes = {
      execFile: async (file: string, args: readonly string[]) => {
        calls.push([file, ...args])
        return args[1] === dnsPolicy ? outcome : elsewhere
      },
    }
    return { registry: realRegistry(platform, processes, 'D:\\Windows'), calls }
  }

  test('of this Windows, by its full path, subkeys included', async () => {
    const { registry, calls } = registryOf({ exitCode: 0, stdout: printed(fullName, '    A    REG_SZ    x'), stderr: '' })
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ key: { values: { A: 'x' } } })
    expect(calls).toEqual([['D:\\Windows\\System32\\reg.exe', 'query', dnsPolicy, '/s']])
  })

  test('a key that is not there is missing', async () => {
    const { registry } = registryOf({ exitCode: 1, stdout: '', stderr: 'words in some language' })
    expect(await registry.read(dnsPolicy, forever)).toEqual({ failure: { word: 'file-missing', code: 'exit 1' } })
  })

  test.each<[name: string, elsewhere: ProcessOutcome, failure: object]>([
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
  ])('%s: the key is not missing', async (_name, elsewhere, failure) => {
    const { registry, calls } = registryOf({ exitCode: 1, stdout: '', stderr: 'words' }, 'win32', elsewhere)
    expect(await Promise.all([registry.read(dnsPolicy, forever), registry.read(dnsPolicy, forever)])).toEqual([{ failure }, { failure }])
    expect(calls).toHaveLength(3)
  })

  test('that may not start keeps its reason', async () => {
    const { registry } = registryOf({ failure: { word: 'access-denied', code: 'EACCES' }, partialStdout: '' })
    expect(await registry.read(dnsPolicy, forever)).toEqual({ failure: { word: 'access-denied', code: 'EACCES' } })
  })

  test('is not looked for elsewhere', async () => {
    const { registry, calls } = registryOf({ exitCode: 0, stdout: '', stderr: '' }, 'linux')
    expect(await registry.read(dnsPolicy, forever)).toMatchObject({ failure: { word: 'not-supported' } })
    expect(calls).toEqual([])
  })
})
