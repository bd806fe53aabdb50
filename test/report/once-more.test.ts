import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { emptySite } from '../../agent/profile/types.ts'
import { consoleLines, type Screen } from '../../agent/report/console.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { labels } from '../../agent/report/labels.ts'
import { onceMore } from '../../agent/report/once-more.ts'
import { buildReport } from '../../agent/report/report.ts'
import type { Report } from '../../agent/report/schema.ts'
import { styleFor } from '../../agent/report/style.ts'
import { type Language, languages } from '../../checks/text.ts'
import { judgeScenario, readScenario, scenarioNames } from '../scenarios/scenario.ts'

const ROWS = 25
/** Of the bundle's path and the prompt. */
const BELOW = 4
const scenarios = await Promise.all((await scenarioNames()).map(readScenario))

function screenOf(language: Language): Screen {
  return {
    columns: 80,
    style: styleFor(false),
    contacts: contactsOf(emptySite, builtinProfiles, language),
    version: '-',
    profileTitles: {},
    hongKongTime: '-',
    reportPath: 'C:\\report.json',
  }
}

function reportOf(scenario: (typeof scenarios)[number], language: Language): Report {
  const { findings, judgement } = judgeScenario(scenario)
  return buildReport(judgement, findings, [], {
    startedAtMs: 0,
    elapsedMs: 0,
    language,
    rules: { version: '-', sha256: '-' },
    agent: { version: '-', platform: '-', architecture: '-', hostName: '-', account: '-', session: null },
  })
}

describe.each(languages)('%s', (language) => {
  const screen = screenOf(language)
  const drawn = scenarios.map((scenario) => {
    const report = reportOf(scenario, language)
    const whole = consoleLines(report, screen)
    return { report, whole, again: onceMore(report, screen, whole.length, ROWS) }
  })

  test('whatever the cause, a console of 25 lines shows verdict and whom to call, with room for what comes below', () => {
    for (const { report, whole, again } of drawn) {
      const seen = [...whole, ...again].slice(BELOW - ROWS).join('\n')
      expect(seen).toContain(labels[language].verdicts[report.verdict])
      const [first] = report.causes.filter(({ severity }) => severity !== 'note')
      if (first !== undefined) expect(seen.replace(/\s+/g, '')).toContain(screen.contacts[first.owner].replace(/\s+/g, ''))
      for (const line of again) expect(stringWidth(line)).toBeLessThan(80)
    }
    // Of a test in which nothing is long nothing is learnt.
    expect(drawn.filter(({ again }) => again.length > 0).length).toBeGreaterThan(10)
  })

  test('says nothing twice where all of it is seen', () => {
    for (const { report, whole } of drawn) expect(onceMore(report, screen, whole.length, whole.length + BELOW + 1)).toEqual([])
  })
})
