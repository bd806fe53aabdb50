import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPolicies } from '../../checks/browser/policies.ts'
import { parsePolicyJson } from '../../checks/browser/policies-json.ts'
import { urlVerdict } from '../../checks/browser/url-pattern.ts'
import { failure } from '../../checks/failure.ts'
import { parseRegQuery } from '../../checks/io/registry-command.ts'
import type { Io, ProcessOutcome, RegistryKey, RegistryValue } from '../../checks/io.ts'
import { type Pc, pcIo, systemEnvironment, windowsEnvironment } from './fixtures/pc.ts'
import { blockedByChromium, missingForChromium } from './fixtures/policed-chromium.ts'

const { signal } = new AbortController()
const machine = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge'
const user = 'HKCU\\SOFTWARE\\Policies\\Microsoft\\Edge'

function keyOf(values: Readonly<Record<string, RegistryValue>>, lists: Readonly<Record<string, RegistryKey['values']>> = {}): RegistryKey {
  return { values, subkeys: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, { values: list, subkeys: {} }])) }
}

function windowsPc(registry: Readonly<Record<string, RegistryKey>>, env: Readonly<Record<string, string>> = windowsEnvironment): Io {
  return pcIo({ platform: 'win32', env, registry })
}

async function valuesOf(io: Io, kind: Parameters<typeof readPolicies>[1] = 'edge') {
  return Object.fromEntries((await readPolicies(io, kind, signal)).policies.map(({ name, value }) => [name, value]))
}

