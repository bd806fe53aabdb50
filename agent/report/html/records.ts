/** What each check recorded, as it stands in evidence.json, folded away: for whoever asks what the report was made from. */

import { checkIds } from '../../../checks/check.ts'
import { fill, type Language, languages } from '../../../checks/text.ts'
import { checkName } from '../words.ts'
import { type Html, html, htmlLines, nothing } from './escape.ts'
import type { HtmlFacts } from './facts.ts'
import { jsonLines } from './json-lines.ts'
import { both } from './languages.ts'
import { htmlText } from './text.ts'

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
  const lines = jsonLines(value)
  const rest = lines.length - MOST_LINES
  const cut = rest > 0 ? languages.map((language) => fill(htmlText[language].recordedCut, { count: rest }, language)) : []
  return htmlLines([...lines.slice(0, MOST_LINES), ...cut])
}
