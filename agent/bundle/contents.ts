/** What a bundle holds, as data. */

import type { Settings } from '../../checks/settings.ts'
import type { Language } from '../../checks/text.ts'
import type { CheckRun } from '../collect.ts'
import type { Evidence, Missing } from '../judge.ts'
import type { ParsedProfile, Site } from '../profile/types.ts'
import type { Report } from '../report/schema.ts'

/** run.json: what a run tells besides the evidence of its checks, so that the report can be made again from what lies in the bundle. */
export interface RunRecord {
  readonly version: 1
  readonly startedAtMs: number
  readonly elapsedMs: number
  readonly language: Language
  readonly checks: readonly CheckRun[]
  /** Checks without evidence, and why. */
  readonly missing: Missing
  readonly agent: Report['agent']
}

/** All of it that can be judged. */
export interface RunFiles {
  readonly evidence: Evidence
  readonly settings: Settings
  readonly run: RunRecord
}

/** presentation.json: names that a report is shown with, and that no judge needs. Under `strict` the site's contacts stay out. */
export interface Presentation {
  readonly version: 1
  readonly contacts: Site['contacts']
  readonly profiles: readonly Pick<ParsedProfile, 'id' | 'title' | 'hotline'>[]
}