describe('policies on Windows', () => {
  it('are read as Microsoft documents each of them, without those that matter to nobody here and without recommended ones', async () => {
    const output = await readFile(new URL('fixtures/reg-query-edge-policies.txt', import.meta.url), 'utf8')
    const { policies, unread, managed } = await readPolicies(windowsPc({ [machine]: parseRegQuery(output, machine) }), 'edge', signal)
    expect(Object.fromEntries(policies.map(({ name, value }) => [name, value]))).toEqual({
      DnsOverHttpsMode: 'off',
      DnsOverHttpsTemplates: 'https://dns.example.net/dns-query{?dns}',
      URLBlocklist: [
        'contoso.com',
        'https://ssl.server.com',
        'hosting.com/bad_path',
        'https://server:8080/path',
        '.exact.hostname.com',
        'custom_scheme:*',
        '*',
      ],
      URLAllowlist: ['contoso.com', 'https://ssl.server.com', 'hosting.com/good_path', 'https://server:8080/path', '.exact.hostname.com'],
      ProxySettings: expect.stringContaining('"ProxyMode":"pac_script"'),
      SSLVersionMin: 'tls1',
      PopupsBlockedForUrls: ['https://www.contoso.com', '[*.]contoso.edu'],
      InternetExplorerIntegrationLevel: 1,
      InternetExplorerIntegrationSiteList: 'https://internal.contoso.com/sitelist.xml',
      RemoteDebuggingAllowed: true,
      HeadlessModeEnabled: true,
      UserDataDir: expect.stringContaining('user_name'),
    })
    expect(new Set(policies.map(({ scope, where }) => `${scope} ${where}`))).toEqual(new Set([`machine ${machine}`]))
    expect([unread, managed]).toEqual([[], true])
  })

  it('of the machine stand before those of the user', async () => {
    const registry = {
      [user]: keyOf({ DnsOverHttpsMode: 'secure', BuiltInDnsClientEnabled: 0 }),
      [machine]: keyOf({ DnsOverHttpsMode: 'off' }),
    }
    expect((await readPolicies(windowsPc(registry), 'edge', signal)).policies).toEqual([
      { name: 'DnsOverHttpsMode', value: 'off', scope: 'machine', where: machine },
      { name: 'DnsOverHttpsMode', value: 'secure', scope: 'user', where: user },
      { name: 'BuiltInDnsClientEnabled', value: false, scope: 'user', where: user },
    ])
  })

  it('of the user are not read in another session', async () => {
    const { policies } = await readPolicies(windowsPc({ [user]: keyOf({ DnsOverHttpsMode: 'secure' }) }, systemEnvironment), 'edge', signal)
    expect(policies).toEqual([])
  })

  it.each([
    ['chrome', 'HKLM\\SOFTWARE\\Policies\\Google\\Chrome'],
    ['chromium', 'HKLM\\SOFTWARE\\Policies\\Chromium'],
  ] as const)('of %s have a key of their own', async (kind, path) => {
    const registry = { [path]: keyOf({ HeadlessMode: 2 }), [machine]: keyOf({ HeadlessModeEnabled: 0 }) }
    expect(await valuesOf(windowsPc(registry), kind)).toEqual({ HeadlessMode: 2 })
  })

  it.each<readonly [string, RegistryKey, unknown]>([
    ['a flag that is off', keyOf({ RemoteDebuggingAllowed: 0 }), { RemoteDebuggingAllowed: false }],
    ['a flag as text', keyOf({ RemoteDebuggingAllowed: '0' }), { RemoteDebuggingAllowed: false }],
    ['a number as text', keyOf({ DeveloperToolsAvailability: '2' }), { DeveloperToolsAvailability: 2 }],
    ['a list in the order of its numbers', keyOf({}, { URLBlocklist: { 10: 'j', 2: 'b', 1: 'a' } }), { URLBlocklist: ['a', 'b', 'j'] }],
    ['a list without what is no text', keyOf({}, { URLBlocklist: { 1: 'a', 2: 7, name: 'x' } }), { URLBlocklist: ['a'] }],
    ['a list as JSON', keyOf({ URLBlocklist: '["a", "b",]' }), { URLBlocklist: ['a', 'b'] }],
    ['a list that is empty', keyOf({}, { URLBlocklist: {} }), { URLBlocklist: [] }],
    ['a list as text', keyOf({ URLBlocklist: '*' }), {}],
    ['a list in one value', keyOf({ URLBlocklist: ['a', 'b'] }), {}],
    ['a flag that is a word', keyOf({ RemoteDebuggingAllowed: 'false' }), {}],
    ['an object that is none', keyOf({ ProxySettings: 'direct' }), {}],
    ['a text that is a number', keyOf({ DnsOverHttpsMode: 1 }), {}],
    ['another spelling of the name', keyOf({ dnsoverhttpsmode: 'secure' }), {}],
    ['names that every object has', keyOf({ constructor: 'x', __proto__: 'y' }), {}],
  ])('take %s as the browser does', async (_, key, expected) => {
    expect(await valuesOf(windowsPc({ [machine]: key }))).toEqual(expected)
  })

  it('are a thousand lines of a list at most', async () => {
    const lines = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [String(index + 1), `host-${index}.example`]))
    expect((await valuesOf(windowsPc({ [machine]: keyOf({}, { URLBlocklist: lines }) }))).URLBlocklist).toHaveLength(1000)
  })

  it.each<readonly [string, Readonly<Record<string, RegistryKey>>, boolean]>([
    ['no key', {}, false],
    ['an empty key', { [machine]: keyOf({}, { URLBlocklist: {} }) }, false],
    ['a policy that is not known here', { [machine]: keyOf({ HomepageLocation: 'https://www.example.com' }) }, true],
    ['a list that is not known here', { [user]: keyOf({}, { ExtensionInstallForcelist: { 1: 'x' } }) }, true],
  ])('say whether the browser is managed: %s', async (_, registry, managed) => {
    expect((await readPolicies(windowsPc(registry), 'edge', signal)).managed).toBe(managed)
  })

  it('that could not be read are told, with why', async () => {
    const denied = failure('access-denied', 'exit 1')
    const io = { ...windowsPc({}), registry: { read: async () => ({ failure: denied }) } }
    expect(await readPolicies(io, 'edge', signal)).toEqual({
      policies: [],
      unread: [
        { path: machine, failure: denied },
        { path: user, failure: denied },
      ],
      managed: null,
    })
    expect((await readPolicies(io, 'other', signal)).unread).toEqual([{ path: 'chrome://policy', failure: failure('not-supported') }])
  })
})

