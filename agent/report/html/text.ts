/** Words of report.html beside the report's own. */

import type { Language } from '../../../checks/text.ts'
import type { StoreName } from '../../../checks/tls/evidence.ts'
import type { Place } from './places.ts'
import type { StationState } from './stations.ts'
import { htmlTextEn } from './text.en.ts'
import { htmlTextZhHk } from './text.zh-HK.ts'

export interface HtmlText {
  /** What to say on the phone. */
  readonly say: string
  /** To whoever can read the code. */
  readonly sayAndCode: string
  readonly causes: string
  readonly others: string
  readonly why: string
  /** Under a cause: the command that prints all about it. */
  readonly more: string
  readonly path: string
  readonly places: Readonly<Record<Place, string>>
  readonly states: Readonly<Record<StationState, string>>
  /** On the mark above the place. */
  readonly marks: Readonly<Record<'fault' | 'warning', string>>
  /** Below the picture; {places} are where the marks stand. */
  readonly faultAt: string
  readonly warningAt: string
  readonly lookFirst: string
  readonly nothingAt: string
  readonly notAllSeen: string
  /** For whoever hears the picture: "DNS: the fault is here (10.0.0.1 fails)". */
  readonly lines: Readonly<Record<'ok' | 'bad' | 'unknown', string>>
  readonly noProxy: string
  readonly moreLines: string
  readonly notJudged: string
  readonly whereValues: string
  readonly items: string
  readonly unexplainedAsk: string
  readonly checks: string
  readonly checksHint: string
  readonly state: string
  readonly seen: string
  readonly code: string
  readonly certificates: string
  readonly stores: Readonly<Record<StoreName, string>>
  readonly noRoot: string
  readonly notSent: string
  readonly validity: string
  readonly fingerprint: string
  readonly alternativeNames: string
  readonly pictures: string
  readonly pictureOf: string
  readonly pictureBeside: string
  readonly recorded: string
  readonly recordedHint: string
  readonly recordedCut: string
  readonly pc: string
  readonly time: string
  readonly timeOfPc: string
  readonly took: string
  readonly services: string
  readonly version: string
  readonly rules: string
  readonly phoneCode: string
  readonly phoneCodeHint: string
  readonly sources: string
  readonly printed: string
  readonly inferred: string
}

export const htmlText: Readonly<Record<Language, HtmlText>> = { en: htmlTextEn, 'zh-HK': htmlTextZhHk }
