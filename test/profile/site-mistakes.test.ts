import { describe, expect, test } from 'vitest'
import { folderWith, refused } from './folder.ts'

/** name of the case · site.yaml · line that must be named · field · what the line must say */
type Case = readonly [name: string, yaml: string, line: number, field: string, says: string]

const cases: readonly Case[] = [
  [
    'an address with a part over 255',
    'profiles: [ccms]\nresolvers:\n  hkex:\n    - 10.0.0.1\n    - 10.0.0.300\n',
    5,
    'resolvers.hkex[1]',
    `'10.0.0.300' is not an IP address; write "ip", "ip:port" or "[v6]:port"`,
  ],
  ['a resolver by name', 'resolvers: { custom: [dns1.example] }', 1, 'resolvers.custom[0]', "'dns1.example' is not an IP address"],
  ['port 0', 'resolvers: { custom: ["10.0.0.1:0"] }', 1, 'resolvers.custom[0]', "the port of '10.0.0.1:0' is not a number from 1 to 65535"],
  ['port 70000', 'resolvers: { custom: ["10.0.0.1:70000"] }', 1, 'resolvers.custom[0]', 'not a number from 1 to 65535'],
  ['a port that is a word', 'resolvers: { custom: ["[2001:db8::1]:dns"] }', 1, 'resolvers.custom[0]', 'not a number from 1 to 65535'],
  [
    'IPv6 with a port and no brackets',
    'resolvers: { custom: ["2001:db8::1:2:3:4:5:6:53"] }',
    1,
    'resolvers.custom[0]',
    'is not an IP address',
  ],
  ['the address of a template', 'resolvers: { hkex: [0.0.0.0] }', 1, 'resolvers.hkex[0]', "'0.0.0.0' stands for no host"],
  ['one address where a list belongs', 'resolvers: { hkex: 10.0.0.1 }', 1, 'resolvers.hkex', "is the text '10.0.0.1'; write a list"],
  ['a list where fields belong', 'resolvers: [10.0.0.1]', 1, 'resolvers', 'is a list; write fields'],
  [
    'too many resolvers',
    `resolvers: { hkex: [${Array.from({ length: 17 }, (_, index) => `10.0.0.${index + 1}`).join(', ')}] }`,
    1,
    'resolvers.hkex',
    'has more than 16 entries',
  ],
  [
    'a field that is nearly right',
    'profiles: [ccms]\nresolver: { hkex: [10.0.0.1] }',
    2,
    'resolver',
    'is not a field here; did you mean resolvers?',
  ],
  [
    'a field deeper down that is nearly right',
    'addresses:\n  primary: []\n  secondry: []',
    3,
    'addresses.secondry',
    'did you mean secondary?',
  ],
  ['a field that is nothing', 'colour: red', 1, 'colour', 'is not a field here; write one of profiles, resolvers, addresses'],
  ['a field that objects have by themselves', '__proto__: { polluted: true }', 1, '__proto__', 'is not a field here'],
  [
    'a text that would write over the screen',
    'contacts:\n  site-it:\n    name: "\\e[2JREADY"',
    3,
    'contacts.site-it.name',
    'holds a line end, or a character that cannot be seen',
  ],
  ['a text that runs backwards', 'profiles: ["\\u202Esmcc"]', 1, 'profiles[0]', 'a character that cannot be seen'],
  ['a field whose name would write over the screen', '"\\e[2J": 1', 1, "'\uFFFD[2J'", 'is not a field here'],
  [
    'a range without a prefix',
    'addresses: { primary: [10.1.0.0] }',
    1,
    'addresses.primary[0]',
    "'10.1.0.0' has no prefix length; write a range such as 10.1.0.0/16, or 10.1.0.0/32",
  ],
  [
    'a range with prefix 33',
    'addresses: { primary: [10.1.0.0/33] }',
    1,
    'addresses.primary[0]',
    "the prefix length of '10.1.0.0/33' is not a number from 0 to 32",
  ],
  ['a range with prefix 129', 'addresses: { secondary: ["2001:db8::/129"] }', 1, 'addresses.secondary[0]', 'not a number from 0 to 128'],
  [
    'a range in a spelling that nobody means',
    'addresses: { primary: [10.1/16] }',
    1,
    'addresses.primary[0]',
    "'10.1/16' is not an address range",
  ],
  ['a range from-to', 'addresses: { primary: [10.1.0.0-10.1.0.9] }', 1, 'addresses.primary[0]', 'is not an address range'],
  [
    'a network to connect to',
    'probe: { secondary: [10.2.0.0/24] }',
    1,
    'probe.secondary[0]',
    "'10.2.0.0/24' is not an IP address; write one address without a port",
  ],
  [
    'an issuer that is no name',
    "certificate: { issuers: ['Example CA'] }",
    1,
    'certificate.issuers[0]',
    "'Example CA' is not a distinguished name",
  ],
  [
    'a proxy without scheme',
    'proxy: proxy.example:8080',
    1,
    'proxy',
    "'proxy.example:8080' is not a proxy setting; did you mean http://proxy.example:8080?",
  ],
  ['a proxy without port', 'proxy: http://proxy.example', 1, 'proxy', 'has no port from 1 to 65535'],
  ['a proxy with a path', 'proxy: http://proxy.example:8080/proxy.pac', 1, 'proxy', 'has no port from 1 to 65535'],
  ['a SOCKS proxy', 'proxy: socks://proxy.example:1080', 1, 'proxy', 'is not a proxy setting'],
  ['a word that is nearly one of the possible', 'browser: of', 1, 'browser', "'of' is not possible here; did you mean off?"],
  ['true where a word belongs', 'smartcard: true', 1, 'smartcard', 'is true; write one of optional, required, off'],
  [
    'a contact for somebody else',
    'contacts:\n  site-it: { name: IT desk }\n  hkex: { phone: 1 }',
    3,
    'contacts.hkex',
    'is not a field here; write one of site-it, site-network, line-vendor',
  ],
  [
    'an upload of no kind',
    'upload: { url: https://helpdesk.example/ }',
    1,
    'upload.kind',
    'is missing; write one of collector, presigned, azure-sas',
  ],
  ['an upload in the clear', 'upload: { kind: collector, url: http://helpdesk.example/ }', 1, 'upload.url', 'is not an https address'],
  ['an empty text', 'contacts: { site-it: { name: " " } }', 1, 'contacts.site-it.name', 'is empty'],
  ['a very long text', `contacts: { site-it: { name: ${'x'.repeat(501)} } }`, 1, 'contacts.site-it.name', 'has more than 500 characters'],
  ['a profile that there is not', 'profiles:\n  - ccms\n  - ccas\n', 3, 'profiles[1]', "'ccas' is no profile; did you mean ccass?"],
  ['a text instead of a file', 'see the wiki', 1, '', "is the text 'see the wiki'; write fields"],
]

