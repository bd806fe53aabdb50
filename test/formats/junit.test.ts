import { expect, test } from 'vitest'
import { junitText } from '../../agent/formats/junit.ts'
import { languages } from '../../checks/text.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { hostile, missing, read, reportOf } from './reports.ts'

const noReader = missing('xmllint', 'libxml2-utils', '--version')
const schema = `${import.meta.dirname}/junit.xsd`
const check = (text: string) => read(text, 'xmllint', '--noout', '--nonet', '--schema', schema, '-')

/** What the root says: `failures="4"`. */
const count = (text: string, name: string) => Number(new RegExp(`^<testsuites [^>]*\\b${name}="(\\d+)"`, 'm').exec(text)?.[1])

test.skipIf(noReader)('every kind of report keeps to the schema, in both languages', async () => {
  for (const name of (await scenarioNames()).filter((_name, index) => index % 6 === 0)) {
    for (const language of languages) {
      const { status, stderr } = check(junitText(await reportOf(name, language)))
      expect([name, status, stderr]).toEqual([name, 0, '- validates\n'])
    }
  }
})

test.skipIf(noReader)('nor does a stranger’s text break out of its place', async () => {
  const { status, stderr } = check(junitText(hostile(await reportOf('dns-hosts-override'))))
  expect([status, stderr]).toEqual([0, '- validates\n'])
})

test.skipIf(noReader)('the schema refuses what is not JUnit', async () => {
  const text = junitText(await reportOf('healthy'))
  expect(check(text.replace(' failures=', ' fails=')).status).not.toBe(0)
  expect(check(text.replace(/<testcase [^>]*\/>/, (tag) => `${tag}${tag}`)).stderr).toContain('key-sequence')
})

test('whatever is READY passes, whatever is not fails; nothing that was not checked passes', async () => {
  const verdicts = new Set<string>()
  for (const name of await scenarioNames()) {
    const report = await reportOf(name)
    const text = junitText(report)
    const bad = count(text, 'failures') + count(text, 'errors')
    expect([name, report.verdict, bad === 0]).toEqual([name, report.verdict, report.verdict === 'ready'])
    expect(text.match(/<skipped /g)?.length ?? 0).toBe(report.findings.filter(({ status }) => status.startsWith('not-')).length)
    verdicts.add(report.verdict)
  }
  expect([...verdicts].toSorted()).toEqual(['attention', 'not-ready', 'ready'])
})

test('what could not be found out is an error, no failure', async () => {
  const report = await reportOf('healthy')
  const text = junitText({ ...report, verdict: 'undetermined', profiles: [{ id: 'lab', verdict: 'undetermined' }] })
  expect([count(text, 'failures'), count(text, 'errors')]).toEqual([0, 1])
  expect(text).toContain('<error message="UNDETERMINED" type="undetermined">not everything could be checked')
})

test('a failure says who can mend it, and how', async () => {
  const text = junitText(await reportOf('dns-hosts-override'))
  expect(text).toContain('<failure message="NOT READY" type="not-ready">Line 2 of the hosts file pins ')
  expect(text).toContain('Who can mend it: Your IT support\n1. Open C:\\Windows')
})
