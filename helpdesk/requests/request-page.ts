/** One request: what it asks for, what became of it, and how to take it back. */

import { builtinProfile } from '../../agent/profile/builtin.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { LastRefusal } from '../collector/last-refusals.ts'
import { refusalWords } from '../collector/refusal-words.ts'
import type { RequestRow } from '../index/rows.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundlePath, casePath, newRequestPath, requestPath } from '../web/links.ts'
import { livePart } from '../web/live-part.ts'
import { ageOf, minuteOf } from '../web/times.ts'
import { whoText } from '../web/who.ts'
import { fingerprintTold } from './fingerprint.ts'
import { stateBadge } from './list-page.ts'
import { stateOf } from './row.ts'
import { requestWords } from './words.ts'

export interface OneFacts {
  readonly row: RequestRow
  /** Whether the bundle that it names is in the index. */
  readonly hasBundle: boolean
  /** Whether its answer is to be encrypted; undefined where its record doesn't say. */
  readonly encrypt: boolean | undefined
  readonly refusal: LastRefusal | null
  readonly mayMake: boolean
  readonly nowMs: number
  readonly csrf: string
  /** Of the key that signs requests: what a caller sees, and may ask for. */
  readonly fingerprint: string
}

export function requestPage(facts: OneFacts, language: Language): Html {
  const { row, mayMake, csrf, nowMs } = facts
  const { one } = requestWords[language]
  const state = stateOf(row, nowMs)
  return html`${livePart(['request', 'refused', 'bundle'], language, factsOf(facts, language))}
${
  mayMake && state === 'open'
    ? html`<p class="fine">${one.noLink}</p>
<form method="post" action="${requestPath(row.id)}/withdraw">
<input type="hidden" name="_csrf" value="${csrf}">
<p class="actions"><button class="danger" aria-describedby="withdraw-what">${one.withdraw}</button> <span class="hint" id="withdraw-what">${one.withdrawWhat}</span></p>
</form>`
    : nothing
}
<p class="actions">${mayMake ? html`<a href="${newRequestPath(row.case)}">${one.again}</a> ` : nothing}<a href="/requests">${one.back}</a></p>`
}

function factsOf({ row, hasBundle, encrypt, refusal, nowMs, fingerprint }: OneFacts, language: Language): Html {
  const words = requestWords[language]
  const { one } = words
  const state = stateOf(row, nowMs)
  const services = row.profiles.map((id) => builtinProfile(id)?.title[language] ?? id)
  const line = state === 'answered' && !hasBundle ? words.onItsWay : words.stateLines[state]
  const facts: readonly (readonly [string, Html])[] = [
    [one.state, html`${stateBadge(state, language)} ${line}`],
    ...(hasBundle && row.claimedBy !== null
      ? [[one.bundle, html`<a href="${bundlePath(row.claimedBy)}">${words.list.toBundle}</a>`] as const]
      : []),
    ...(refusal === null ? [] : [[one.lastRefusal, refusalTold(refusal, nowMs, language)] as const]),
    [one.case, html`<a href="${casePath(row.case)}"><bdi>${row.case}</bdi></a>`],
    [one.profiles, html`${fill('{services}', { services }, language)}`],
    [one.redaction, html`${words.redaction[row.redaction]}`],
    ...(encrypt === undefined ? [] : [[one.encryption, html`${words.encryption[encrypt ? 'yes' : 'no']}`] as const]),
    ...(row.message === null ? [] : [[one.message, html`<bdi>${row.message}</bdi>`] as const]),
    [one.made, html`${minuteOf(row.createdMs)} <bdi>${fill(one.by, { name: whoText(row.madeBy, language) }, language)}</bdi>`],
    [one.ends, minuteOf(row.expiresMs)],
    ...(state === 'open' ? [[one.fingerprint, fingerprintTold(fingerprint, language)] as const] : []),
    ...(row.revokedMs === null ? [] : [[one.withdrawnAt, minuteOf(row.revokedMs)] as const]),
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function refusalTold({ refusal, atMs }: LastRefusal, nowMs: number, language: Language): Html {
  const why = fill(requestWords[language].refused, { why: refusalWords[refusal][language] }, language)
  return html`${ageOf(atMs, nowMs, language)}: ${why}`
}
