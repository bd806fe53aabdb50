/** What a phone code says: the verdict, the day, and for each cause who mends it, what to do first, and all that the catalogue knows. */

import { type CauseEntry, causeEntry } from '../../agent/causes/entry.ts'
import { severityText, sourceTexts, stepTexts } from '../../agent/causes/lines.ts'
import { catalogueWords } from '../../agent/causes/words.ts'
import type { ToldCode } from '../../agent/code/schema.ts'
import { spelledGroups } from '../../agent/code/spell.ts'
import type { ToldCause } from '../../agent/code/told.ts'
import { codeWords } from '../../agent/code/words.ts'
import { dayText } from '../../agent/report/html/times.ts'
import { labels } from '../../agent/report/labels.ts'
import { fill, type Language } from '../../checks/text.ts'
import { verdictBadge } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { codePageWords } from './words.ts'

export function toldPart(told: ToldCode): Html {
  const { language, causes, phoneCode } = told
  const own = codePageWords[language]
  const spelled = spelledGroups(phoneCode, language)
  return html`<section class="panel ${told.verdict}" aria-labelledby="told">
<h2 id="told">${fill(codeWords[language].heading, { code: phoneCode }, language)}</h2>
<p>${verdictBadge(told.verdict, language)} ${madeOn(told)}</p>
${notesOf(told).map((note) => html`<p class="notice note">${note}</p>`)}
<details><summary>${own.readBack}</summary><ul class="plain">${spelled.map((group) => html`<li>${group}</li>`)}</ul></details>
<p class="fine">${own.readBackHint}</p>
</section>
<section aria-labelledby="causes">
<h2 id="causes">${own.causes}</h2>
${causes.length === 0 ? html`<p class="empty">${own.nothing}</p>` : causes.map((cause) => causePart(cause, language))}
</section>`
}

function madeOn({ language, day, version, profiles }: ToldCode): string {
  const words = codeWords[language]
  const names = profiles.map((id) => (id === 'other' ? words.other : id.toUpperCase()))
  return fill(words.madeOn, { day: dayText(Date.parse(day), language), version, profiles: names }, language)
}

function notesOf({ language, causes, verdict, moreCauses, unexplained, notJudged }: ToldCode): readonly string[] {
  const words = codeWords[language]
  return [
    ...(causes.length === 0 && verdict !== 'ready' ? [words.noCause] : []),
    ...(moreCauses ? [words.moreCauses] : []),
    ...(unexplained ? [words.unexplained] : []),
    ...(notJudged ? [words.notJudged] : []),
  ]
}

function causePart(cause: ToldCause, language: Language): Html {
  const words = codeWords[language]
  const { severities, whoMendsIt } = labels[language]
  const entry = cause.code === null ? undefined : causeEntry(cause.code, language)
  const rows = [
    ...(cause.where === null ? [] : [[words.where, cause.where] as const]),
    [whoMendsIt, words.owners[cause.owner]] as const,
    ...(cause.firstStep === null ? [] : [[words.firstStep, cause.firstStep] as const]),
  ]
  return html`<article class="panel ${cause.severity}">
<h3>${cause.title}</h3>
<p class="fine">${severities[cause.severity]}${cause.code === null ? nothing : html` · <code>${cause.code}</code> · ${cause.number}`}</p>
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${entry === undefined ? nothing : fullPart(entry, language)}
</article>
`
}

/** As the catalogue has it: without the values of that run, which no code holds. */
function fullPart(entry: CauseEntry, language: Language): Html {
  const { whatToDo, confirm, owners, whoMendsIt } = labels[language]
  const words = catalogueWords[language]
  const [steps, sources] = [stepTexts(entry, language), sourceTexts(entry, language)]
  return html`<details><summary>${codePageWords[language].full}</summary>
<p>${entry.why}</p>
${steps.length === 0 ? nothing : html`<h4>${whatToDo}</h4><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
${entry.confirm === '' ? nothing : html`<h4>${confirm}</h4><pre class="code" tabindex="0">${entry.confirm}</pre>`}
<dl class="facts"><div><dt>${words.severity}</dt><dd>${severityText(entry, language)}</dd></div><div><dt>${entry.severities.length > 1 ? words.usually : whoMendsIt}</dt><dd>${owners[entry.owner]}</dd></div>${sources.length === 0 ? nothing : html`<div><dt>${words.seeAlso}</dt><dd>${sources.map((source, index) => html`${index === 0 ? nothing : html`<br>`}${source}`)}</dd></div>`}</dl>
</details>`
}
