/** What a run shows where it ends: the details, where they are asked for, and the first screen. */

import { join } from 'node:path'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { phoneCodeOf } from '../code/from-report.ts'
import type { Delivery } from '../deliver.ts'
import type { RunOutcome } from '../run.ts'
import { version } from '../version.ts'
import { consoleLines, type Screen } from './console.ts'
import { contactsOf } from './contacts.ts'
import { detailLines } from './details.ts'
import { onceMore } from './once-more.ts'
import { styleFor } from './style.ts'

/** @param folder of the run's files; null where it leaves none */
export async function screenLines(
  { report }: RunOutcome,
  { options, configuration, language, terminal, io }: Pick<Delivery, 'options' | 'configuration' | 'language' | 'terminal' | 'io'>,
  folder: string | null,
): Promise<string[]> {
  const phoneCode = report.verdict === 'ready' ? undefined : phoneCodeOf(report)
  const drawn: Screen = {
    columns: terminal.columns,
    style: styleFor(terminal.colours),
    contacts: contactsOf(configuration.site, configuration.profiles, language),
    version,
    profileTitles: Object.fromEntries(configuration.profiles.map(({ id, title }) => [id, title[language]])),
    hongKongTime: hongKongTime(Date.parse(report.startedAt)),
    phoneCode,
    reportPath: folder === null ? null : join(folder, 'report.json'),
  }
  const whole = consoleLines(report, drawn)
  const screen = terminal.rows === undefined ? whole : [...whole, ...onceMore(report, drawn, whole.length, terminal.rows)]
  if (!options.verbose) return screen
  const picture = phoneCode !== undefined && terminal.colours ? await pictureOf(phoneCode, io) : []
  return [...detailLines(report), '', ...picture, ...screen]
}

/** For a camera; a library draws it. Half the lines of a screen, so only where somebody wants to see everything. */
async function pictureOf(phoneCode: string, { platform, env }: Delivery['io']): Promise<string[]> {
  const { drawsHalfBlocks, qrLines } = await import('../code/qr-lines.ts')
  return drawsHalfBlocks(platform, env) ? [...qrLines(phoneCode, true), ''] : []
}
