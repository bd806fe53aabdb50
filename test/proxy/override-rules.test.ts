import { describe, expect, test } from 'vitest'
import { registryPaths } from '../../checks/proxy/windows-settings.ts'
import { unusedPort } from './servers.ts'
import { key } from './windows-values.ts'
import { lookupOf, probe, site, target } from './world.ts'

/** The fields and their meaning: Microsoft, DeployEdge, policy ProxyOverrideRules. */
async function routeOf(rules: unknown, names: Readonly<Record<string, readonly string[]>> = {}) {
  const policy = key({ ProxyOverrideRules: JSON.stringify(rules), ProxySettings: '{"ProxyMode":"direct"}' })
  const { routes, settings } = await probe({
    platform: 'win32',
    registry: { [registryPaths.machinePolicy]: policy },
    machine: { lookup: lookupOf(names) },
  })
  return { route: routes[0], settings }
}

const dead = `127.0.0.1:${await unusedPort()}`
const fits = { DestinationMatchers: ['*.terminal.test'], ProxyList: [`PROXY ${dead}`, 'DIRECT'] }

describe('rules that go before every other setting', () => {
  test('the first that fits decides', async () => {
    const { route, settings } = await routeOf([{ ...fits, DestinationMatchers: ['other.test'] }, fits, { ...fits, ProxyList: ['DIRECT'] }])
    expect(route).toMatchObject({ proxies: [dead], direct: true, setting: 0 })
    expect(settings[0]).toMatchObject({
      kind: 'rules',
      value: `other.test → ${dead},direct://; *.terminal.test → ${dead},direct://; *.terminal.test → direct://`,
    })
  })

  test.each<[name: string, rules: unknown]>([
    ['none fits', [{ ...fits, DestinationMatchers: ['other.test'] }]],
    ['an exception fits', [{ ...fits, ExcludeDestinationMatchers: ['www.*'] }]],
    ['no proxy is named', [{ ...fits, ProxyList: [] }]],
    ['a condition is not known here', [{ ...fits, Conditions: [{ Moon: 'full' }] }]],
    ['no list', { rules: [fits] }],
    ['no text among the patterns', [{ ...fits, DestinationMatchers: [7, null] }]],
  ])('%s: the other settings decide', async (_name, rules) => {
    expect((await routeOf(rules)).route).toMatchObject({ proxies: [], direct: true })
  })

  test.each<[host: string, result: string, expected: boolean]>([
    ['inside.test', 'resolved', true],
    ['https://inside.test:8443', 'resolved', true],
    ['outside.test', 'resolved', false],
    ['outside.test', 'not_found', true],
    ['inside.test', 'not_found', false],
    ['inside.test', 'sometimes', false],
  ])('where %s is to be %s', async (Host, Result, expected) => {
    const { route } = await routeOf([{ ...fits, Conditions: [{ DnsProbe: { Host, Result } }] }], { 'inside.test': ['10.0.0.1'] })
    expect(route?.proxies).toEqual(expected ? [dead] : [])
  })

  test('proxies as addresses', async () => {
    expect((await routeOf([{ ...fits, ProxyList: [`http://${dead}`] }])).route).toMatchObject({ proxies: [dead], direct: false })
  })

  test('each target by itself', async () => {
    const policy = key({ ProxyOverrideRules: JSON.stringify([{ ...fits, DestinationMatchers: [site.host] }]) })
    const { routes } = await probe({
      platform: 'win32',
      registry: { [registryPaths.userPolicy]: policy },
      targets: [site, target('https://sso.terminal.test/')],
    })
    expect(routes).toMatchObject([
      { proxies: [dead], setting: 0 },
      { proxies: [], direct: true, setting: null },
    ])
  })
})
