import { describe, expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causeText } from '../../agent/report/words.ts'
import type { Finding } from '../../checks/check.ts'
import { pathCauses } from '../../checks/path/causes.ts'
import { pathFailureCodes } from '../../checks/path/codes.ts'
import { fill, languages } from '../../checks/text.ts'
import { type AddressStory, connectId, helloId, judge, page, settings, sso, www } from './judging.ts'

const address = '10.1.0.20'
const other = '10.1.0.21'
const standby = '10.2.0.20'

function causes(findings: readonly Finding[]): string[] {
  const { causes: named, unexplained, errors } = diagnose(findings, pathCauses)
  return [
    ...named.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`),
    ...unexplained.map(({ id }) => `unexplained ${id}`),
    ...errors,
  ]
}

function named(findings: readonly Finding[], code: string) {
  return diagnose(findings, pathCauses).causes.find((cause) => cause.code === code)
}

/** Ways in which the only address of a host does not answer. */
const failing: readonly [string, Partial<AddressStory>, string][] = [
  ['silence while connecting', { connect: 'no-reply' }, 'path/no-reply'],
  ['silence after the hello', { hellos: ['no-reply', 'no-reply'] }, 'path/no-reply'],
  ['a refusal', { connect: 'refused' }, 'path/refused'],
  ['a prohibition by a router', { connect: { word: 'prohibited', code: 'EACCES' } }, 'path/prohibited'],
  ['no way beyond a router', { connect: 'host-unreachable' }, 'path/unreachable'],
  ['a prohibition by this PC', { connect: { word: 'prohibited', code: 'EPERM' } }, 'path/local-block'],
  ['a reset after the hello', { hellos: ['reset', 'reset'] }, 'path/reset-on-hello'],
  ['silence to a big hello alone', { hellos: ['no-reply', 'ok'] }, 'path/large-packets-lost'],
  ['silence to all but what is refused', { hellos: ['no-reply', 'no-reply', 'tls-alert'] }, 'path/large-answers-lost'],
  ['HTTP without TLS', { hellos: ['not-tls'] }, 'path/not-tls'],
  ['something that nobody knows', { connect: { word: 'unknown', code: 'ENEW' } }, 'path/fails'],
]

describe('a host none of whose addresses answers', () => {
  test.each(failing)('%s', (_what, story, code) => {
    expect(causes([...judge([{ address, ...story }]), page(sso, 'problem')])).toEqual([`blocker ${code} ${sso}`])
  })

  test('every way is above', () => {
    expect(new Set(failing.map(([, , code]) => code))).toEqual(new Set(pathFailureCodes))
  })

  test('stops the log-on even where nobody tried the page', () => {
    expect(causes(judge([{ address, connect: 'no-reply' }]))).toEqual([`blocker path/no-reply ${sso}`])
  })

  test('stops nothing where the page came all the same', () => {
    expect(causes([...judge([{ address, connect: 'no-reply' }]), page(sso, 'ok')])).toEqual([`warning path/no-reply ${sso}`])
  })

  test('in one way at all addresses has one cause, which names them all', () => {
    const findings = [
      ...judge([
        { address, connect: 'refused' },
        { address: other, connect: 'refused' },
      ]),
      page(sso, 'problem'),
    ]
    expect(causes(findings)).toEqual([`blocker path/refused ${sso}`])
    expect(named(findings, 'path/refused')).toMatchObject({
      owner: 'site-network',
      args: { host: sso, port: 443, address, addresses: [address, other], stage: 'connect', failure: 'refused', source: '192.0.2.10' },
      explains: [`page.reach https://${sso}/`, connectId(address), connectId(other), `path.host ${sso}:443`],
    })
  })

  test('in two ways has two causes', () => {
    const findings = [
      ...judge([
        { address, connect: 'refused' },
        { address: other, connect: 'no-reply' },
      ]),
      page(sso, 'problem'),
    ]
    expect(causes(findings).toSorted()).toEqual([`blocker path/no-reply ${sso}`, `blocker path/refused ${sso}`])
  })

  test('says at which stage it failed', () => {
    expect(named(judge([{ address, hellos: ['no-reply', 'no-reply'] }]), 'path/no-reply')?.args).toMatchObject({ stage: 'hello' })
  })

  test('is told from another that has the same fault', () => {
    const findings = judge(
      [
        { address, connect: 'no-reply' },
        { address: '10.1.0.10', hosts: [www], connect: 'refused' },
      ],
      settings,
    )
    expect(causes(findings)).toEqual([`blocker path/no-reply ${sso}`, `blocker path/refused ${www}`])
  })

  test('and that this PC itself blocks is the site’s IT to mend', () => {
    expect(named(judge([{ address, route: { word: 'prohibited', code: 'EACCES' } }]), 'path/local-block')?.owner).toBe('site-it')
  })
})

