/** What was asked for, and what became of it. */

import { fill, type Language } from '../../checks/text.ts'
import type { RequestRow } from '../index/rows.ts'
import { inBrackets } from '../web/brackets.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundlePath, newRequestPath, requestPath } from '../web/links.ts'
import { livePart } from '../web/live-part.ts'
import { ageOf, minuteOf } from '../web/times.ts'
import { whoText } from '../web/who.ts'
import { type RequestState, stateOf } from './row.ts'
import { requestWords } from './words.ts'

export interface ListFacts {
  readonly rows: readonly RequestRow[]
  /** By the request's id (encryption.ts). */
  readonly encryption: ReadonlyMap<string, boolean>
  /** There are older ones. */
  readonly more: boolean
  readonly show: 'all' | 'open'
  /** Of one case alone; null for all. */
  readonly caseName: string | null
  readonly mayMake: boolean
  readonly nowMs: number
}

const looks: Readonly<Record<RequestState, string>> = { open: 'odd', answered: 'good', withdrawn: 'quiet', expired: 'quiet' }

export function stateBadge(state: RequestState, language: Language): Html {
  return html`<span class="badge ${looks[state]}">${requestWords[language].states[state]}</span>`
}

export function listPage(facts: ListFacts, language: Language): Html {
  const { rows, more, show, caseName, mayMake } = facts
  const { list } = requestWords[language]
  const ofCase: Readonly<Record<string, string>> = caseName === null ? {} : { case: caseName }
  const choices = [
    ['all', pathOf(ofCase)],
    ['open', pathOf({ show: 'open', ...ofCase })],
  ] as const
  return html`${mayMake ? html`<p class="actions"><a class="button primary" href="${newRequestPath()}">${list.new}</a></p>` : nothing}
<nav aria-label="${list.choose}"><ul class="counts">${choices.map(([each, path]) => html`<li>${each === show ? html`<span aria-current="true">${list[each]}</span>` : html`<a href="${path}">${list[each]}</a>`}</li>`)}</ul></nav>
${rows.length === 0 && caseName === null ? nothing : caseForm(show, caseName, language)}
${livePart(['request', 'bundle'], language, rows.length === 0 ? html`<p class="empty">${caseName !== null ? list.emptyCase : show === 'open' ? list.emptyOpen : list.empty}</p>` : table(facts, language))}
${more ? html`<p class="fine">${fill(list.more, { count: rows.length }, language)}</p>` : nothing}`
}

function pathOf(asked: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(asked)
  return query.size === 0 ? '/requests' : `/requests?${query}`
}

function caseForm(show: 'all' | 'open', caseName: string | null, language: Language): Html {
  const { list } = requestWords[language]
  return html`<form class="filters" method="get" action="/requests" role="search">
${show === 'open' ? html`<input type="hidden" name="show" value="open">` : nothing}
<div class="asking"><div class="field"><label for="case">${list.find}</label><input type="search" id="case" name="case" value="${caseName ?? ''}" maxlength="100" autocomplete="off"></div><button>${list.show}</button></div>
${caseName === null ? nothing : html`<p class="actions"><a href="${pathOf(show === 'open' ? { show } : {})}">${list.allCases}</a></p>`}
</form>`
}

function table(facts: ListFacts, language: Language): Html {
  const { list } = requestWords[language]
  const heads = [list.case, list.state, list.made, list.ends, list.bundle]
  return html`<table class="list" role="table">
<caption class="aloud">${list.caption}</caption>
<thead><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">
${facts.rows.map((row) => tableRow(row, facts, language))}
</tbody>
</table>`
}

function tableRow(row: RequestRow, { encryption, nowMs }: Pick<ListFacts, 'encryption' | 'nowMs'>, language: Language): Html {
  const { list } = requestWords[language]
  const state = stateOf(row, nowMs)
  const encrypt = state === 'open' ? encryption.get(row.id) : undefined
  const comes = encrypt === undefined ? nothing : html`<span class="fine">${encrypt ? list.encrypted : list.notEncrypted}</span>`
  return html`<tr role="row" id="request-${row.id}">
<td role="cell" data-label="${list.case}"><a href="${requestPath(row.id)}"><bdi>${row.case}</bdi></a></td>
<td role="cell" data-label="${list.state}">${stateBadge(state, language)}</td>
<td role="cell" data-label="${list.made}">${ageOf(row.createdMs, nowMs, language)} <span class="fine"><bdi>${whoText(row.madeBy, language)}</bdi></span></td>
<td role="cell" data-label="${list.ends}">${minuteOf(row.expiresMs)}</td>
<td role="cell" data-label="${list.bundle}">${row.claimedBy === null ? comes : html`<a href="${bundlePath(row.claimedBy)}">${list.toBundle}<span class="aloud">${inBrackets(row.case, language)}</span></a>`}</td>
</tr>
`
}