describe('policies on Linux', () => {
  const managed = '/etc/chromium/policies/managed'
  const linuxPc = (files: Pc['files'], closed: Pc['closed'] = []) => pcIo({ platform: 'linux', files: files ?? {}, closed })

  it('are those of the last file that sets them', async () => {
    const io = linuxPc({
      [`${managed}/10-site.json`]: '{"DnsOverHttpsMode": "off", "SSLVersionMin": "tls1.2"}',
      [`${managed}/20-branch.json`]: '{"DnsOverHttpsMode": "secure", "HomepageLocation": "https://www.example.com"}',
      [`${managed}/old/30.json`]: '{"DnsOverHttpsMode": "automatic"}',
    })
    expect(await readPolicies(io, 'chromium', signal)).toEqual({
      policies: [
        { name: 'DnsOverHttpsMode', value: 'secure', scope: 'machine', where: `${managed}/20-branch.json` },
        { name: 'SSLVersionMin', value: 'tls1.2', scope: 'machine', where: `${managed}/10-site.json` },
      ],
      unread: [],
      managed: true,
    })
  })

  it.each([
    ['edge', '/etc/opt/edge/policies/managed'],
    ['chrome', '/etc/opt/chrome/policies/managed'],
    ['chromium', '/etc/chromium-browser/policies/managed'],
  ] as const)('of %s lie in %s', async (kind, folder) => {
    expect(await valuesOf(linuxPc({ [`${folder}/a.json`]: '{"HeadlessMode": 2}' }), kind)).toEqual({ HeadlessMode: 2 })
  })

  it('of Chromium lie in one folder alone', async () => {
    const io = linuxPc({ [`${managed}/a.json`]: '{}', '/etc/chromium-browser/policies/managed/b.json': '{"HeadlessMode": 2}' })
    expect(await readPolicies(io, 'chromium', signal)).toEqual({ policies: [], unread: [], managed: false })
  })

  it('are left out where they hold something else', async () => {
    const wrong = {
      DnsOverHttpsMode: 1,
      HeadlessMode: 2.5,
      RemoteDebuggingAllowed: 'no',
      URLBlocklist: 'a',
      ProxySettings: [],
      UserDataDir: null,
    }
    expect(await readPolicies(linuxPc({ [`${managed}/a.json`]: JSON.stringify(wrong) }), 'chromium', signal)).toMatchObject({
      policies: [],
      managed: true,
    })
  })

  it.each([
    ['no JSON', 'URLBlocklist = *', 'malformed'],
    ['JSON that is no object', '["*"]', 'malformed'],
    ['too much', `{"a": "${'x'.repeat(1_048_576)}"}`, 'too-large'],
  ])('say of %s that it could not be read', async (_, content, word) => {
    const {
      unread,
      policies,
      managed: known,
    } = await readPolicies(linuxPc({ [`${managed}/a.json`]: content, [`${managed}/b.json`]: '{}' }), 'chromium', signal)
    expect([unread, policies, known]).toEqual([[{ path: `${managed}/a.json`, failure: failure(word as 'malformed') }], [], null])
  })

  it('say of a folder that may not be looked into', async () => {
    const io = linuxPc({ [`${managed}/a.json`]: '{"HeadlessMode": 2}' }, [managed])
    expect(await readPolicies(io, 'chromium', signal)).toEqual({
      policies: [],
      unread: [{ path: managed, failure: failure('access-denied', 'EACCES') }],
      managed: null,
    })
  })
})

