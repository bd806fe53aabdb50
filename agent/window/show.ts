/** What a double-click ends with: the small screen, and the report in the person's browser. */

import { join } from 'node:path'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { phoneCodeOf } from '../code/from-report.ts'
import type { Delivery } from '../deliver.ts'
import { contactsOf } from '../report/contacts.ts'
import { runHtml } from '../report/html/from-run.ts'
import { styleFor } from '../report/style.ts'
import { wrapped } from '../report/wrap.ts'
import type { RunOutcome } from '../run.ts'
import type { Terminal } from '../terminal.ts'
import { version } from '../version.ts'
import type { OwnWindow } from './own-window.ts'
import { smallScreen } from './small-screen.ts'
import { windowWords } from './words.ts'

export interface InWindow extends Pick<Delivery, 'io' | 'configuration' | 'language' | 'terminal'> {
  readonly window: OwnWindow
}

/** @param folder of the run's files; null where it leaves none, and then nothing is opened */
export async function showInWindow(outcome: RunOutcome, delivery: InWindow, folder: string | null): Promise<void> {
  const { configuration, language, terminal } = delivery
  const { report } = outcome
  const { siteFile, site, profiles } = configuration
  const contacts = contactsOf(site, profiles, language)
  const time = hongKongTime(Date.parse(report.startedAt))
  const lines = smallScreen(report, {
    columns: terminal.columns,
    style: styleFor(terminal.colours),
    contacts,
    version,
    hongKongTime: time,
    phoneCode: phoneCodeOf(report),
    site: siteFile === null ? null : siteFile.origin === 'built-in' ? 'built-in' : siteFile.path,
  })
  terminal.stdout.write(`${lines.join('\n')}\n`)
  // Never wrapped: a path that is broken in two cannot be copied.
  if (folder !== null) terminal.stdout.write(`  ${await openReport(outcome, delivery, folder)}\n`)
}

/** As everything else there stands. */
export function inWindow(lines: readonly string[], { columns }: Pick<Terminal, 'columns'>): string {
  return wrapped(lines, { columns: columns - 3 })
    .map((line) => `  ${line}`)
    .join('\n')
}

/** Says where the report is, in one line. */
async function openReport(outcome: RunOutcome, { io, configuration, language, window }: InWindow, folder: string): Promise<string> {
  const path = join(folder, 'report.html')
  const page = runHtml(outcome, configuration)
  const words = windowWords[language]
  const written = await io.files.write(path, page)
  const isOpen = 'written' in written && (await window.open(path))
  return isOpen ? words.opened : fill(words.notOpened, { path: printable('written' in written ? path : folder) }, language)
}
