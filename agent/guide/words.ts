/** What the guide says, on the screen and on its page. */

import type { Language } from '../../checks/text.ts'
import type { Timing } from './hours.ts'
import type { Audience, LogOn } from './procedure.ts'
import type { Answer, Outcome, ReadRecordSignature } from './record.ts'
import { guideWordsEn } from './words.en.ts'
import { guideWordsZhHk } from './words.zh-HK.ts'

export interface GuideWords {
  readonly audiences: Readonly<Record<Audience, string>>
  readonly logOns: Readonly<Record<LogOn, string>>
  readonly dataCentres: Readonly<Record<'primary' | 'secondary', string>>
  readonly answers: Readonly<Record<Answer, string>>
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly timings: Readonly<Record<Timing, string>>
  readonly signatures: Readonly<Record<ReadRecordSignature, string>>
  readonly list: {
    readonly title: string
    readonly past: string
    readonly undated: string
    readonly start: string
    readonly print: string
  }
  readonly session: string
  readonly sessionLine: string
  readonly date: string
  readonly hours: string
  readonly noSecrets: string
  readonly reportedOnly: string
  readonly before: string
  readonly outside: Readonly<Record<'before' | 'after', string>>
  readonly goOn: string
  readonly notGone: string
  readonly whichSession: string
  readonly who: string
  readonly machineStep: string
  readonly personStep: string
  readonly success: string
  readonly done: string
  readonly seenAsk: string
  readonly again: string
  readonly whatInstead: string
  readonly secret: string
  readonly resumed: string
  readonly interrupted: string
  readonly finished: string
  readonly recordAt: string
  readonly pageAt: string
  readonly notWritten: string
  readonly noBundle: string
  readonly withHint: string
  readonly page: {
    readonly title: string
    readonly unfinished: string
    readonly about: string
    readonly circular: string
    readonly audience: string
    readonly planned: string
    readonly held: string
    readonly heldFromTo: string
    readonly person: string
    readonly terminal: string
    readonly notRecorded: string
    readonly nobody: string
    readonly seenByMachine: string
    readonly machineExplained: string
    readonly reportedByPerson: string
    readonly personExplained: string
    readonly verdict: string
    readonly names: string
    readonly source: string
    readonly causes: string
    readonly evidence: string
    readonly noEvidence: string
    readonly notReached: string
    readonly remark: string
    readonly inferred: string
    readonly footnotes: string
    readonly differs: string
    readonly differ: string
    readonly same: string
    readonly signed: string
    readonly verify: string
    readonly from: string
    readonly signature: string
  }
}

export const guideWords: Readonly<Record<Language, GuideWords>> = { en: guideWordsEn, 'zh-HK': guideWordsZhHk }
