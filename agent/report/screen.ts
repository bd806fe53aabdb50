/** What a run shows where it ends: the details, where they are asked for, and the first screen. */

import { join } from 'node:path'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { phoneCodeOf } from '../code/from-report.ts'
import type { Delivery } from '../deliver.ts'
import type { RunOutcome } from '../run.ts'
import { version } from '../version.ts'
import { consoleLines } from './console.ts'
import { contactsOf } from './contacts.ts'
import { detailLines } from './details.ts'
import { styleFor } from './style.ts'

/** @param folder of the run's files; null where it leaves none */
export function screenLines(
  { report }: RunOutcome,
  { options, configuration, language, terminal }: Pick<Delivery, 'options' | 'configuration' | 'language' | 'terminal'>,
  folder: string | null,
): string[] {
  const screen = consoleLines(report, {
    columns: terminal.columns,
    style: styleFor(terminal.colours),
    contacts: contactsOf(configuration.site, configuration.profiles, language),
    version,
    profileTitles: Object.fromEntries(configuration.profiles.map(({ id, title }) => [id, title[language]])),
    hongKongTime: hongKongTime(Date.parse(report.startedAt)),
    phoneCode: report.verdict === 'ready' ? undefined : phoneCodeOf(report),
    reportPath: folder === null ? null : join(folder, 'report.json'),
  })
  return [...(options.verbose ? [...detailLines(report), ''] : []), ...screen]
}
