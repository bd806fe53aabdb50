import { describe, expect, test } from 'vitest'
import { findingText } from '../../agent/report/words.ts'
import { type Finding, isBad } from '../../checks/check.ts'
import { type PathCode, pathCodes } from '../../checks/path/codes.ts'
import { pathJudge } from '../../checks/path/judge.ts'
import { languages } from '../../checks/text.ts'
import { throughProxy } from '../dns/judging.ts'
import { type AddressStory, connectId, helloId, hostEvidence, judge, pathEvidence, settings, sso, ssoAlone, www } from './judging.ts'

const address = '10.1.0.20'
const other = '10.1.0.21'
const connect = connectId(address)
const hello = helloId(address)
const host = `path.host ${sso}:443`
const speed = `path.speed ${address}:443`

/** One address, with what was particular. */
function at(story: Partial<AddressStory>): AddressStory[] {
  return [{ address, ...story }]
}

type Row = readonly [what: string, addresses: readonly AddressStory[], id: string, code: PathCode, status: string, args: object]

const table: Row[] = [
  [
    'a connection',
    at({}),
    connect,
    'path/connects',
    'ok',
    { address, port: 443, hosts: [sso], sources: ['resolver'], source: '192.0.2.10', elapsedMs: 12, failure: null },
  ],
  ['a connection by IPv6', [{ address: '2001:db8::20' }], connectId('2001:db8::20'), 'path/connects', 'ok', { address: '2001:db8::20' }],
  [
    'silence',
    at({ connect: 'no-reply' }),
    connect,
    'path/no-reply',
    'problem',
    { stage: 'connect', failure: 'no-reply', source: '192.0.2.10' },
  ],
  ['a closed port', at({ connect: 'refused' }), connect, 'path/refused', 'problem', { stage: 'connect' }],
  ['a reset instead of a refusal', at({ connect: 'reset' }), connect, 'path/refused', 'problem', {}],
  ['a router that knows no such host', at({ connect: 'host-unreachable' }), connect, 'path/unreachable', 'problem', {}],
  ['a router that knows no such network', at({ connect: 'network-unreachable' }), connect, 'path/unreachable', 'problem', {}],
  ['a router that does not carry TCP', at({ connect: 'protocol-unreachable' }), connect, 'path/unreachable', 'problem', {}],
  [
    'a router that forbids it',
    at({ connect: { word: 'prohibited', code: 'EACCES' } }),
    connect,
    'path/prohibited',
    'problem',
    { failure: 'EACCES' },
  ],
  [
    'a rule on this PC',
    at({ connect: { word: 'prohibited', code: 'EPERM' } }),
    connect,
    'path/local-block',
    'problem',
    { failure: 'EPERM' },
  ],
  [
    'a route of this PC that forbids it',
    at({ route: { word: 'prohibited', code: 'EACCES' } }),
    connect,
    'path/local-block',
    'problem',
    { source: null },
  ],
  [
    'no route',
    at({ route: 'network-unreachable' }),
    connect,
    'network/no-route',
    'problem',
    { source: null, failure: 'network-unreachable' },
  ],
  ['a route that is a black hole', at({ route: 'invalid-route' }), connect, 'network/no-route', 'problem', {}],
  [
    'something that nobody knows',
    at({ connect: { word: 'unknown', code: 'ENEW' } }),
    connect,
    'path/fails',
    'problem',
    { failure: 'ENEW' },
  ],
  ['too many files open', at({ connect: 'too-many-open' }), connect, 'path/fails', 'problem', {}],
  ['a run that was cut short before', at({ connect: null }), connect, 'path/cut-short', 'not-checked deadline', {}],
  ['a run that was cut short while connecting', at({ connect: 'cancelled' }), connect, 'path/cut-short', 'not-checked deadline', {}],

  ['a second', at({ connectMs: 1000 }), speed, 'path/quick', 'ok', { elapsedMs: 1000 }],
  ['more than a second', at({ connectMs: 1001 }), speed, 'path/slow', 'warning', { elapsedMs: 1001 }],

  ['a handshake', at({}), hello, 'path/hello-answered', 'ok', { host: sso, stage: 'hello' }],
  ['an alert', at({ hellos: ['tls-alert'] }), hello, 'path/hello-answered', 'ok', {}],
  ['TLS that we do not speak', at({ hellos: ['tls-protocol'] }), hello, 'path/hello-answered', 'ok', {}],
  ['something that is no TLS', at({ hellos: ['not-tls'], bytesRead: 200 }), hello, 'path/not-tls', 'problem', { bytesRead: 200 }],
  [
    'silence to both hellos',
    at({ hellos: ['no-reply', 'no-reply'] }),
    hello,
    'path/no-reply',
    'problem',
    { stage: 'hello', host: sso, address, port: 443, bytesRead: 0 },
  ],
  ['silence to the one that was sent', at({ hellos: ['no-reply'] }), hello, 'path/no-reply', 'problem', {}],
  ['a reset to both', at({ hellos: ['reset', 'reset'] }), hello, 'path/reset-on-hello', 'problem', {}],
  ['hanging up on both', at({ hellos: ['closed', 'closed'] }), hello, 'path/reset-on-hello', 'problem', {}],
  [
    'silence to the big one, a handshake to the small one',
    at({ hellos: ['no-reply', 'ok'] }),
    hello,
    'path/large-packets-lost',
    'problem',
    { failure: 'no-reply' },
  ],
  [
    'a reset to the big one, a handshake to the small one',
    at({ hellos: ['reset', 'ok'] }),
    hello,
    'path/large-packets-lost',
    'problem',
    {},
  ],
  [
    'silence to the big one, an alert to the small one',
    at({ hellos: ['no-reply', 'tls-alert'] }),
    hello,
    'path/large-packets-lost',
    'problem',
    {},
  ],
  [
    'silence to the big one, any TLS to the small one',
    at({ hellos: ['no-reply', 'tls-protocol'] }),
    hello,
    'path/large-packets-lost',
    'problem',
    {},
  ],
  ['silence to the big one, a reset to the small one', at({ hellos: ['no-reply', 'reset'] }), hello, 'path/no-reply', 'problem', {}],
  [
    'silence to both, an alert to the one that can only be refused',
    at({ hellos: ['no-reply', 'no-reply', 'tls-alert'] }),
    hello,
    'path/large-answers-lost',
    'problem',
    { stage: 'hello' },
  ],
  [
    'silence to both, a reset to the one that can only be refused: anybody may have sent it',
    at({ hellos: ['no-reply', 'no-reply', 'reset'] }),
    hello,
    'path/no-reply',
    'problem',
    {},
  ],
  ['a hello that was cut short', at({ hellos: ['cancelled'] }), hello, 'path/cut-short', 'not-checked deadline', {}],
  ['a failure that nobody knows', at({ hellos: [{ word: 'unknown', code: 'ENEW' }] }), hello, 'path/fails', 'problem', { failure: 'ENEW' }],

  [
    'one address that answers',
    [{ address, connect: 'refused' }, { address: other }],
    host,
    'path/host-reachable',
    'ok',
    { host: sso, port: 443, addresses: [address, other] },
  ],
  [
    'none that connects',
    [
      { address, connect: 'refused' },
      { address: other, connect: 'no-reply' },
    ],
    host,
    'path/host-unreachable',
    'problem',
    {},
  ],
  ['one that connects and does not greet', at({ hellos: ['no-reply', 'no-reply'] }), host, 'path/host-unreachable', 'problem', {}],
  ['one that lets only a small hello pass', at({ hellos: ['no-reply', 'ok'] }), host, 'path/host-unreachable', 'problem', {}],
  [
    'one that failed and one that was cut short',
    [
      { address, connect: 'refused' },
      { address: other, connect: 'cancelled' },
    ],
    host,
    'path/cut-short',
    'not-checked deadline',
    {},
  ],
  ['one that connected and was cut short', at({ hellos: [] }), host, 'path/cut-short', 'not-checked deadline', {}],
  ['no address', [], host, 'path/host-without-address', 'not-checked upstream-failed', { addresses: [] }],
  [
    'an address that the site file alone names',
    at({ sources: ['site'] }),
    host,
    'path/host-without-address',
    'not-checked upstream-failed',
    {},
  ],
  ['an address that the site file names too', at({ sources: ['site', 'resolver'] }), host, 'path/host-reachable', 'ok', {}],
]

