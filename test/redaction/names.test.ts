/** Tokens: the same for the same, and never in the place of what the diagnosis needs. */

import { describe, expect, test } from 'vitest'
import type { RunFiles } from '../../agent/bundle/contents.ts'
import { redactionPolicies } from '../../agent/redaction/policy.ts'
import { redact } from '../../agent/redaction/redact.ts'
import type { Settings } from '../../checks/settings.ts'
import { dressed } from './dressed.ts'
import { judged, key, outline, run, scenarioRuns } from './support.ts'

const scenarios = new Map((await scenarioRuns()).map(({ name, files }) => [name, files]))

function scenario(name: string): RunFiles {
  const found = scenarios.get(name)
  if (found === undefined) throw new Error(name)
  return found
}

function as(files: RunFiles, account: string, hostName: string, dnsSuffix: string): RunFiles {
  const { host, browser } = files.evidence
  const evidence = {
    ...files.evidence,
    ...(host === undefined ? {} : { host: { ...host, links: host.links.map((link) => ({ ...link, dnsSuffix })) } }),
    ...(browser === undefined ? {} : { browser: { ...browser, leftBehind: `C:\\Users\\${account}\\AppData\\Local\\Temp\\x` } }),
  }
  return { ...files, evidence, run: { ...run, agent: { ...run.agent, account, hostName } } }
}

/** Words of hosts, of codes, of protocols and of paths; too short ones; the targets' own. */
const awkward = [
  'it',
  'dns',
  'pc',
  'www',
  'admin',
  'hkex',
  'com',
  'sso',
  'ccass',
  'hkexposttrade',
  'otp',
  'online',
  'login',
  'smartcard',
  'functions',
  'limit',
  'connect',
  '443',
  '8080',
  'a',
  'log-on',
  'target',
  'direct',
  'proxy',
  'secure',
  'local',
  'users',
  'edge',
  'application',
  'preflight',
  'invalid',
  'lab',
  'host',
  'https',
  'user',
  'www.ccass.com',
  'configured-1',
  '.',
  '*',
  '(',
  '\\',
  '',
]
const some = ['healthy', 'proxy-inspects', 'dns-name-unknown', 'page-captive-portal', 'browser-policy-blocks', 'smartcard-no-card']

describe.each(redactionPolicies)('%s', (policy) => {
  test.each(some)('somebody whose name is a word, at a PC that is called so, in a domain of that name: %s', (name) => {
    const files = dressed(scenario(name))
    const expected = outline(judged(files))
    const codes = JSON.stringify(judged(files).findings.map(({ code, args }) => [code, args.failure, args.stage, args.error]))
    for (const word of process.env.TEST_FULL === '1'
      ? awkward
      : awkward.filter((_word, index) => index % some.length === some.indexOf(name))) {
      const redacted = redact(as(files, word, word, `${word}.hk`), policy, key)
      const after = judged(redacted)
      expect(outline(after)).toEqual(expected)
      expect(JSON.stringify(after.findings.map(({ code, args }) => [code, args.failure, args.stage, args.error]))).toBe(codes)
      expect(redacted.settings.targets).toEqual(files.settings.targets)
      const urls = (of: RunFiles) => of.evidence.browser?.visits.map(({ url, error, page }) => [url, error, page?.passwordFields])
      expect(urls(redacted)).toEqual(urls(files))
    }
  })

  test('every awkward word leaves a healthy terminal healthy', () => {
    const files = dressed(scenario('healthy'))
    const expected = outline(judged(files))
    for (const word of awkward) expect(outline(judged(redact(as(files, word, word, word), policy, key)))).toEqual(expected)
  })
})

describe('the same value has the same token', () => {
  const files = dressed(scenario('proxy-inspects'))
  const strict = redact(files, 'strict', key)

  test('a proxy: in the settings, in routes, tunnels, handshakes and pages', () => {
    const { proxy, page, tls } = strict.evidence
    const all = [
      strict.settings.proxy.kind === 'proxy' ? strict.settings.proxy.proxy : '',
      ...(proxy?.routes.flatMap(({ proxies }) => proxies) ?? []),
      ...(proxy?.reach.map((reach) => reach.proxy) ?? []),
      ...(proxy?.tunnels.map((tunnel) => tunnel.proxy) ?? []),
      ...(proxy?.handshakes.flatMap(({ via }) => (via.kind === 'proxy' ? [via.proxy] : [])) ?? []),
      ...(tls?.handshakes.flatMap(({ via }) => (via.kind === 'proxy' ? [via.proxy] : [])) ?? []),
      ...(page?.visits.flatMap(({ hops }) => hops.flatMap(({ via }) => (via?.kind === 'proxy' ? [via.proxy] : []))) ?? []),
    ]
    expect(all.length).toBeGreaterThan(5)
    expect(new Set(all).size).toBe(1)
    expect(all[0]).toMatch(/^host-\w{7}\.example:\d+$/)
  })

  test('a user: as an account, as a folder, in a sentence, in a short name', () => {
    const texts = JSON.stringify(strict)
    const [token] = /user-\w{7}/.exec(strict.run.agent.account) ?? []
    expect(strict.run.agent.account).toMatch(/^domain-\w{7}\\user-\w{7}$/)
    expect(new Set(texts.match(/user-[a-z0-9]{7}(?![a-z0-9])/g))).toEqual(new Set([token]))
    const standard = redact(files, 'standard', key)
    expect(standard.run.agent.account).toBe(`ZQBANK\\${token}`)
    expect(standard.evidence.browser?.leftBehind).toBe(`C:\\Users\\${token}\\AppData\\Local\\Temp\\profile-1`)
    expect(standard.evidence.browser?.visits[0]?.consoleErrors.at(-1)).toBe(`${token} has no rights in C:\\Users\\${token}\\x`)
    expect(strict.evidence.browser?.leftBehind).toBe('%USERPROFILE%\\AppData\\Local\\Temp\\profile-1')
  })

  test('in two bundles of one install, whatever else is in them; not in another’s', () => {
    const other = redact(dressed(scenario('proxy-forbids')), 'strict', key)
    expect(other.run.agent).toEqual(strict.run.agent)
    expect(other.evidence.dns?.system).toBeDefined()
    const foreign = redact(files, 'strict', Buffer.alloc(32, 9))
    expect(foreign.run.agent.hostName).not.toBe(strict.run.agent.hostName)
    expect(foreign.evidence.dns?.resolvers[0]?.address).not.toBe(strict.evidence.dns?.resolvers[0]?.address)
  })

  test('the input is left as it is', () => {
    const before = structuredClone(files)
    redact(files, 'strict', key)
    expect(files).toEqual(before)
  })
})

