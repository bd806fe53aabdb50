import { describe, expect, it } from 'vitest'
import type { Policy } from '../../checks/browser/evidence.ts'
import { popupsBlocked, urlVerdict } from '../../checks/browser/url-pattern.ts'
import { blockedByChromium, missingForChromium } from './fixtures/policed-chromium.ts'

interface Case {
  readonly block: readonly string[]
  readonly allow?: readonly string[]
  readonly blocked?: readonly string[]
  readonly passed?: readonly string[]
}

/**
 * The rules of learn.microsoft.com/deployedge/edge-learnmmore-url-list-filter%20format one by one, and the corners that Chromium's own tests
 * go into (components/policy/core/browser/url_blocklist_manager_unittest.cc). Each has a host of its own, so that all stand in one policy.
 */
const cases: Readonly<Record<string, Case>> = {
  'a host with its subdomains, for any scheme, port and path': {
    block: ['plain.example'],
    blocked: ['https://plain.example/', 'http://a.b.plain.example/x?y', 'https://plain.example:8443/'],
    passed: ['https://notplain.example/', 'https://example/'],
  },
  'a dot before the host: no subdomains': {
    block: ['.exact.example'],
    blocked: ['https://exact.example/any'],
    passed: ['https://www.exact.example/'],
  },
  'host and scheme in any spelling': { block: ['HTTPS://Spelling.Example'], blocked: ['https://spelling.example/'] },
  'one scheme alone': {
    block: ['https://scheme.example'],
    blocked: ['https://www.scheme.example/'],
    passed: ['http://scheme.example/'],
  },
  'one port alone': {
    block: ['port.example:8443', 'https443.example:443'],
    blocked: ['https://port.example:8443/', 'http://port.example:8443/', 'https://https443.example/'],
    passed: ['https://port.example/', 'http://https443.example/'],
  },
  'no port': {
    block: ['badport.example:0', 'starport.example:*', 'bigport.example:65536'],
    passed: ['https://badport.example/', 'https://starport.example/', 'https://bigport.example/'],
  },
  'the beginning of a path, in its own spelling': {
    block: ['path.example/sso'],
    blocked: ['https://path.example/sso', 'https://path.example/ssologin', 'https://x.path.example/sso/a'],
    passed: ['https://path.example/', 'https://path.example/SSO', 'https://path.example/dms/sso'],
  },
  'a slash or a dot behind the host, which say nothing': {
    block: ['slash.example/', 'dotted.example.'],
    blocked: ['https://slash.example/any', 'https://dotted.example/', 'https://slash.example'],
  },
  'a star in the path, which is no wildcard': {
    block: ['starpath.example/*'],
    blocked: ['https://starpath.example/*'],
    passed: ['https://starpath.example/any'],
  },
  'a star in the host, which is none either': {
    block: ['*.starhost.example', 'https://star*.example', '[*.]brackets.example'],
    passed: ['https://www.starhost.example/', 'https://starhost.example/', 'https://starry.example/', 'https://brackets.example/'],
  },
  'user, password and fragment, which say nothing': {
    block: ['https://user:pass@ignored.example/a#part'],
    blocked: ['https://ignored.example/a', 'https://ignored.example/a#other'],
    passed: ['https://ignored.example/b'],
  },
  'addresses, which have no subdomains': {
    block: ['192.0.2.7', '[2001:db8::7]'],
    blocked: ['https://192.0.2.7/', 'http://192.0.2.7:8080/x', 'https://[2001:db8::7]/'],
    passed: ['https://192.0.2.70/', 'https://[2001:db8::8]/'],
  },
  'a host and port that look like a scheme': { block: ['intranet:8080'], blocked: ['http://intranet:8080/'], passed: ['http://intranet/'] },
  'a scheme that is none of the web': {
    block: ['ftp://other.example', 'custom://other.example', 'javascript://*', 'file:///*'],
    passed: ['https://other.example/'],
  },
  'nothing that could be a host': { block: [':8080', '', 'https://', '?query'], passed: ['https://nothing.example:8080/?query'] },
  'tokens of the query, all of them, in any order': {
    block: ['query.example?a=1&b=2'],
    blocked: ['https://query.example/?a=1&b=2', 'https://query.example/x?c=3&b=2&a=1', 'https://query.example/?a=5&a=1&b=2'],
    passed: ['https://query.example/', 'https://query.example/?a=1', 'https://query.example/?a=12&b=2', 'https://query.example/?A=1&b=2'],
  },
  'the beginning of a value or of a key': {
    block: ['open.example?v=4*', 'openkey.example?se*', 'anyvalue.example?g=*'],
    blocked: [
      'https://open.example/?v=44',
      'https://openkey.example/?session=1',
      'https://openkey.example/?x&se',
      'https://anyvalue.example/?a&g=1',
    ],
    passed: [
      'https://open.example/?v=34',
      'https://openkey.example/?asession',
      'https://anyvalue.example/?ag=1',
      'https://anyvalue.example/?g',
    ],
  },
  'a key without a value': {
    block: ['key.example?debug', 'emptyvalue.example?debug='],
    blocked: ['https://key.example/?debug', 'https://key.example/?a=1&debug', 'https://emptyvalue.example/?debug'],
    passed: ['https://key.example/?debug=1', 'https://key.example/?debugger', 'https://emptyvalue.example/?debug='],
  },
  'a query that is there and empty': {
    block: ['anyquery.example?*'],
    blocked: ['https://anyquery.example/?', 'https://anyquery.example/?a', 'https://anyquery.example/?#a'],
    passed: ['https://anyquery.example/', 'https://anyquery.example/#?'],
  },
  'the longer host decides': {
    block: ['longer.example', 'c.b.longer.example'],
    allow: ['b.longer.example'],
    blocked: ['https://longer.example/', 'https://a.longer.example/', 'https://c.b.longer.example/'],
    passed: ['https://b.longer.example/', 'https://d.b.longer.example/'],
  },
  'then the longer path': {
    block: ['deeper.example/a', 'https://deeper.example/a/b/c'],
    allow: ['deeper.example/a/b'],
    blocked: ['https://deeper.example/a', 'https://deeper.example/a/b/c', 'https://deeper.example/a/x'],
    passed: ['https://deeper.example/a/b', 'http://deeper.example/a/b/c'],
  },
  'an exact host goes before every path': {
    block: ['before.example/aaa'],
    allow: ['.before.example/a'],
    blocked: ['https://www.before.example/aaa'],
    passed: ['https://before.example/aaa', 'https://before.example/aaaa'],
  },
  'then the more tokens': {
    block: ['tokens.example?a=1'],
    allow: ['tokens.example?a=1&b=2'],
    blocked: ['https://tokens.example/?a=1'],
    passed: ['https://tokens.example/?b=2&a=1'],
  },
  'a scheme or a port makes nothing more specific': {
    block: ['https://tie.example:8443'],
    allow: ['tie.example'],
    passed: ['https://tie.example:8443/'],
  },
  'of two that are the same, the one that allows': {
    block: ['same.example/x'],
    allow: ['same.example/x'],
    passed: ['https://same.example/x'],
  },
  'allowed only where every token of a key fits': {
    block: ['every.example', 'everykey.example'],
    allow: ['every.example/watch?v=7', 'everykey.example?ok'],
    blocked: [
      'https://every.example/watch?v=7&v=8',
      'https://every.example/watch?v=8&v=7',
      'https://everykey.example/?ok&okay=1',
      'https://every.example/watch',
    ],
    passed: [
      'https://every.example/watch?v=7',
      'https://every.example/watch?x=1&v=7',
      'https://every.example/watch?v=7&v=7',
      'https://everykey.example/?ok',
    ],
  },
  'blanks around a line': { block: [' blanks.example '], blocked: ['https://blanks.example/'] },
}

