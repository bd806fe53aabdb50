/** What each check recorded, as it stands in evidence.json, folded away: for whoever asks what the report was made from. */

import { checkIds } from '../../../checks/check.ts'
import { fill, type Language, languages } from '../../../checks/text.ts'
import { checkName } from '../words.ts'
import { type Html, html, nothing } from './escape.ts'
import type { HtmlFacts } from './facts.ts'
import { both } from './languages.ts'
import { htmlText } from './text.ts'

/** Certificates and the like: their beginning is enough to find them in evidence.json. */
const LONGEST_VALUE = 160
const MOST_LINES = 600

/** In no language: it stands once in the page. */
export function recordsOf({ evidence }: HtmlFacts): Html {
  const recorded = checkIds.filter((id) => evidence[id] !== undefined)
  if (recorded.length === 0) return nothing
  const words = (choose: (language: Language) => string) => both((language) => html`${choose(language)}`)
  return html`<section class="checks recorded"><details><summary><h2>${words((language) => htmlText[language].recorded)}</h2></summary>
<p class="hint">${words((language) => htmlText[language].recordedHint)}</p>
${recorded.map(
  (id) => html`<details><summary><h3>${words((language) => checkName(id, language))}</h3></summary>
<pre tabindex="0"><code>${linesOf(evidence[id])}</code></pre></details>
`,
)}</details></section>`
}

function linesOf(value: unknown): Html {
  const lines = JSON.stringify(value, inOrder, 1).split('\n')
  const rest = lines.length - MOST_LINES
  const cut = rest > 0 ? languages.map((language) => fill(htmlText[language].recordedCut, { count: rest }, language)) : []
  return html`${[...lines.slice(0, MOST_LINES), ...cut].map((line) => html`${line}\n`)}`
}

/** By name: evidence that comes back from a bundle has its fields in another order. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.length > LONGEST_VALUE) return `${value.slice(0, LONGEST_VALUE / 2)}… (${value.length})`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
