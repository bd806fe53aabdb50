/** Bundles as a list: a table on a desk, cards on a phone. */

import { genericTitle } from '../../agent/causes/generic.ts'
import { labels } from '../../agent/report/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { InboxRow } from '../index/rows.ts'
import { originBadge, verdictBadge } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundlePath, casePath, terminalPath } from '../web/links.ts'
import { ageOf, minuteOf } from '../web/times.ts'
import { inboxWords } from './words.ts'

export interface TableLook {
  readonly language: Language
  readonly nowMs: number
  /** Left out where all rows have it in common. */
  readonly without?: 'case' | 'terminal'
  /** Two of them can be chosen, each as one side of a comparison. */
  readonly choices?: (row: InboxRow) => readonly Html[]
}

/** A row's `id` tells live.js whether it was there before. */
export function bundleTable(rows: readonly InboxRow[], look: TableLook): Html {
  const { columns, bundles } = inboxWords[look.language]
  const shown = (['terminal', 'verdict', 'cause', 'case', 'signature', 'received'] as const).filter((name) => name !== look.without)
  const names = [...(look.choices === undefined ? [] : [columns.before, columns.after]), ...namesOf(shown, columns)]
  return html`<table class="list" role="table">
<caption class="aloud">${bundles}</caption>
<thead role="rowgroup"><tr role="row">${names.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => rowOf(row, shown, look))}</tbody>
</table>`
}

type Column = 'terminal' | 'verdict' | 'cause' | 'case' | 'signature' | 'received'

/** Without the terminal's name it is the time that opens a bundle. */
function namesOf(shown: readonly Column[], columns: Readonly<Record<Column, string>>): readonly string[] {
  return inOrder(shown).map((name) => columns[name])
}

function inOrder(shown: readonly Column[]): readonly Column[] {
  return shown.includes('terminal') ? shown : ['received', ...shown.filter((name) => name !== 'received')]
}

function rowOf(row: InboxRow, shown: readonly Column[], look: TableLook): Html {
  const { columns } = inboxWords[look.language]
  const [first, ...others] = inOrder(shown)
  const choices = look.choices?.(row) ?? []
  return html`<tr role="row" id="b-${row.sha256}" class="${row.verdict}${row.origin === 'changed-key' ? ' shout' : ''}">${choices.map(
    (choice, index) => html`<td role="cell" data-label="${index === 0 ? columns.before : columns.after}">${choice}</td>`,
  )}${first === undefined ? nothing : html`<th scope="row" role="rowheader">${cells[first](row, look)}</th>`}${others.map(
    (name) => html`<td role="cell" data-label="${columns[name]}">${cells[name](row, look)}</td>`,
  )}</tr>
`
}

const cells: Readonly<Record<Column, (row: InboxRow, look: TableLook) => Html>> = {
  terminal: ({ hostName, sha256, terminal, receivedMs, kind }, { language, nowMs }) => {
    const words = inboxWords[language]
    // Many bundles of one terminal are many links of one name: whoever hears them gets the time with it.
    return html`<a class="clipped" href="${bundlePath(sha256)}">${hostName === '' ? words.noName : hostName}<span class="aloud">, ${ageOf(receivedMs, nowMs, language)}</span></a>
<small><a href="${terminalPath(terminal)}">${words.history}</a></small>${kind === 'encrypted' ? html`<small>${words.encrypted}</small>` : nothing}`
  },
  verdict: ({ verdict, saidVerdict, outcome }, { language }) => {
    const words = inboxWords[language]
    const said =
      verdict === saidVerdict ? words.otherCauses : fill(words.pcSaid, { verdict: labels[language].verdicts[saidVerdict] }, language)
    return html`${verdictBadge(verdict, language)}${outcome === 'same' ? nothing : html`<small>${said}</small>`}`
  },
  cause: ({ cause, causeCount }, { language }) => {
    const words = inboxWords[language]
    if (cause === null) return html`<span class="fine">${words.noCause}</span>`
    const more = causeCount > 1 ? fill(words.more, { count: causeCount - 1 }, language) : ''
    return html`<span class="clipped">${genericTitle(cause.code, language)}</span><small class="clipped">${cause.subject}</small>${more === '' ? nothing : html`<small>${more}</small>`}`
  },
  case: ({ caseName }, { language }) =>
    caseName === null
      ? html`<span class="fine">${inboxWords[language].noCase}</span>`
      : html`<a class="clipped" href="${casePath(caseName)}">${caseName}</a>`,
  signature: ({ origin }, { language }) => originBadge(origin, language),
  received: ({ receivedMs, sha256 }, { language, nowMs, without }) =>
    without === 'terminal'
      ? // Two of them are chosen by when they came.
        html`<a href="${bundlePath(sha256)}">${minuteOf(receivedMs)}</a><small>${ageOf(receivedMs, nowMs, language)}</small>`
      : ageOf(receivedMs, nowMs, language),
}
