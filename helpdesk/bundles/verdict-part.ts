/** Today's verdict, what the PC said, and where the two differ. */

import { labels } from '../../agent/report/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Shown } from '../verification/opener.ts'
import { verdictBadge } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundleWords } from './words.ts'

export interface Judged extends Pick<BundleRow, 'said' | 'judged' | 'profiles'> {
  /** Services that were asked for; empty where nobody asked. */
  readonly asked: readonly string[]
}

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

/** What was asked for comes first: the verdict over all may be that of a service which only this PC's own settings added. */
function servicesOf({ profiles, asked }: Judged, language: Language): Html {
  const words = bundleWords[language].verdict
  const missing = asked.filter((id) => !profiles.some((profile) => profile.id === id))
  if (profiles.length + missing.length < 2) return nothing
  const [own, others] = [profiles.filter(({ id }) => asked.includes(id)), profiles.filter(({ id }) => !asked.includes(id))]
  const isMarked = others.length > 0
  const items = [
    ...own.map(({ id, verdict }) => service(id, verdictBadge(verdict, language), isMarked ? words.asked : null)),
    ...missing.map((id) => service(id, null, words.askedOnly)),
    ...others.map(({ id, verdict }) => service(id, verdictBadge(verdict, language), null)),
  ]
  return html`<h3>${words.services}</h3>
<ul class="plain">${items}</ul>`
}

function service(id: string, badge: Html | null, note: string | null): Html {
  return html`<li>${id.toUpperCase()}${badge === null ? nothing : html` ${badge}`}${note === null ? nothing : html` <span class="fine">${note}</span>`}</li>`
}
