/** Today's verdict, what the PC said, and where the two differ. */

import { labels } from '../../agent/report/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Shown } from '../verification/opener.ts'
import { verdictBadge } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundleWords } from './words.ts'

export type Judged = Pick<BundleRow, 'said' | 'judged' | 'profiles'>

/** @param difference null where it isn't known, or there is none */
export function verdictPart(judged: Judged, difference: Shown['difference'], language: Language): Html {
  const words = bundleWords[language].verdict
  const { verdict } = judged.judged
  return html`<section class="panel ${verdict}" aria-labelledby="verdict">
<h2 id="verdict">${words.heading}</h2>
<p>${verdictBadge(verdict, language)} ${words.lines[verdict]}</p>
${judged.judged.outcome === 'same' ? nothing : differencePart(judged, difference, language)}
${servicesOf(judged, language)}
</section>`
}

function differencePart({ said, judged }: Judged, difference: Shown['difference'], language: Language): Html {
  const words = bundleWords[language].verdict
  const { verdicts } = labels[language]
  const names = { said: verdicts[said.verdict], today: verdicts[judged.verdict] }
  const causes = difference ?? { added: [], gone: [] }
  const isSameCauses = causes.added.length + causes.gone.length === 0
  const line = said.verdict !== judged.verdict ? words.differs : isSameCauses ? words.otherDetails : words.otherCauses
  const list = (template: string, titles: readonly string[]) =>
    titles.length === 0 ? nothing : html`<p>${fill(template, { causes: titles.join(language === 'en' ? '; ' : '；') }, language)}</p>`
  return html`<div class="notice warn">
<p><strong>${fill(line, names, language)}</strong></p>
${list(words.added, causes.added)}${list(words.gone, causes.gone)}
<p class="fine">${fill(words.otherRules, { said: said.rules, today: judged.rules }, language)}</p>
</div>`
}

function servicesOf({ profiles }: Judged, language: Language): Html {
  if (profiles.length < 2) return nothing
  const items = profiles.map(({ id, verdict }) => html`<li>${id.toUpperCase()} ${verdictBadge(verdict, language)}</li>`)
  return html`<h3>${bundleWords[language].verdict.services}</h3>
<ul class="plain">${items}</ul>`
}