describe('a site file with a mistake: 78, and the line names file, line and field', () => {
  test.each(cases)('%s', async (_name, yaml, line, field, says) => {
    const folder = folderWith({ 'site.yaml': yaml })
    const error = await refused(folder)
    expect(error.exitCode).toBe(78)
    expect(error.line).toContain(`${folder}/site.yaml:${line}: ${field === '' ? '' : `${field}: `}`)
    expect(error.line).toContain(says)
    expect(error.line).not.toContain('\n')
    expect(error.mistakes[0]).toMatchObject({ line, field })
  })
})

test('the column is that of the value', async () => {
  const error = await refused(folderWith({ 'site.yaml': 'resolvers: { hkex: [10.0.0.1, 10.0.0.300] }' }))
  expect(error.mistakes).toEqual([expect.objectContaining({ line: 1, column: 31 })])
})

test('every mistake is told, in the order of the file', async () => {
  const error = await refused(folderWith({ 'site.yaml': 'proxy: systm\nbrowsr: on\naddresses: { primary: [1] }\n' }))
  expect(error.mistakes.map(({ line, field }) => [line, field])).toEqual([
    [1, 'proxy'],
    [2, 'browsr'],
    [3, 'addresses.primary[0]'],
  ])
})

test('a file that is wrong everywhere gives twenty mistakes, not thousands', async () => {
  const yaml = Array.from({ length: 500 }, (_, index) => `field${index}: 1`).join('\n')
  expect((await refused(folderWith({ 'site.yaml': yaml }))).mistakes).toHaveLength(20)
})

test.each([
  ['a proxy', 'proxy: http://clerk:Secret7@proxy.example:8080'],
  ['a PAC file', 'proxy: pac+http://clerk:Secret7@proxy.example/proxy.pac'],
  ['a proxy without scheme', 'proxy: clerk:Secret7@proxy.example:8080'],
  ['an upload', 'upload: { kind: collector, url: "https://clerk:Secret7@helpdesk.example/" }'],
  ['an upload in the clear', 'upload: { kind: collector, url: "http://helpdesk.example/?token=Secret7" }'],
  ['a resolver', 'resolvers: { hkex: ["clerk:Secret7@10.0.0.1"] }'],
])('a password in %s is not repeated', async (_name, yaml) => {
  expect((await refused(folderWith({ 'site.yaml': yaml }))).line).not.toContain('Secret7')
})
