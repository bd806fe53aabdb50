/** What a run hands to its bundle: its files before they are treated, and what its page needs beside the report. */

import type { Presentation, RunFiles } from '../bundle/contents.ts'
import { readable } from '../bundle/json.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'

export function runFiles({ report, evidence, missing, runs, startedAtMs, elapsedMs }: RunOutcome, { settings }: Configuration): RunFiles {
  const { language, agent } = report
  return readable({ evidence, settings, run: { version: 1, startedAtMs, elapsedMs, language, checks: runs, missing, agent } })
}

export function presentationOf({ site, profiles }: Configuration): Presentation {
  return { version: 1, contacts: site.contacts, profiles: profiles.map(({ id, title, hotline }) => ({ id, title, hotline })) }
}
