import { describe, expect, test } from 'vitest'
import { matchRule, readPolicyRules } from '../../checks/dns/policy.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import type { RegistryKey, RegistryValue } from '../../checks/io.ts'

const sso = 'sso.hkexposttrade.com.hk'
const www = 'www.ccass.com'

function rule(values: Record<string, RegistryValue>): RegistryKey {
  return { values, subkeys: {} }
}

test.each<[string, string | string[], string[]]>([
  ['a suffix', '.hkexposttrade.com.hk', [sso]],
  ['a suffix in another case', '.HKEXPostTrade.COM.hk', [sso]],
  ['a whole name', www, [www]],
  ['every name', '.', [sso, www]],
  ['several, one of which fits', ['.corp.example', www], [www]],
  ['a suffix that is a part of a label', '.posttrade.com.hk', []],
  ['a name that ends alike', 'ccass.com', []],
  ['another name', '.corp.example', []],
  ['nothing', [], []],
])('a rule for %s', (_what, namespace, names) => {
  const rules = matchRule(rule({ Name: namespace, GenericDNSServers: '192.0.2.53' }), [sso, www])
  expect(rules.map(({ name }) => name)).toEqual(names)
})

test.each<[string, RegistryValue | undefined, string[]]>([
  ['one', '192.0.2.53', ['192.0.2.53']],
  ['two, as Windows writes them', '192.0.2.53;192.0.2.54', ['192.0.2.53', '192.0.2.54']],
  ['two with blanks', '192.0.2.53; 192.0.2.54', ['192.0.2.53', '192.0.2.54']],
  ['IPv6', '2001:db8::53', ['2001:db8::53']],
  ['none at all, as a rule for DNSSEC has', undefined, []],
  ['an empty text', '', []],
])('its servers: %s', (_what, servers, expected) => {
  const values: Record<string, RegistryValue> = { Name: [www] }
  if (servers !== undefined) values.GenericDNSServers = servers
  expect(matchRule(rule(values), [www])).toEqual([{ name: www, namespace: www, servers: expected }])
})

test('a rule whose name is a number is none', () => {
  expect(matchRule(rule({ Name: 1 }), [www])).toEqual([])
})

describe('the table', () => {
  const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig'
  const local = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Dnscache\\Parameters\\DnsPolicyConfig'
  const signal = new AbortController().signal
  const table = (namespace: string): RegistryKey => ({
    values: {},
    subkeys: { '{1}': rule({ Name: [namespace], GenericDNSServers: '192.0.2.53' }) },
  })

  test('of the group and of the machine are both read', async () => {
    const io = injectedIo({ platform: 'win32', registry: { [policy]: table('.ccass.com'), [local]: table(sso) } })
    expect((await readPolicyRules(io, [sso, www], signal)).map(({ name, namespace }) => `${name} ${namespace}`)).toEqual([
      `${www} .ccass.com`,
      `${sso} ${sso}`,
    ])
  })

  test('that is not there has no rules', async () => {
    expect(await readPolicyRules(injectedIo({ platform: 'win32' }), [sso], signal)).toEqual([])
  })

  test('is Windows’ own', async () => {
    expect(await readPolicyRules(injectedIo({ platform: 'linux', registry: { [policy]: table('.') } }), [sso], signal)).toEqual([])
  })
})
