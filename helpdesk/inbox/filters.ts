/** What narrows the list: a form that is sent as an address, so that it can be kept, sent on and gone back to. */

import { genericTitle } from '../../agent/causes/generic.ts'
import { labels } from '../../agent/report/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { Index } from '../index/index.ts'
import type { Verdict } from '../index/rows.ts'
import { originWords } from '../web/badge-words.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { inboxPath } from '../web/links.ts'
import { filterOf, type InboxQuery, origins, verdicts } from './query.ts'
import { inboxWords } from './words.ts'

type Causes = Awaited<ReturnType<Index['causeCodes']>>

/** A helpdesk of years has met most causes of the catalogue; more than these nobody chooses from. */
const MOST_CAUSES = 200

/** Each verdict with its number, as the quickest filter of all. */
export function countsOf(counts: Readonly<Record<Verdict, number>>, { verdict: chosen }: InboxQuery, language: Language): Html {
  const words = inboxWords[language]
  const all = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0)
  const count = (asked: Verdict | undefined, name: string, number: number) =>
    html`<li><a href="${inboxPath({ verdict: asked })}" class="${asked ?? ''}"${asked === chosen ? html` aria-current="true"` : nothing}><strong>${number}</strong> ${name}</a></li>`
  return html`<nav aria-label="${words.counts}"><ul class="counts">${count(undefined, words.all, all)}${verdicts.map((verdict) =>
    count(verdict, labels[language].verdicts[verdict], counts[verdict]),
  )}</ul></nav>`
}

export function filterForm(query: InboxQuery, causes: Causes, language: Language): Html {
  const words = inboxWords[language]
  const { q, ...others } = query
  const isNarrowed = Object.keys(filterOf(others)).length > 0
  const show = html`<button class="primary">${words.show}</button>`
  return html`<form class="filters" method="get" action="/" role="search">
<div class="asking"><div class="field"><label for="q">${words.search}</label><input type="search" id="q" name="q" value="${q ?? ''}" maxlength="200" aria-describedby="q-hint"></div>${show}</div>
<p class="hint" id="q-hint">${words.searchHint}</p>
<details${isNarrowed ? html` open` : nothing}><summary>${words.narrow}</summary>
<div class="fields">
${choice(
  'verdict',
  words.columns.verdict,
  query.verdict,
  verdicts.map((verdict) => [verdict, labels[language].verdicts[verdict]]),
  language,
)}
${choice(
  'signature',
  words.columns.signature,
  query.signature,
  origins.map((origin) => [origin, originWords[language][origin]]),
  language,
)}
${choice('cause', words.cause, query.cause, causeChoices(causes, query.cause, language), language)}
${text('case', words.caseName, query.case)}
${text('terminal', words.terminalId, query.terminal)}
</div>
<div class="field check"><input type="checkbox" id="differs" name="differs" value="1"${query.differs === '1' ? html` checked` : nothing}><label for="differs">${words.onlyDiffering}</label></div>
<p class="actions">${show}</p>
</details>
${isNarrowed || (q ?? '') !== '' ? html`<p><a href="/">${words.clear}</a></p>` : nothing}
</form>`
}

/** A cause that is asked for and that no bundle has (any more) is still what the list is narrowed by. */
function causeChoices(causes: Causes, asked: string | undefined, language: Language): readonly (readonly [string, string])[] {
  const shown = causes.slice(0, MOST_CAUSES)
  const known = shown.some(({ code }) => code === asked)
  const all = asked === undefined || known ? shown : [{ code: asked, count: 0 }, ...shown]
  return all.map(({ code, count }) => [
    code,
    fill(inboxWords[language].codeAndCount, { title: genericTitle(code, language), count }, language),
  ])
}

function choice(
  name: string,
  label: string,
  chosen: string | undefined,
  options: readonly (readonly [value: string, words: string])[],
  language: Language,
): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${inboxWords[language].any}</option>${options.map(
    ([value, words]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${words}</option>`,
  )}</select></div>`
}

function text(name: string, label: string, value: string | undefined): Html {
  return html`<div class="field"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${value ?? ''}" maxlength="100" autocomplete="off"></div>`
}