const blocklist = Object.values(cases).flatMap(({ block }) => block)
const allowlist = Object.values(cases).flatMap(({ allow = [] }) => allow)
const expected = Object.values(cases).flatMap(({ blocked = [], passed = [] }) => [
  ...blocked.map((url) => [url, true] as const),
  ...passed.map((url) => [url, false] as const),
])

/** Everything but what is needed: how a terminal is locked down. The last ones are those that HKEX printed. */
const lockedDown = {
  blocklist: ['*'],
  allowlist: ['ccass.com', 'https://sso.hkexposttrade.com.hk/sso', '.exact.example', 'http://*', '*?pass=1'],
}
const lockedDownExpected = [
  ['https://www.ccass.com/', false],
  ['https://www.ccass.com/dms', false],
  ['https://sso.hkexposttrade.com.hk/sso', false],
  ['https://sso.hkexposttrade.com.hk/sso/login?lang=en', false],
  ['https://sso.hkexposttrade.com.hk/', true],
  ['https://www.hkex.com.hk/', true],
  ['https://exact.example/', false],
  ['https://www.exact.example/', true],
  ['http://any.example/', false],
  ['https://any.example/?pass=1', false],
] as const

describe('what the lists of addresses forbid', () => {
  it.each(Object.entries(cases))('%s', (_, { block, allow = [], blocked = [], passed = [] }) => {
    const lists = { blocklist: block, allowlist: allow }
    expect(blocked.filter((url) => !urlVerdict(url, lists).blocked)).toEqual([])
    expect(passed.filter((url) => urlVerdict(url, lists).blocked)).toEqual([])
    expect(blocked.length + passed.length).toBeGreaterThan(0)
  })

  it('says everything at once too: no line speaks of the host of another', () => {
    expect(expected.map(([url]) => [url, urlVerdict(url, { blocklist, allowlist }).blocked])).toEqual(expected)
  })

  it('lets through what a list of exceptions names', () => {
    expect(lockedDownExpected.map(([url]) => [url, urlVerdict(url, lockedDown).blocked])).toEqual(lockedDownExpected)
  })

  it('names the line that decides', () => {
    const lists = { blocklist: ['*', 'https://Deciding.example/a'], allowlist: ['deciding.example'] }
    expect(urlVerdict('https://deciding.example/a', lists)).toEqual({ blocked: true, rule: 'https://Deciding.example/a' })
    expect(urlVerdict('https://deciding.example/b', lists)).toEqual({ blocked: false, rule: 'deciding.example' })
    expect(urlVerdict('https://other.example/', lists)).toEqual({ blocked: true, rule: '*' })
  })

  it('says nothing without lists, and of no page of the web', () => {
    expect(urlVerdict('https://any.example/', { blocklist: [], allowlist: ['any.example'] })).toEqual({
      blocked: false,
      rule: 'any.example',
    })
    expect(urlVerdict('https://any.example/', { blocklist: [], allowlist: [] })).toEqual({ blocked: false, rule: null })
    expect(urlVerdict('edge://settings', { blocklist: ['*'], allowlist: [] })).toEqual({ blocked: false, rule: null })
    expect(urlVerdict('no address', { blocklist: ['*'], allowlist: [] })).toEqual({ blocked: false, rule: null })
  })

  it('obeys the first thousand lines of a list', () => {
    const many = Array.from({ length: 1001 }, (_, index) => `host-${index}.example`)
    expect(urlVerdict('https://host-999.example/', { blocklist: many, allowlist: [] }).blocked).toBe(true)
    expect(urlVerdict('https://host-1000.example/', { blocklist: many, allowlist: [] }).blocked).toBe(false)
  })
})