describe('policies on macOS', () => {
  const env = { USER: 'teller1', HOME: '/Users/teller1' }
  const files = {
    '/Library/Managed Preferences/com.microsoft.Edge.plist': 'bplist00',
    '/Library/Managed Preferences/teller1/com.microsoft.Edge.plist': 'bplist00',
    '/Library/Managed Preferences/com.google.Chrome.plist': 'bplist00',
  }
  /** What plutil prints (its manual page): JSON, or words about what it cannot convert. */
  const macPc = (outcomes: Readonly<Record<string, ProcessOutcome>>): Io => {
    const io = pcIo({ platform: 'darwin', env, files })
    const execFile: Io['processes']['execFile'] = async (file, args) => {
      expect([file, ...args.slice(0, -1)]).toEqual(['/usr/bin/plutil', '-convert', 'json', '-o', '-'])
      return outcomes[args.at(-1) ?? ''] ?? { failure: failure('file-missing', 'ENOENT'), partialStdout: '' }
    }
    return { ...io, processes: { ...io.processes, execFile } }
  }
  const [machineFile = '', userFile = ''] = Object.keys(files)

  it('are what a profile forces for the machine, then for this user', async () => {
    const io = macPc({
      [machineFile]: { exitCode: 0, stdout: '{"DnsOverHttpsMode":"off","URLBlocklist":["*"]}', stderr: '' },
      [userFile]: { exitCode: 0, stdout: '{"RemoteDebuggingAllowed":false}', stderr: '' },
    })
    expect(await readPolicies(io, 'edge', signal)).toEqual({
      policies: [
        { name: 'DnsOverHttpsMode', value: 'off', scope: 'machine', where: machineFile },
        { name: 'URLBlocklist', value: ['*'], scope: 'machine', where: machineFile },
        { name: 'RemoteDebuggingAllowed', value: false, scope: 'user', where: userFile },
      ],
      unread: [],
      managed: true,
    })
  })

  it('that plutil cannot convert, or that it may not, are told as unread', async () => {
    const io = macPc({ [machineFile]: { exitCode: 1, stdout: '', stderr: 'invalid object in plist for destination format' } })
    expect(await readPolicies(io, 'edge', signal)).toMatchObject({
      policies: [],
      unread: [
        { path: machineFile, failure: { word: 'malformed' } },
        { path: userFile, failure: { word: 'file-missing' } },
      ],
      managed: null,
    })
  })

  it('are none where nothing is forced', async () => {
    expect(await readPolicies(macPc({}), 'chromium', signal)).toEqual({ policies: [], unread: [], managed: false })
    expect(await readPolicies(pcIo({ platform: 'darwin', env }), 'edge', signal)).toEqual({ policies: [], unread: [], managed: false })
  })
})

const lenient: readonly (readonly [string, unknown])[] = [
  ['// first\n{"a": 1, /* b */ "b": [1, 2,],}', { a: 1, b: [1, 2] }],
  ['{"a": "// no comment, /* nor this */ ,]"}', { a: '// no comment, /* nor this */ ,]' }],
  ['{"a": "a \\" // quote",}', { a: 'a " // quote' }],
  ['\uFEFF{"a": 1}', { a: 1 }],
  ['{"a": 1,,}', undefined],
  ['{"a": "open', undefined],
  ['', undefined],
]

describe('JSON of policies', () => {
  it.each(lenient)('%j', (text, expected) => {
    expect(parsePolicyJson(text)).toEqual(expected)
  })

  it('is not read for ever, however it begins', () => {
    expect(parsePolicyJson('['.repeat(500_000))).toBeUndefined()
    expect(parsePolicyJson(`"${'\\'.repeat(500_000)}`)).toBeUndefined()
    expect(parsePolicyJson('/*'.repeat(500_000))).toBeUndefined()
  })
})

const missing = missingForChromium()

describe.skipIf(missing !== undefined)(`the real Chromium (${missing ?? 'with policies of its own'})`, () => {
  const files = {
    '10-first': '{"URLBlocklist": ["first.example"], "URLAllowlist": ["a.kept.example"]}',
    '20-comments.json': '// of the branch\n{"URLBlocklist": ["comments.example", /* and */ "kept.example",],}',
    '30-broken.json': '{"URLBlocklist": ["broken.example"}',
    '40-wrong.json': '{"URLAllowlist": "wrong.example"}',
  }
  const urls = ['first', 'comments', 'kept', 'a.kept', 'broken', 'wrong'].map((name) => `https://${name}.example/`)

  it('obeys the files that are read, whatever their names and comments', { timeout: 120_000 }, async () => {
    const io = pcIo({
      platform: 'linux',
      files: Object.fromEntries(Object.entries(files).map(([name, content]) => [`/etc/chromium/policies/managed/${name}`, content])),
    })
    const { URLBlocklist: blocklist, URLAllowlist: allowlist } = await valuesOf(io, 'chromium')
    const lists = { blocklist: blocklist as string[], allowlist: (allowlist as string[] | undefined) ?? [] }
    const ours = urls.map((url) => [url, urlVerdict(url, lists).blocked])
    const blocked = await blockedByChromium(files, urls)
    expect(ours).toEqual(urls.map((url, index) => [url, blocked[index]]))
    expect(blocked).toEqual([false, true, true, true, false, false])
  })
})
