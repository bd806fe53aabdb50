import { expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { reachVerdict } from '../../agent/diagnosis/verdict.ts'
import { judgeAll, type Missing } from '../../agent/judge.ts'
import { causes } from '../../checks/causes.ts'
import { readScenario } from '../scenarios/scenario.ts'

const { evidence, settings } = await readScenario('dns-both-silent')
const { proxy, ...withoutProxy } = evidence
const { browser } = evidence
const notTheUsers = { reason: 'not-the-users-session', policy: null, failure: null } as const

function judge(recorded: typeof evidence, missing: Missing) {
  const findings = judgeAll(recorded, missing, settings)
  return { findings, ...reachVerdict(findings, diagnose(findings, causes), settings) }
}

test('silent DNS servers stop the log-on where Edge connects directly', () => {
  expect(judge(evidence, {})).toMatchObject({ verdict: 'not-ready' })
})

test.each<{ name: string; recorded: typeof evidence; missing: Missing }>([
  { name: 'the proxy check failed inside', recorded: withoutProxy, missing: { proxy: { error: 'broken inside' } } },
  { name: 'the proxy check ran out of time', recorded: withoutProxy, missing: { proxy: { reason: 'deadline' } } },
  {
    name: 'the session is not the user’s',
    recorded: {
      ...evidence,
      ...(proxy && { proxy: { ...proxy, notChecked: 'not-the-users-session' } }),
      ...(browser && { browser: { ...browser, used: null, mode: null, visits: [], notUsed: notTheUsers } }),
    },
    missing: {},
  },
])('where $name, nobody knows whether they matter: undetermined, and nobody is blamed', ({ recorded, missing }) => {
  const { verdict, causes: named } = judge(recorded, missing)
  expect({ verdict, blamed: named.filter(({ severity }) => severity !== 'note') }).toEqual({ verdict: 'undetermined', blamed: [] })
})

test('a judge that throws is our own error, and the others go on', () => {
  const broken = { ...evidence, dns: { ...evidence.dns, queries: null } } as unknown as typeof evidence
  const { findings } = judge(broken, {})
  expect(findings.filter(({ status }) => status === 'error').map(({ check, code }) => `${check} ${code}`)).toEqual(['dns run/error'])
  expect(findings.some(({ check }) => check === 'clock')).toBe(true)
})

test('what a server chose cannot write over the screen: cleaned in every finding, and the causes still agree', () => {
  const hostile = JSON.parse(
    JSON.stringify(evidence).replaceAll('sso.hkexposttrade.com.hk', 'sso\\u001b[2J\\u009b\\u202e\\nREADY.example'),
  ) as typeof evidence
  const { findings, causes: named, unexplained } = judge(hostile, {})
  const told = JSON.stringify({ findings, named, unexplained })
  expect(told).toContain('sso\uFFFD[2J\uFFFD\uFFFD\uFFFDREADY.example')
  expect(told).not.toMatch(/[\p{Cc}\p{Cf}]|\\u00|\\n/u)
})
