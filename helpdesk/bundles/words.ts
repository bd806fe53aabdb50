/** Words of a bundle's page: what they are (words.en.ts and words.zh-HK.ts have them). */

import type { Language } from '../../checks/text.ts'
import type { Verdict } from '../index/rows.ts'
import type { OpenProblem } from '../verification/opener.ts'
import { bundleWordsEn } from './words.en.ts'
import { bundleWordsZhHk } from './words.zh-HK.ts'

export interface BundleWords {
  readonly unknown: string
  readonly noName: string
  readonly gone: Readonly<Record<'title' | 'line' | 'lost' | 'received' | 'removed' | 'toInbox', string>>
  readonly cannotOpen: Readonly<Record<'title' | 'why' | 'indexed' | Extract<OpenProblem['code'], 'altered' | 'sealed' | 'limit'>, string>>
  readonly verdict: {
    readonly heading: string
    readonly lines: Readonly<Record<Verdict, string>>
  } & Readonly<
    Record<'differs' | 'otherCauses' | 'otherDetails' | 'added' | 'gone' | 'otherRules' | 'services' | 'asked' | 'askedOnly', string>
  >
  readonly signature: Readonly<
    Record<'heading' | 'signer' | 'install' | 'companyKey' | 'fingerprint' | 'by' | 'since' | 'before' | 'noLonger' | 'notIndexed', string>
  >
  readonly facts: Readonly<
    Record<
      | 'heading'
      | 'request'
      | 'noRequest'
      | 'foreignRequest'
      | 'case'
      | 'noCase'
      | 'received'
      | 'started'
      | 'byPcClock'
      | 'gap'
      | 'gapAhead'
      | 'took'
      | 'account'
      | 'phoneCode'
      | 'version'
      | 'redaction'
      | 'standard'
      | 'strict'
      | 'came'
      | 'encrypted'
      | 'plain'
      | 'digest'
      | 'bundleId',
      string
    >
  >
  readonly actions: Readonly<
    Record<'download' | 'history' | 'case' | 'compare' | 'comparedWith' | 'first' | 'remove' | 'newRequest', string>
  >
  /** Of a cause, to the helpdesk's reader; `unexplained`: whom to ask about what no cause explains. */
  readonly mends: Readonly<Record<'tell' | 'goThrough' | 'unexplained', string>>
  readonly report: Readonly<Record<'heading' | 'tooLong' | 'explained' | 'explainedHint' | 'records', string>>
  readonly pictures: Readonly<Record<'heading' | 'of' | 'unnamed' | 'none' | 'strict', string>>
  readonly files: Readonly<Record<'heading' | 'hint' | 'count' | 'name' | 'size' | 'digest' | 'bytes' | 'none' | 'noPicture', string>>
  readonly removal: Readonly<Record<'title' | 'what' | 'stays' | 'confirm' | 'keep', string>>
  readonly trust: Readonly<Record<'heading' | 'what' | 'how' | 'compared' | 'confirm' | 'already' | 'authority' | 'notCompared', string>>
}

export const bundleWords: Readonly<Record<Language, BundleWords>> = { en: bundleWordsEn, 'zh-HK': bundleWordsZhHk }