function policy(name: string, value: Policy['value'], scope: Policy['scope'] = 'machine'): Policy {
  return { name, value, scope, where: scope }
}

/** The examples of learn.microsoft.com/deployedge/edge-learnmore-ent-policy-url-patterns, and what its rules leave open. */
const patterns: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['*', ['https://mysite.com/', 'http://192.0.2.7/'], []],
  ['[*.]mysite.com', ['https://mysite.com/', 'http://subdomain.mysite.com:8080/x'], ['https://notmysite.com/']],
  ['[*.]ontoso.com', ['https://subdomain.ontoso.com/'], ['https://contoso.com/']],
  ['mysite.com', ['https://mysite.com/any', 'https://mysite.com./'], ['https://www.mysite.com/']],
  ['https://mysite.com', ['https://mysite.com/', 'https://mysite.com:8443/'], ['http://mysite.com/']],
  ['mysite.com:443', ['https://mysite.com/'], ['http://mysite.com/', 'https://mysite.com:8443/']],
  ['mysite.com:8443', ['https://mysite.com:8443/', 'http://mysite.com:8443/'], ['https://mysite.com/']],
  ['*://mysite.com:*/*', ['https://mysite.com/a', 'http://mysite.com:1/'], ['https://www.mysite.com/']],
  ['https://mysite.com/path', ['https://mysite.com/other'], []],
  ['HTTPS://MySite.com', ['https://mysite.com/'], []],
  ['192.0.2.7', ['https://192.0.2.7/'], ['https://192.0.2.70/']],
  ['https://[2001:db8::7]:8080/', ['https://[2001:db8::7]:8080/x'], ['https://[2001:db8::7]/']],
  ['[*.].mysite.com', [], ['https://mysite.com/', 'https://www.mysite.com/']],
  ['[*.]127.0.0.1', [], ['https://127.0.0.1/']],
  ['*.mysite.com', [], ['https://www.mysite.com/']],
  ['file:///*', [], ['https://mysite.com/']],
  ['mysite.com:port', [], ['https://mysite.com/']],
  ['', [], ['https://mysite.com/']],
]

