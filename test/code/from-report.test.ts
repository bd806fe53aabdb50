import { describe, expect, test } from 'vitest'
import { makeReport } from '../../agent/bundle/make-report.ts'
import { phoneCodeOf } from '../../agent/code/from-report.ts'
import { type CodeFacts, decodePhoneCode } from '../../agent/code/phone-code.ts'
import { addressOfTarget, targetOfHost, targetOfPage } from '../../agent/code/targets.ts'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { redact } from '../../agent/redaction/redact.ts'
import type { Report, ReportCause } from '../../agent/report/schema.ts'
import { key, scenarioRuns } from '../redaction/support.ts'

const runs = await scenarioRuns()
const reports = new Map(runs.map(({ name, files }) => [name, makeReport(files).report]))

function factsOf(report: Report): CodeFacts {
  const decoded = decodePhoneCode(phoneCodeOf(report))
  if ('problem' in decoded) throw new Error(decoded.problem.kind)
  return decoded.facts
}

function reportOf(scenario: string, changes: Partial<Report> = {}): Report {
  const report = reports.get(scenario)
  if (report === undefined) throw new Error(`no scenario ${scenario}`)
  return { ...report, ...changes }
}

test.each(runs)(
  '$name: the code has the verdict and the causes, in either language, and the same of what a bundle leaves',
  ({ name, files }) => {
    const report = reportOf(name)
    const facts = factsOf(report)
    expect(facts).toMatchObject({ verdict: report.verdict, moreCauses: report.causes.length > 3 })
    expect(facts.causes.map(({ number, severity, owner }) => [number, severity, owner])).toEqual(
      report.causes.slice(0, 3).map(({ number, severity, owner }) => [number, severity, owner]),
    )
    expect(phoneCodeOf(makeReport(files, 'zh-HK').report)).toBe(phoneCodeOf(report))
    expect(phoneCodeOf(makeReport(redact(files, 'strict', key)).report)).toBe(phoneCodeOf(report))
  },
)

describe('whom a cause speaks of', () => {
  test.each([
    ['dns-hosts-override', '231 two-factor-server none'],
    ['dns-name-unknown', '211 two-factor-server hkex-both'],
    ['dns-name-unknown-preferred', '211 two-factor-server hkex-preferred'],
    ['dns-name-unknown-forwarder', '211 two-factor-server configured-first, 234 none none'],
    ['dns-both-silent', '201 none hkex-preferred, 201 none hkex-alternate'],
    ['dns-answer-outdated', '222 two-factor-server hkex-preferred'],
    ['dns-answers-differ', '222 two-factor-server none'],
    ['dns-ttl-long', '223 two-factor-server hkex-preferred, 223 landing-host hkex-preferred'],
    ['path-no-reply-all', '301 landing-host primary-data-centre, 301 two-factor-server primary-data-centre'],
    ['path-secondary-blocked', '301 landing-host secondary-data-centre, 301 two-factor-server secondary-data-centre'],
    ['proxy-unreachable', '412 several none'],
    ['page-forbidden', '603 two-factor-server none'],
    ['page-captive-portal-itself', '601 several none'],
    ['clock-ahead-and-expired', '701 none none, 501 two-factor-server none'],
    ['tls-intercepted-everywhere', '508 several none'],
    ['browser-outdated', '802 none none'],
    ['smartcard-no-card-required', '1003 none none'],
  ])('%s', (scenario, said) => {
    const { causes } = factsOf(reportOf(scenario))
    expect(causes.map(({ number, target, place }) => `${number} ${target} ${place}`).join(', ')).toBe(said)
  })

  test('the pages of CCASS and of DMS are told apart, and a host of another profile from theirs', () => {
    const report = reportOf('page-forbidden')
    const at = (host: string, url: string) => {
      const cause = { ...report.causes[0], subject: host, args: { host, hosts: [host], url } } as ReportCause
      const finding = { ...report.findings[0], args: { host } } as Report['findings'][number]
      return factsOf({ ...report, causes: [cause], findings: [finding] }).causes[0]?.target
    }
    expect(at('www.ccass.com', 'https://www.ccass.com/')).toBe('ccass-page')
    expect(at('www.ccass.com', 'https://www.ccass.com:8443/dms')).toBe('dms-page')
    expect(at('www.ccass.com', 'https://www.ccass.com/elsewhere')).toBe('landing-host')
    expect(at('www.ccass.com', 'no address')).toBe('landing-host')
    expect(at('log-on.example', 'https://log-on.example/')).toBe('other')
  })

  test('servers of the site’s own, by their place, and of two kinds', () => {
    const report = reportOf('dns-name-unknown')
    const placeOf = (...roles: readonly string[]) => {
      const servers = roles.map((_, index) => `192.0.2.${index}:53`)
      const findings = servers.map((resolver, index) => ({
        ...report.findings[0],
        args: { host: 'sso.hkexposttrade.com.hk', resolver, roles: [roles[index]] },
      }))
      const cause = { ...report.causes[0], args: { host: 'sso.hkexposttrade.com.hk', resolvers: servers } }
      return factsOf({ ...report, causes: [cause], findings } as Report).causes[0]?.place
    }
    expect(placeOf('custom-1')).toBe('custom-first')
    expect(placeOf('custom-2')).toBe('custom-second')
    expect(placeOf('custom-3')).toBe('custom-other')
    expect(placeOf('custom-1', 'custom-2')).toBe('custom-several')
    expect(placeOf('hkex-3')).toBe('hkex-other')
    expect(placeOf('hkex-1', 'hkex-2', 'hkex-3')).toBe('hkex-other')
    expect(placeOf('configured-2')).toBe('configured-second')
    expect(placeOf('configured-1', 'configured-2')).toBe('configured-several')
    expect(placeOf('hkex-1', 'custom-1')).toBe('mixed')
  })

  test('every address that HKEX printed has a name of its own, and is found by it', () => {
    for (const { targets } of builtinProfiles)
      for (const { url } of targets) {
        expect(addressOfTarget(targetOfPage(url)), url).not.toBeNull()
        expect(addressOfTarget(targetOfHost(new URL(url).hostname)), url).toBe(new URL(url).hostname)
      }
  })
})

test('version, profiles, day and what else there is', () => {
  const report = reportOf('healthy')
  const said = factsOf({
    ...report,
    profiles: [
      { id: 'ccms', verdict: 'ready' },
      { id: 'lab', verdict: 'ready' },
      { id: 'ccass', verdict: 'ready' },
    ],
    agent: { ...report.agent, version: '1.22.3-rc.1' },
    startedAt: '2026-11-21T16:05:00.000Z',
    unexplained: ['path.loss'],
    notJudged: [{ item: 'addresses', text: '' }],
  })
  expect(said).toEqual({
    version: { major: 1, minor: 22, patch: 3 },
    profiles: ['ccass', 'ccms', 'other'],
    verdict: 'ready',
    day: 325,
    unexplained: true,
    notJudged: true,
    causes: [],
    moreCauses: false,
  })
  expect(factsOf({ ...report, agent: { ...report.agent, version: 'x' } }).version).toEqual({ major: 0, minor: 0, patch: 0 })
})

test('of more than three causes the first three, and that there are more', () => {
  const report = reportOf('dns-both-silent')
  const four = factsOf({ ...report, causes: [...report.causes, ...report.causes] })
  expect(four.causes).toHaveLength(3)
  expect(four.moreCauses).toBe(true)
})