describe('accounts that every system has', () => {
  test.each(['SYSTEM', 'root', 'Administrator', 'NT AUTHORITY\\SYSTEM', 'LocalService'])(
    '%s stays, as it tells why something was not seen',
    (account) => {
      const { agent } = redact(as(scenario('healthy'), account, 'PC', ''), 'standard', key).run
      expect(agent.account).toBe(account)
    },
  )
})

describe('a target of the site’s own', () => {
  const [first] = scenario('healthy').settings.targets
  if (first === undefined) throw new Error('no target')

  function withTarget(url: string, host: string, location: string, pattern: string): RunFiles {
    const files = scenario('healthy')
    const settings: Settings = {
      ...files.settings,
      targets: [{ ...first, profiles: ['own'], id: 'own', page: null, url, host, port: 443 }],
    }
    // What was recorded of the lab's hosts says nothing of this one.
    const { page, browser, tls: _tls, path: _path, ...others } = files.evidence
    if (page === undefined || browser === undefined) throw new Error('no evidence')
    const [visit] = page.visits
    const [hop] = visit?.hops ?? []
    if (visit === undefined || hop === undefined) throw new Error('no visit')
    const evidence = {
      ...others,
      page: { ...page, visits: [{ ...visit, url, hops: [{ ...hop, url, statusCode: 302, location }], page: null }] },
      browser: {
        ...browser,
        visits: [],
        used: null,
        policies: [
          { name: 'URLBlocklist', value: [pattern], scope: 'machine' as const, where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge' },
        ],
      },
    }
    return as({ ...files, settings, evidence }, 'x1y2z3', 'DESK', 'corp.test')
  }

  test.each([
    ['a host of its organisation', 'https://idp.corp.test/log-on?token=zq', 'page/redirected-away', 'warning'],
    ['a stranger’s, unencrypted', 'http://10.1.2.3/sign-in', 'page/captive-portal', 'problem'],
    ['a stranger’s', 'https://portal.other.test/', 'page/redirected-away', 'warning'],
  ])('sends on to %s, and is seen to', (_what, location, code, status) => {
    const files = withTarget('https://trade.corp.test/app', 'trade.corp.test', location, '*')
    for (const each of [files, ...redactionPolicies.map((policy) => redact(files, policy, key))])
      expect(judged(each).findings.find(({ id }) => id.startsWith('page.reach '))).toMatchObject({ code, status })
    const [hop] = redact(files, 'strict', key).evidence.page?.visits[0]?.hops ?? []
    expect(hop?.location).not.toMatch(/idp|10\.1\.2\.3|portal|zq/)
  })

  test.each([
    'corp.test',
    '.trade.corp.test',
    'https://*:443/app',
    'trade.corp.test/app',
    'test',
    'https://trade.corp.test:443',
    '*',
    'http://*',
    'other.test',
    'trade.corp.test/other',
    '10.0.0.0/8',
    'edge://*',
  ])('a policy with the line %s says of it what it said', (pattern) => {
    const files = withTarget('https://trade.corp.test/app', 'trade.corp.test', '/x', pattern)
    const said = (of: RunFiles) => judged(of).findings.find(({ id }) => id.startsWith('browser.policy '))?.code
    for (const policy of redactionPolicies) expect(said(redact(files, policy, key))).toBe(said(files))
  })

  test('one that is named by its address keeps it, wherever that stands', () => {
    const files = withTarget('https://10.9.8.7/app', '10.9.8.7', 'https://10.9.8.7/on', '*')
    const strict = redact(files, 'strict', key)
    expect(strict.settings.targets[0]?.url).toBe('https://10.9.8.7/app')
    expect(strict.evidence.page?.visits[0]?.hops[0]?.location).toBe('https://10.9.8.7/on')
    expect(outline(judged(strict))).toEqual(outline(judged(files)))
  })
})