describe('what policy says of pop-ups', () => {
  it.each(patterns)('of %j', (pattern, matching, others) => {
    const policies = [policy('PopupsBlockedForUrls', [pattern])]
    expect(matching.map((url) => popupsBlocked(url, policies))).toEqual(matching.map(() => ({ blocked: true, rule: pattern })))
    expect(others.map((url) => popupsBlocked(url, policies))).toEqual(others.map(() => ({ blocked: false, rule: null })))
  })

  const url = 'https://www.mysite.com:8443/'
  it.each([
    ['the exact host', ['www.mysite.com'], ['[*.]www.mysite.com', '*'], false],
    ['the longer host', ['[*.]mysite.com'], ['[*.]www.mysite.com'], true],
    ['then the port', ['www.mysite.com:8443'], ['https://www.mysite.com'], false],
    ['then the scheme', ['www.mysite.com'], ['https://www.mysite.com'], true],
    ['of two that are the same, the one that forbids', ['www.mysite.com'], ['www.mysite.com'], true],
    ['the most specific of each list', ['*', 'www.mysite.com'], ['[*.]mysite.com', '*'], false],
  ])('decides %s', (_, allowed, blocked, expected) => {
    const policies = [policy('PopupsAllowedForUrls', allowed), policy('PopupsBlockedForUrls', blocked)]
    expect(popupsBlocked(url, policies).blocked).toBe(expected)
  })

  it('is its default where no pattern matches', () => {
    const lists = [policy('PopupsAllowedForUrls', ['allowed.example'])]
    const forbidding = [...lists, policy('DefaultPopupsSetting', 2)]
    expect(popupsBlocked(url, forbidding)).toEqual({ blocked: true, rule: 'DefaultPopupsSetting' })
    expect(popupsBlocked('https://allowed.example/', forbidding)).toEqual({ blocked: false, rule: 'allowed.example' })
    expect(popupsBlocked(url, [...lists, policy('DefaultPopupsSetting', 1)])).toEqual({ blocked: false, rule: null })
    expect(popupsBlocked(url, [])).toEqual({ blocked: false, rule: null })
  })

  it('is the machine’s where both set it', () => {
    const both = [policy('DefaultPopupsSetting', 1), policy('DefaultPopupsSetting', 2, 'user')]
    expect(popupsBlocked(url, both).blocked).toBe(false)
  })
})

const missing = missingForChromium()

describe.skipIf(missing !== undefined)(`the real Chromium (${missing ?? 'with policies of its own'})`, () => {
  it('forbids the same', { timeout: 120_000 }, async () => {
    const policies = { 'lists.json': JSON.stringify({ URLBlocklist: blocklist, URLAllowlist: allowlist }) }
    const blocked = await blockedByChromium(
      policies,
      expected.map(([url]) => url),
    )
    expect(expected.map(([url], index) => [url, blocked[index]])).toEqual(expected)
  })

  it('forbids the same where everything is forbidden but a few', { timeout: 120_000 }, async () => {
    const policies = { 'lists.json': JSON.stringify({ URLBlocklist: lockedDown.blocklist, URLAllowlist: lockedDown.allowlist }) }
    const blocked = await blockedByChromium(
      policies,
      lockedDownExpected.map(([url]) => url),
    )
    expect(lockedDownExpected.map(([url], index) => [url, blocked[index]])).toEqual(lockedDownExpected)
  })
})
