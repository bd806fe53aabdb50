import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { emptySite } from '../../agent/profile/types.ts'
import { consoleLines } from '../../agent/report/console.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { buildReport } from '../../agent/report/report.ts'
import { styleFor } from '../../agent/report/style.ts'
import { causes } from '../../checks/causes.ts'
import { languages } from '../../checks/text.ts'
import { judgeScenario, readScenario, scenarioNames } from './scenario.ts'

const names = await scenarioNames()
const scenarios = await Promise.all(names.map(async (name) => ({ name, scenario: await readScenario(name) })))

/** A note wakes nobody: what matters is that all that was injected is named, and nothing else that stops or will stop the log-on. */
function bad(named: readonly { readonly code: string; readonly severity: string }[]): string[] {
  return [...new Set(named.filter(({ severity }) => severity !== 'note').map(({ code, severity }) => `${severity} ${code}`))].toSorted()
}

describe.each(scenarios)('$name', ({ name, scenario }) => {
  const { findings, judgement } = judgeScenario(scenario)

  test('leads to the causes of what was injected, and to no others', () => {
    expect({ verdict: judgement.verdict, causes: bad(judgement.causes), unexplained: judgement.unexplained.map(({ id }) => id) }).toEqual({
      verdict: scenario.expected.verdict,
      causes: bad(scenario.expected.causes),
      unexplained: [],
    })
    for (const { code, severity, subject } of scenario.expected.causes) {
      expect(judgement.causes).toContainEqual(
        expect.objectContaining(subject === undefined ? { code, severity } : { code, severity, subject }),
      )
    }
    expect(judgement.errors).toEqual([])
  })

  test.each(languages)('reads well: %s', async (language) => {
    const facts = {
      startedAtMs: scenario.evidence.clock?.wallMs ?? 0,
      elapsedMs: 0,
      language,
      rules: { version: '-', sha256: '-' },
      agent: { version: '-', platform: '-', architecture: '-', hostName: '-', account: '-', session: null },
    }
    const report = buildReport(judgement, findings, [], facts)
    const screen = consoleLines(report, {
      columns: 100,
      style: styleFor(false),
      contacts: contactsOf(emptySite, builtinProfiles, language),
      version: '-',
      profileTitles: {},
      hongKongTime: '-',
      reportPath: null,
    })
    const text = [
      ...screen,
      '',
      ...report.findings.filter(({ status }) => status !== 'ok').map(({ status, code, text: line }) => `${status} ${code}: ${line}`),
      '',
    ].join('\n')
    // A place that no value went into
    expect(text).not.toMatch(/\{\w+\}/)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, name, `screen.${language}.txt`))
  })
})

test('at least 35 causes have a scenario', () => {
  const shown = new Set(scenarios.flatMap(({ scenario }) => scenario.expected.causes.map(({ code }) => code)))
  expect(causes.map(({ code }) => code).filter((code) => shown.has(code)).length).toBeGreaterThanOrEqual(35)
})
