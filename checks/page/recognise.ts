/** Whether a page is the one that HKEX's circulars describe. */

import type { PageMarker } from '../settings.ts'
import type { Page } from './evidence.ts'

export type Recognised = 'landing' | 'log-on-form'

/** @returns which of the pages it is, or null for a page that is none of them, as far as can be seen without a browser */
export function recognise(page: Page, marker: PageMarker): Recognised | null {
  if (marker.kind === 'landing') return showsChoice(page.labels, marker.choices) ? 'landing' : null
  return page.passwordFields > 0 ? 'log-on-form' : null
}

/**
 * One of the printed choices is enough. It may be spread over a heading and the links below it, so that the labels
 * are read as one text.
 */
function showsChoice(labels: readonly string[], choices: readonly string[]): boolean {
  const shown = labels.map(squash).join('')
  return choices.map(squash).some((choice) => choice !== '' && shown.includes(choice))
}

/**
 * Letters and digits alone, in small letters, a plural s forgiven: the circular itself prints both dashes, and both
 * "Security Management Functions" and "Security Management Function" (CCASS 2FA launch circular, annex 1).
 */
function squash(text: string): string {
  const words = plainText.test(text) ? text.toLowerCase().split(/[^a-z0-9]+/) : wordsOf(text)
  return words.map((word) => word.replace(/s$/, '')).join('')
}

/** ASCII and dashes, as most labels are: the same words come of it without Unicode's tables, which take a millisecond to open. */
const plainText = /^[\t\n\r -~\u2010-\u2015]*$/

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
}