function statusOf({ status, reason }: Finding): string {
  return reason === undefined ? status : `${status} ${reason}`
}

test.each(table)('%s', (_what, addresses, id, code, status, args) => {
  const finding = judge(addresses).find((each) => each.id === id)
  expect(finding, `no finding ${id}`).toBeDefined()
  expect([finding?.check, finding?.code, finding && statusOf(finding)]).toEqual(['path', code, status])
  expect(finding?.args).toMatchObject(args)
})

test('every code is in the table, or in loss.test.ts', () => {
  expect(new Set([...table.map(([, , , code]) => code), 'path/packets-lost'])).toEqual(new Set(pathCodes))
})

test.each(table)('evidence as the schema has it, ids that are there once, words without gaps: %s', async (_what, addresses) => {
  expect((await pathJudge.evidence()).safeParse(pathEvidence(...addresses)).success).toBe(true)
  const findings = judge(addresses)
  expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  for (const finding of findings) {
    for (const language of languages)
      expect(findingText(finding, language)).not.toMatch(/\{|undefined|Infinity|NaN|^(?:dns|path|network)\//)
  }
})

test('on Windows a prohibition comes from this PC’s own firewall', () => {
  const forbidden = at({ connect: { word: 'prohibited', code: 'EACCES' } })
  expect(judge(forbidden, {}, { host: hostEvidence('win32') })[0]?.code).toBe('path/local-block')
  expect(judge(forbidden, {}, { host: hostEvidence('linux') })[0]?.code).toBe('path/prohibited')
})

describe('hosts', () => {
  test('that share an address are each greeted, and each found by itself', () => {
    const findings = judge([{ address, hosts: [sso, www], hellos: ['tls-alert'] }], settings)
    expect(findings.filter(({ id }) => /hello|host/.test(id)).map(({ id, status }) => `${id} ${status}`)).toEqual([
      `${helloId(address, sso)} ok`,
      `${helloId(address, www)} ok`,
      `path.host ${sso}:443 ok`,
      `path.host ${www}:443 ok`,
    ])
    expect(findings.filter(({ id }) => id === connect)).toHaveLength(1)
  })

  test('of a target without TLS are reachable where they connect', () => {
    const targets = ssoAlone.targets.map((target) => ({ ...target, url: `http://${sso}/`, port: 80 }))
    expect(judge([{ address, port: 80, hellos: [] }], { targets }).find(({ id }) => id === `path.host ${sso}:80`)?.code).toBe(
      'path/host-reachable',
    )
  })

  test('on two ports are two', () => {
    const targets = [...ssoAlone.targets, ...ssoAlone.targets.map((target) => ({ ...target, url: `https://${sso}:8443/`, port: 8443 }))]
    const findings = judge([{ address }, { address, port: 8443, connect: 'refused' }], { targets })
    expect(findings.filter(({ id }) => id.startsWith('path.host')).map(({ id, code }) => `${id} ${code}`)).toEqual([
      `path.host ${sso}:443 path/host-reachable`,
      `path.host ${sso}:8443 path/host-unreachable`,
    ])
  })

  test('with a second page are judged once', () => {
    const targets = [...ssoAlone.targets, ...ssoAlone.targets.map((target) => ({ ...target, id: 'second', url: `https://${sso}/dms` }))]
    expect(judge(at({}), { targets }).filter(({ id }) => id === host)).toHaveLength(1)
  })
})

describe('an address of a family that this PC does not have', () => {
  const six: AddressStory = { address: '2001:db8::20', route: 'network-unreachable' }
  const ofSix = (findings: readonly Finding[]) => findings.find(({ id }) => id === connectId('2001:db8::20'))

  test('is passed over where another one answers, as applications do', () => {
    expect(ofSix(judge([{ address }, six]))).toMatchObject({ code: 'network/no-route', status: 'not-applicable' })
  })

  test('is passed over where another one could be reached and is not: that is the fault, this is none', () => {
    const findings = judge([{ address, connect: 'no-reply' }, six])
    expect(ofSix(findings)).toMatchObject({ status: 'not-applicable' })
    expect(findings.filter(isBad).map(({ id }) => id)).toEqual([connect, host])
  })

  test('is not one to which this PC has no way in a family that it has: the other data centre may be there', () => {
    const findings = judge([{ address }, { address: '10.2.0.20', route: 'network-unreachable' }])
    expect(findings.filter(isBad).map(({ id, code }) => `${id} ${code}`)).toEqual([`${connectId('10.2.0.20')} network/no-route`])
  })

  test('is a problem where it is the only one', () => {
    expect(ofSix(judge([six]))).toMatchObject({ code: 'network/no-route', status: 'problem' })
  })

  test('is a problem where another host has no other', () => {
    expect(ofSix(judge([{ address }, { ...six, hosts: [sso, www] }], settings))).toMatchObject({ status: 'problem' })
  })
})

describe('where a proxy decides', () => {
  const faulty: AddressStory[] = [
    { address, connect: 'no-reply' },
    { address: '10.1.0.10', hosts: [www], connect: 'refused' },
  ]

  test('for every host, nothing is bad and nothing is open', () => {
    const proxied = judge([...faulty, { address: other, connect: 'cancelled' }], settings, { proxy: throughProxy(sso, www) })
    expect(judge(faulty, settings).filter(isBad)).toHaveLength(4)
    expect(new Set(proxied.map(statusOf))).toEqual(new Set(['not-applicable proxy-decides']))
  })

  test('for one host, the other is judged as ever', () => {
    const bad = judge(faulty, settings, { proxy: throughProxy(sso) }).filter(isBad)
    expect(bad.map(({ id }) => id)).toEqual([connectId('10.1.0.10'), `path.host ${www}:443`])
  })

  test('an endpoint that another host shares stays judged', () => {
    const shared: AddressStory[] = [{ address, hosts: [sso, www], connect: 'refused' }]
    expect(
      judge(shared, settings, { proxy: throughProxy(sso) })
        .filter(isBad)
        .map(({ id }) => id),
    ).toEqual([connect, `path.host ${www}:443`])
  })

  test('what is good stays good', () => {
    expect(judge(at({}), {}, { proxy: throughProxy(sso) }).filter(({ status }) => status !== 'ok')).toEqual([])
  })
})
