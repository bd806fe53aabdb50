/** The page of a run as it stays on its PC: nothing is left out, and the pictures are in it. */

import type { Configuration } from '../../profile/load.ts'
import type { RunOutcome } from '../../run.ts'
import { reportHtml } from './page.ts'

export function runHtml(
  { report, evidence, attachments }: Pick<RunOutcome, 'report' | 'evidence' | 'attachments'>,
  { site, profiles }: Pick<Configuration, 'site' | 'profiles'>,
): string {
  return reportHtml(report, { contacts: site.contacts, profiles, evidence, pictures: { kind: 'embedded', files: attachments } })
}
