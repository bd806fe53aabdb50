/** What the verdict does not rest on: values that are missing, what was not checked and why, what no cause explains. Never shown as a pass. */

import { fill } from '../../../checks/text.ts'
import { labels } from '../labels.ts'
import { siteValueName } from '../not-judged.ts'
import type { Report } from '../schema.ts'
import { checkName } from '../words.ts'
import { type Html, html, nothing } from './escape.ts'
import type { Told } from './facts.ts'
import { htmlText } from './text.ts'

/** @param ask whom to ask about it, where not the words of whoever sits at the terminal; {contact} is HKEX */
export function unexplained({ report, contacts }: Told, ask = htmlText[report.language].unexplainedAsk): Html {
  const { language, findings } = report
  const texts = findings.filter(({ id }) => report.unexplained.includes(id)).map(({ text }) => text)
  return texts.length === 0
    ? nothing
    : html`<section><h2>${labels[language].unexplained}</h2>
<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>
<p>${fill(ask, { contact: contacts.hkex }, language)}</p></section>`
}

export function notJudged({ report: { language, notJudged: missing } }: Told): Html {
  const own = htmlText[language]
  return missing.length === 0
    ? nothing
    : html`<section><h2>${own.notJudged}</h2>
<ul class="inline">${missing.map(({ item }) => html`<li>${siteValueName(item, language)} <code>${item}</code></li>`)}</ul>
<p>${own.whereValues}</p></section>`
}

type Finding = Report['findings'][number]

/** A check that stopped at one reason for many servers is one line; its parts fold away below it. */
export function notChecked({ report: { language, findings } }: Told): Html {
  const unchecked = findings.filter(({ status, reason }) => status === 'error' || (status === 'not-checked' && reason !== 'not-configured'))
  if (unchecked.length === 0) return nothing
  const groups = Map.groupBy(unchecked, ({ check, status, reason }) => `${check} ${status} ${reason}`)
  return html`<section><h2>${labels[language].notChecked}</h2>
<ul class="plain">${[...groups.values()].map((group) => html`<li>${groupOf(group, language)}</li>`)}</ul></section>`
}

function groupOf(group: readonly Finding[], language: Report['language']): Html {
  const [{ reasons, statuses, bracketed }, own] = [labels[language], htmlText[language]]
  const [first] = group
  if (first === undefined) return nothing
  const why = first.reason === undefined ? statuses[first.status] : reasons[first.reason]
  if (group.length === 1) return html`${fill(bracketed, { text: first.text, more: why }, language)}`
  const head = fill(own.items, { check: checkName(first.check, language), count: group.length, reason: why }, language)
  return html`<details><summary>${head}</summary><ul>${group.map(({ text }) => html`<li>${text}</li>`)}</ul></details>`
}