describe('some of a host’s addresses', () => {
  const one = [{ address }, { address: other, connect: 'no-reply' }] as const

  test('do not answer, and the browser went on to one that does', () => {
    const findings = [...judge(one), page(sso, 'ok', address)]
    expect(causes(findings)).toEqual([`warning path/some-addresses ${sso}`])
    expect(named(findings, 'path/some-addresses')).toMatchObject({
      args: { address: other, addresses: [other], reached: [address] },
      explains: [connectId(other)],
    })
  })

  test('do not answer, and the browser got stuck at one of them', () => {
    expect(causes([...judge(one), page(sso, 'problem', other)])).toEqual([`blocker path/some-addresses ${sso}`])
  })

  test('do not answer in several ways: one cause', () => {
    const findings = judge([{ address }, { address: other, connect: 'refused' }, { address: '10.1.0.22', hellos: ['reset', 'reset'] }])
    expect(causes(findings)).toEqual([`warning path/some-addresses ${sso}`])
    expect(named(findings, 'path/some-addresses')?.explains).toEqual([connectId(other), helloId('10.1.0.22')])
  })
})

describe('a standby that the site file alone names', () => {
  test('may be silent by design', () => {
    const findings = [...judge([{ address }, { address: standby, sources: ['site'], connect: 'no-reply' }]), page(sso, 'ok')]
    expect(causes(findings)).toEqual([`note path/standby-silent ${standby}`])
  })

  test('may not answer any host: one note', () => {
    const findings = judge(
      [
        { address, hosts: [sso, www] },
        { address: standby, hosts: [sso, www], sources: ['site'], hellos: ['reset', 'reset'] },
      ],
      settings,
    )
    expect(causes(findings)).toEqual([`note path/standby-silent ${standby}`])
  })

  test('is no standby any more where a resolver names it', () => {
    const findings = [...judge([{ address: standby, sources: ['site', 'resolver'], connect: 'no-reply' }]), page(sso, 'problem')]
    expect(causes(findings)).toEqual([`blocker path/no-reply ${sso}`])
  })
})

test('a long way is noted, once for its hosts', () => {
  const findings = judge([
    { address, connectMs: 1500 },
    { address: other, connectMs: 1200 },
  ])
  expect(causes(findings)).toEqual([`note path/slow ${sso}`])
  expect(named(findings, 'path/slow')?.args).toMatchObject({ addresses: [address, other], elapsedMs: 1500 })
})

test('a host that answers has no cause', () => {
  expect(causes([...judge([{ address }, { address: other, hellos: ['tls-alert'] }]), page(sso, 'ok')])).toEqual([])
})

type Worded = readonly [what: string, stories: readonly AddressStory[]]
const worded: Worded[] = [
  ...failing.map(([what, story]): Worded => [what, [{ address, ...story }]]),
  ['one of two', [{ address }, { address: other, connect: 'no-reply' }]],
  ['a standby', [{ address }, { address: standby, sources: ['site'], connect: 'no-reply' }]],
  ['a long way', [{ address, connectMs: 1500 }]],
]

test.each(worded)('words without gaps: %s', (_what, stories) => {
  const { causes: found } = diagnose(judge(stories), pathCauses)
  expect(found).toHaveLength(1)
  for (const { code, subject, args } of found) {
    const confirm = fill(pathCauses.find((cause) => cause.code === code)?.confirm ?? '', { ...args, subject }, 'en')
    for (const language of languages) {
      const { title, why, steps } = causeText(code, subject, args, language)
      expect(steps.length).toBeGreaterThan(0)
      expect([title, why, ...steps, confirm].join('\n')).not.toMatch(/\{[a-z]|\bundefined\b|NaN/)
    }
  }
})
