/** A beside B: a table on a desk, cards on a phone. */

import type { Language } from '../../checks/text.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { diffWords } from './words.ts'

export interface DiffRow {
  /** Null in a table whose rows have no names. */
  readonly head: string | null
  readonly a: Html
  readonly b: Html
}

export function diffTable(caption: string, rows: readonly DiffRow[], language: Language): Html {
  const { what } = diffWords[language]
  const named = rows.some(({ head }) => head !== null)
  const names = [...(named ? [what] : []), 'A', 'B']
  return html`<table class="list diff" role="table">
<caption class="aloud">${caption}</caption>
<thead role="rowgroup"><tr role="row">${names.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(({ head, a, b }) => html`<tr role="row">${head === null ? nothing : html`<th scope="row" role="rowheader">${head}</th>`}<td role="cell" data-label="A">${a}</td><td role="cell" data-label="B">${b}</td></tr>\n`)}</tbody>
</table>`
}
