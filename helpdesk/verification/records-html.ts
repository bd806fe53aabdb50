/** What each check recorded, as it stands in evidence.json, folded away. */

import type { Evidence } from '../../agent/judge.ts'
import { type Html, html } from '../../agent/report/html/escape.ts'
import { htmlText } from '../../agent/report/html/text.ts'
import { checkName } from '../../agent/report/words.ts'
import { checkIds } from '../../checks/check.ts'
import { fill, type Language } from '../../checks/text.ts'

/** Certificates and the like: their beginning is enough to find them in evidence.json. */
const LONGEST_VALUE = 160
const MOST_LINES = 600

export function recordsHtml(evidence: Evidence, language: Language): Html {
  const recorded = checkIds.filter((id) => evidence[id] !== undefined)
  return html`<section class="checks recorded"><p class="hint">${htmlText[language].recordedHint}</p>
${recorded.map(
  (id) => html`<details><summary><h3>${checkName(id, language)}</h3></summary>
<pre tabindex="0"><code>${linesOf(evidence[id], language).map((line) => html`${line}\n`)}</code></pre></details>
`,
)}</section>`
}

function linesOf(value: unknown, language: Language): string[] {
  const lines = JSON.stringify(value, shortened, 1).split('\n')
  const rest = lines.length - MOST_LINES
  return rest > 0 ? [...lines.slice(0, MOST_LINES), fill(htmlText[language].recordedCut, { count: rest }, language)] : lines
}

function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE / 2)}… (${value.length})` : value
}
