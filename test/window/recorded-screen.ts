/** The first screen of a double-click on a recorded terminal. */

import { phoneCodeOf } from '../../agent/code/from-report.ts'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { buildReport } from '../../agent/report/report.ts'
import type { Report } from '../../agent/report/schema.ts'
import { styleFor } from '../../agent/report/style.ts'
import { smallScreen } from '../../agent/window/small-screen.ts'
import type { Language } from '../../checks/text.ts'
import { judgeScenario, readScenario } from '../scenarios/scenario.ts'

/** As a site file may give them; all of them are made up. */
const contacts = {
  'site-it': { name: 'IT desk', phone: '2222 2222', email: null },
  'site-network': { name: 'Network team', phone: '2222 3333', email: null },
  'line-vendor': { name: 'Line vendor', phone: '2222 4444', email: null },
}

export async function recordedScreen(
  name: string,
  language: Language,
  colours = false,
): Promise<{ readonly report: Report; readonly lines: readonly string[] }> {
  const { findings, judgement } = judgeScenario(await readScenario(name))
  const report = buildReport(judgement, findings, [], {
    startedAtMs: Date.UTC(2026, 10, 22),
    elapsedMs: 2000,
    language,
    rules: { version: '0.1.0', sha256: 'source' },
    agent: { version: '0.1.0', platform: 'win32', architecture: 'x64', hostName: 'CCASS-TERM-0007', account: 'user', session: 'Console' },
  })
  const lines = smallScreen(report, {
    columns: 80,
    style: styleFor(colours),
    contacts: contactsOf({ contacts }, builtinProfiles, language),
    version: '0.1.0',
    hongKongTime: '2026-11-22 08:00:00',
    phoneCode: phoneCodeOf(report),
    site: 'C:\\ProgramData\\TerminalPreflight\\site.yaml',
  })
  return { report, lines }
}
