/** README.txt beside the program in the ZIP: the page's own lines, for somebody who has closed it. */

import { inGroups } from '../../agent/request/show.ts'
import { fill, type Language } from '../../checks/text.ts'
import { visitorsFirst } from '../web/page.ts'
import type { CallerFacts } from './caller-facts.ts'
import { sentLines, stepsOf, untilText } from './page.ts'
import { callerWords } from './words.ts'

/** Notepad of every Windows knows UTF-8 by its mark and ends lines by both characters. */
const MARK = '\uFEFF'
const LINE_END = '\r\n'

export function readmeText(facts: CallerFacts, language: Language): string {
  const halves = visitorsFirst(language).map((each) => half(facts, each))
  return `${MARK}${halves.join(`\n\n${'-'.repeat(72)}\n\n`).replaceAll('\n', LINE_END)}${LINE_END}`
}

function half(facts: CallerFacts, language: Language): string {
  const { readmeTitle, asks, facts: labels, compare, sentTitle, neverTitle, never, unpack } = callerWords[language]
  const colon = language === 'en' ? ': ' : '：'
  return [
    readmeTitle,
    '',
    fill(asks, { name: facts.name }, language),
    `${labels.case}${colon}${facts.case}`,
    `${labels.until}${colon}${untilText(facts, language)}`,
    '',
    // Who reads it has downloaded it.
    ...stepsOf(facts, language)
      .with(1, unpack)
      .map((step, index) => `${index + 1}. ${step}`),
    '',
    labels.fingerprint,
    `  ${inGroups(facts.fingerprint)}`,
    compare,
    '',
    sentTitle,
    ...sentLines(facts, language).map((line) => `- ${line}`),
    '',
    neverTitle,
    ...never.map((line) => `- ${line}`),
  ].join('\n')
}
