import { describe, expect, test } from 'vitest'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { type Additions, assembleSettings } from '../../agent/profile/settings.ts'
import { emptySite, type ParsedProfile, type ProfileTarget } from '../../agent/profile/types.ts'

const nothing: Additions = { resolvers: {}, proxy: null, browser: null, smartcard: null, siteRoots: [], trustedRoots: [] }

function profile(id: string, ...targets: (Partial<ProfileTarget> & { url: string })[]): ParsedProfile {
  const each = targets.map((target, index) => ({ id: `t${index}`, page: null, inferred: false, ...target }))
  return { id, title: { en: id, 'zh-HK': id }, circular: null, targets: each, required: ['dns'], hotline: null, serviceHours: null }
}

describe('targets', () => {
  test('the built-in profiles share the 2FA server', () => {
    const { targets, profiles } = assembleSettings(builtinProfiles, emptySite, nothing)
    expect(targets.map(({ id, host, port, profiles: needed }) => [id, host, port, needed])).toEqual([
      ['ccass', 'www.ccass.com', 443, ['ccass']],
      ['sso', 'sso.hkexposttrade.com.hk', 443, ['ccass', 'dms', 'ccms']],
      ['dms', 'www.ccass.com', 443, ['dms']],
    ])
    expect(profiles.map(({ id }) => id)).toEqual(['ccass', 'dms', 'ccms'])
  })

  test.each([
    ['a slash', 'https://one.example', 'https://one.example/'],
    ['capitals in the host', 'https://one.example/', 'https://ONE.example/'],
    ['the port of https', 'https://one.example/', 'https://one.example:443/'],
  ])('one address in two spellings is one target: %s', (_name, first, second) => {
    expect(assembleSettings([profile('a', { url: first }), profile('b', { url: second })], emptySite, nothing).targets).toEqual([
      { profiles: ['a', 'b'], id: 't0', url: first, host: 'one.example', port: 443, page: null },
    ])
  })

  test('one profile that names an address twice needs it once', () => {
    const twice = profile('a', { url: 'https://one.example/' }, { url: 'https://one.example/' })
    expect(assembleSettings([twice], emptySite, nothing).targets.map(({ profiles }) => profiles)).toEqual([['a']])
  })

  test('two paths of one host are two targets', () => {
    expect(
      assembleSettings([profile('a', { url: 'https://one.example/' }, { url: 'https://one.example/dms' })], emptySite, nothing).targets,
    ).toHaveLength(2)
  })

  test('ids stay unique where two profiles call different pages alike', () => {
    const profiles = [profile('a', { id: 'sso', url: 'https://one.example/' }), profile('b', { id: 'sso', url: 'https://two.example/' })]
    expect(assembleSettings(profiles, emptySite, nothing).targets.map(({ id }) => id)).toEqual(['sso', 'b/sso'])
  })

  const landing = (...choices: string[]) => ({ kind: 'landing', choices }) as const
  const form = { kind: 'log-on-form' } as const
  test.each([
    ['nobody says', null, null, null],
    ['the first says', form, null, form],
    ['the second says', null, form, form],
    ['both name choices', landing('One', 'Two'), landing('Two', 'Three'), landing('One', 'Two', 'Three')],
    ['they differ', landing('One'), form, landing('One')],
  ])('how the page is recognised where %s', (_name, first, second, merged) => {
    const profiles = [
      profile('a', { url: 'https://one.example/', page: first }),
      profile('b', { url: 'https://one.example/', page: second }),
    ]
    expect(assembleSettings(profiles, emptySite, nothing).targets[0]?.page).toEqual(merged)
  })
})

describe('resolvers', () => {
  const at = (address: string, port = 53) => ({ address, port })
  const site = { ...emptySite, resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.2')], custom: [at('192.168.1.53')] } }

  test('each in its role', () => {
    expect(assembleSettings([], site, nothing).resolvers).toEqual([
      { ...at('10.0.0.1'), roles: ['hkex-1'] },
      { ...at('10.0.0.2'), roles: ['hkex-2'] },
      { ...at('192.168.1.53'), roles: ['custom-1'] },
    ])
  })

  test('a server in several roles is asked once', () => {
    const one = { ...emptySite, resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.1')], custom: [at('10.0.0.9'), at('10.0.0.1')] } }
    expect(assembleSettings([], one, nothing).resolvers).toEqual([
      { ...at('10.0.0.1'), roles: ['hkex-1', 'hkex-2', 'custom-2'] },
      { ...at('10.0.0.9'), roles: ['custom-1'] },
    ])
  })

  test('another port is another server', () => {
    const two = { ...emptySite, resolvers: { hkex: [at('10.0.0.1'), at('10.0.0.1', 5353)], custom: [] } }
    expect(assembleSettings([], two, nothing).resolvers).toHaveLength(2)
  })

  test('a flag replaces the list of its name alone', () => {
    const { resolvers } = assembleSettings([], site, { ...nothing, resolvers: { hkex: [at('10.9.9.9')] } })
    expect(resolvers.map(({ address, roles }) => [address, ...roles])).toEqual([
      ['10.9.9.9', 'hkex-1'],
      ['192.168.1.53', 'custom-1'],
    ])
  })
})

test('what the site says is what is judged by', () => {
  const site = {
    ...emptySite,
    addresses: { primary: ['10.1.0.0/16'], secondary: ['10.2.0.0/16'] },
    probe: { primary: ['10.1.0.10'], secondary: ['10.2.0.10', '10.2.0.10'] },
    certificate: { issuers: ['CN=Example CA'], roots: ['x.pem'] },
    proxy: { kind: 'direct' },
  } as const
  expect(assembleSettings([], site, { ...nothing, siteRoots: ['PEM 1'], trustedRoots: ['PEM 2'] })).toEqual({
    profiles: [],
    targets: [],
    resolvers: [],
    ranges: { primary: ['10.1.0.0/16'], secondary: ['10.2.0.0/16'] },
    extraAddresses: [
      { address: '10.1.0.10', dataCentre: 'primary' },
      { address: '10.2.0.10', dataCentre: 'secondary' },
    ],
    issuers: ['CN=Example CA'],
    siteRoots: ['PEM 1'],
    trustedRoots: ['PEM 2'],
    proxy: { kind: 'direct' },
    browser: 'on',
    smartcard: 'optional',
  })
})

test('browser and smartcard of the flags before those of the site file', () => {
  const site = { ...emptySite, browser: 'off', smartcard: 'required' } as const
  expect(assembleSettings([], site, nothing)).toMatchObject({ browser: 'off', smartcard: 'required' })
  expect(assembleSettings([], site, { ...nothing, browser: 'on', smartcard: 'off' })).toMatchObject({ browser: 'on', smartcard: 'off' })
})

test('the proxy of the flags before that of the site file', () => {
  const site = { ...emptySite, proxy: { kind: 'direct' } } as const
  expect(assembleSettings([], site, { ...nothing, proxy: { kind: 'proxy', proxy: 'p.example:80' } }).proxy).toEqual({
    kind: 'proxy',
    proxy: 'p.example:80',
  })
})
