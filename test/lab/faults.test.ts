import { expect, test } from 'vitest'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { main } from '../../agent/main.ts'
import type { Report } from '../../agent/report/schema.ts'
import { causes } from '../../checks/causes.ts'
import type { Fault, Verdict } from './fault.ts'
import { abilities, faults, unmetNeed } from './faults.ts'
import { startLab } from './lab.ts'

const without = await abilities('off')
const playable = faults.filter((fault) => unmetNeed(fault, without) === null)

const codeOf = {
  ready: exitCodes.ready,
  attention: exitCodes.attention,
  'not-ready': exitCodes.notReady,
  undetermined: exitCodes.undetermined,
} as const satisfies Record<Verdict, number>

/** Runs the whole agent against a lab with this fault; the report comes on stdout, and no file is left. */
async function diagnose(fault: Fault) {
  await using lab = await startLab(fault)
  let stdout = ''
  let stderr = ''
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted: new AbortController().signal,
  }
  const code = await main([...lab.flags, '--silent', '--ephemeral', '--json'], lab.io, terminal)
  expect(stderr).toBe('')
  return { code, report: JSON.parse(stdout) as Report, expected: lab.expected, verdict: lab.verdict }
}

interface Named {
  readonly code: string
  readonly severity: string
}

/** Notes are compared apart: one more of them wakes nobody. */
function bad(named: readonly Named[]): string[] {
  return named
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, severity }) => `${severity} ${code}`)
    .toSorted()
}

test.concurrent.each(playable.map((fault) => [fault.name, fault] as const))('%s', async (_name, fault) => {
  const { code, report, expected, verdict } = await diagnose(fault)
  expect({ verdict: report.verdict, causes: bad(report.causes), unexplained: report.unexplained }).toEqual({
    verdict,
    causes: bad(expected),
    unexplained: [],
  })
  for (const each of expected) expect(report.causes).toContainEqual(expect.objectContaining(each))
  expect(report.findings.filter(({ status }) => status === 'error')).toEqual([])
  expect(code).toBe(codeOf[verdict])
})

test('every expected cause stands in the catalogue', () => {
  const known = causes.map(({ code }) => code)
  expect(faults.flatMap(({ expected }) => expected.map(({ code }) => code)).filter((code) => !known.includes(code))).toEqual([])
})

/** What loopback cannot play, and why. */
const notPlayable: Readonly<Record<string, string>> = {
  'path/slow': 'loopback has no delay, and adding one takes root',
  'site/not-configured': 'it is never proposed: what was not judged is no fault',
}

test('every cause of the catalogue is played, but for those that loopback cannot play', () => {
  const played = new Set(faults.flatMap(({ expected }) => expected.map(({ code }) => code)))
  expect(
    causes
      .map(({ code }) => code)
      .filter((code) => !played.has(code))
      .toSorted(),
  ).toEqual(Object.keys(notPlayable).toSorted())
})

test('names are different, and both languages say what is done', () => {
  const names = faults.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { does } of faults) {
    expect(does.en).toMatch(/^[A-Z]/)
    expect(does['zh-HK']).toMatch(/\p{Script=Han}/u)
  }
})

test('verdicts follow from the severities that are expected', () => {
  for (const { name, verdict, expected } of faults) {
    const severities = expected.map(({ severity }) => severity)
    const follows = severities.includes('blocker') ? 'not-ready' : severities.includes('warning') ? 'attention' : 'ready'
    expect([name, verdict === 'undetermined' ? 'ready' : verdict]).toEqual([name, follows])
  }
})
