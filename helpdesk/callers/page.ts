/** The page behind a caller's link: both languages one below the other, the visitor's first, since whoever opens it may have been sent it by somebody else. */

import { redactionLines } from '../../agent/redaction/about.ts'
import { inGroups } from '../../agent/request/show.ts'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { visitorsFirst } from '../web/page.ts'
import { longTime } from '../web/times.ts'
import type { CallerFacts } from './caller-facts.ts'
import { callerWords, type DeadEnd } from './words.ts'

/** @param path of the page itself: what is downloaded lies behind it */
export function callerPage(facts: CallerFacts, path: string, language: Language): Html {
  const [first, ...others] = visitorsFirst(language)
  return html`${first === undefined ? nothing : half(facts, path, first, (text) => html`<h2>${text}</h2>`)}
${others.map(
  (each) => html`<hr><section lang="${each}" aria-labelledby="title-${each}"><h2 id="title-${each}">${callerWords[each].title}</h2>
${half(facts, path, each, (text) => html`<h3>${text}</h3>`)}</section>`,
)}`
}

/** @param heading below the half's own title */
function half(facts: CallerFacts, path: string, language: Language, heading: (text: string) => Html): Html {
  const words = callerWords[language]
  const { name, program, programBytes } = facts
  const steps = stepsOf(facts, language)
  return html`<p>${fill(words.asks, { name }, language)}</p>
<dl class="facts"><div><dt>${words.facts.case}</dt><dd><bdi>${facts.case}</bdi></dd></div><div><dt>${words.facts.until}</dt><dd>${untilText(facts, language)}</dd></div></dl>
<ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
${
  programBytes === null
    ? html`<p class="actions"><a class="button primary" href="${path}/request">${words.downloadFile}</a></p>`
    : html`<p class="actions"><a class="button primary" href="${path}/check.zip">${fill(words.downloadZip, { megabytes: megabytes(programBytes) }, language)}</a></p>
<p class="fine">${fill(words.fileAlone, { program }, language)} <a href="${path}/request">${words.downloadFile}</a></p>`
}
<div class="notice"><p><strong>${words.facts.fingerprint}</strong><br><span class="large-code">${inGroups(facts.fingerprint)}</span></p>
<p>${words.compare}</p></div>
${heading(words.sentTitle)}
<ul>${sentLines(facts, language).map((line) => html`<li>${line}</li>`)}</ul>
${heading(words.neverTitle)}
<ul>${words.never.map((line) => html`<li>${line}</li>`)}</ul>`
}

export function stepsOf({ program, programBytes }: CallerFacts, language: Language): readonly string[] {
  return callerWords[language].steps[programBytes === null ? 'file' : 'zip'].map((step) => fill(step, { program }, language))
}

export function sentLines({ redaction, encrypted, name }: CallerFacts, language: Language): readonly string[] {
  const { encrypted: closed, notEncrypted: open } = callerWords[language]
  return [...redactionLines(redaction, language), fill(encrypted ? closed : open, { name }, language)]
}

export function untilText({ expiresMs }: Pick<CallerFacts, 'expiresMs'>, language: Language): string {
  return fill(callerWords[language].until, { time: longTime(expiresMs, language) }, language)
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_000_000))
}

/** Calm: what is wrong isn't the reader's doing, and the next step is the only thing on it. */
export function deadEndPage(deadEnd: DeadEnd, language: Language): Html {
  const [first, ...others] = visitorsFirst(language)
  const line = (each: Language) => callerWords[each].deadEnds[deadEnd].line
  return html`${first === undefined ? nothing : html`<p>${line(first)}</p>`}
${others.map((each) => html`<hr><section lang="${each}"><h2>${callerWords[each].deadEnds[deadEnd].title}</h2><p>${line(each)}</p></section>`)}`
}
