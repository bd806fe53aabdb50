import { expect, test } from 'vitest'
import type { Diagnosis, NamedCause } from '../../agent/diagnosis/diagnose.ts'
import { reachVerdict } from '../../agent/diagnosis/verdict.ts'
import type { Severity } from '../../checks/cause.ts'
import type { CheckId, Finding, Reason, Status } from '../../checks/check.ts'
import type { Settings } from '../../checks/settings.ts'

const target = (profile: string, host: string) => ({ profiles: [profile], id: host, url: `https://${host}/`, host, port: 443, page: null })
const settings: Settings = {
  profiles: [
    { id: 'one', required: ['dns', 'page'], serviceHours: null },
    { id: 'other', required: ['dns'], serviceHours: null },
  ],
  targets: [target('one', 'a.example'), target('other', 'b.example')],
  resolvers: [],
  ranges: { primary: [], secondary: [] },
  extraAddresses: [],
  issuers: [],
  siteRoots: [],
  trustedRoots: [],
  proxy: { kind: 'system' },
  browser: 'off',
  smartcard: 'off',
}

function finding(check: CheckId, status: Status, host?: string, reason?: Reason): Finding {
  const base: Finding = {
    id: `${check}.${status} ${host ?? 'pc'}`,
    check,
    code: 'dns/answered',
    status,
    subject: host ?? 'pc',
    args: host === undefined ? {} : { host },
  }
  return reason === undefined ? base : { ...base, reason }
}

function cause(severity: Severity, explains: readonly Finding[]): NamedCause {
  return {
    code: 'x',
    number: 1,
    confirm: '',
    subject: 'x',
    severity,
    owner: 'hkex',
    args: {},
    predicts: [],
    ruledOutBy: [],
    specificity: 0,
    explains: explains.map(({ id }) => id),
  }
}

const nothing: Diagnosis = { causes: [], unexplained: [], errors: [] }
const good = [finding('dns', 'ok', 'a.example'), finding('dns', 'ok', 'b.example'), finding('page', 'ok', 'a.example')]
const bad = finding('page', 'problem', 'a.example')
const wide = finding('clock', 'problem')

test.each<{ name: string; findings: readonly Finding[]; diagnosis: Partial<Diagnosis>; one: string; other: string; all: string }>([
  { name: 'nothing bad', findings: good, diagnosis: {}, one: 'ready', other: 'ready', all: 'ready' },
  {
    name: 'a blocker at one profile’s host',
    findings: [...good, bad],
    diagnosis: { causes: [cause('blocker', [bad])] },
    one: 'not-ready',
    other: 'ready',
    all: 'not-ready',
  },
  {
    name: 'a warning at one profile’s host',
    findings: [...good, bad],
    diagnosis: { causes: [cause('warning', [bad])] },
    one: 'attention',
    other: 'ready',
    all: 'attention',
  },
  { name: 'a note', findings: [...good, bad], diagnosis: { causes: [cause('note', [bad])] }, one: 'ready', other: 'ready', all: 'ready' },
  {
    name: 'a blocker that is the PC’s',
    findings: [...good, wide],
    diagnosis: { causes: [cause('blocker', [wide])] },
    one: 'not-ready',
    other: 'not-ready',
    all: 'not-ready',
  },
  {
    name: 'something unexplained at one host',
    findings: [...good, bad],
    diagnosis: { unexplained: [bad] },
    one: 'undetermined',
    other: 'ready',
    all: 'undetermined',
  },
  {
    name: 'a blocker beside something unexplained',
    findings: [...good, bad, wide],
    diagnosis: { causes: [cause('blocker', [wide])], unexplained: [bad] },
    one: 'not-ready',
    other: 'not-ready',
    all: 'not-ready',
  },
  {
    name: 'a required check out of time',
    findings: [good[0] as Finding, good[1] as Finding, finding('page', 'not-checked', 'a.example', 'deadline')],
    diagnosis: {},
    one: 'undetermined',
    other: 'ready',
    all: 'undetermined',
  },
  {
    name: 'a required check not run at all',
    findings: [good[1] as Finding, good[2] as Finding, finding('dns', 'not-checked', undefined, 'deadline')],
    diagnosis: {},
    one: 'undetermined',
    other: 'undetermined',
    all: 'undetermined',
  },
  {
    name: 'a required check that failed inside',
    findings: [...good, finding('dns', 'error')],
    diagnosis: {},
    one: 'undetermined',
    other: 'undetermined',
    all: 'undetermined',
  },
  {
    name: 'a check out of time that nobody requires',
    findings: [...good, finding('tls', 'not-checked', 'a.example', 'deadline')],
    diagnosis: {},
    one: 'ready',
    other: 'ready',
    all: 'ready',
  },
  {
    name: 'values that are not configured',
    findings: [...good, finding('dns', 'not-checked', undefined, 'not-configured')],
    diagnosis: {},
    one: 'ready',
    other: 'ready',
    all: 'ready',
  },
  {
    name: 'a required check that does not apply',
    findings: [...good.slice(0, 2), finding('page', 'not-applicable', 'a.example')],
    diagnosis: {},
    one: 'ready',
    other: 'ready',
    all: 'ready',
  },
  {
    name: 'a warning beside an undetermined check',
    findings: [good[0] as Finding, good[1] as Finding, wide, finding('page', 'not-checked', 'a.example', 'deadline')],
    diagnosis: { causes: [cause('warning', [wide])] },
    one: 'undetermined',
    other: 'attention',
    all: 'undetermined',
  },
])('$name: $all', ({ findings, diagnosis, one, other, all }) => {
  const judgement = reachVerdict(findings, { ...nothing, ...diagnosis }, settings)
  expect({ all: judgement.verdict, profiles: judgement.profiles }).toEqual({
    all,
    profiles: [
      { id: 'one', verdict: one },
      { id: 'other', verdict: other },
    ],
  })
})

test('what could not be judged for want of site values is listed', () => {
  const judgement = reachVerdict([...good, finding('dns', 'not-checked', undefined, 'not-configured')], nothing, settings)
  expect(judgement.notJudged).toHaveLength(1)
})

test('a finding that names an address with an IPv6 host, or what is none, is no crash, and counts for its host', () => {
  const six = { ...settings, targets: [target('one', '2001:db8::1'), target('other', 'b.example')] }
  const page = (url: string): Finding => ({ ...finding('page', 'problem'), id: url, args: { url } })
  const found = page('https://[2001:db8::1]:8443/')
  const explained = { ...nothing, causes: [cause('blocker', [found])] }
  const { profiles } = reachVerdict([...good, found], explained, six)
  expect(profiles.map(({ verdict }) => verdict)).toEqual(['not-ready', 'ready'])
  const odd = page('https://2001:db8::1:8443/')
  expect(reachVerdict([...good, odd], { ...nothing, causes: [cause('blocker', [odd])] }, six).verdict).toBe('not-ready')
})
