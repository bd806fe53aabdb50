/** What is wrong: the first cause whole, with whom to call, what to do and how to see it by hand; the others after it. */

import { fill } from '../../../checks/text.ts'
import { toSay, whomLabel } from '../call.ts'
import { labels } from '../labels.ts'
import type { ReportCause } from '../schema.ts'
import { type Html, html, nothing } from './escape.ts'
import type { Told } from './facts.ts'
import { htmlText } from './text.ts'

function wrongOf({ report: { causes } }: Told): readonly ReportCause[] {
  return causes.filter(({ severity }) => severity !== 'note')
}

/** Who mends a cause, and what to say to whom: in the words of whoever reads it. */
export type CallPart = (cause: ReportCause, told: Pick<Told, 'report' | 'contacts'>) => Html

/** For whoever sits at the terminal. */
const whomToCall: CallPart = (cause, { report, contacts }) => {
  const { language } = report
  const { say, sayAndCode } = htmlText[language]
  const sentence = toSay(cause, report)
  const template = cause.owner === 'hkex' ? say : sayAndCode
  return html`<p>${whomLabel(cause, language)}<br><strong>${contacts[cause.owner]}</strong></p>${sentence === null ? nothing : html`<p class="say">${fill(template, { sentence }, language)}</p>`}`
}

export function firstCause(told: Told, call = whomToCall): Html {
  const [first] = wrongOf(told)
  return first === undefined
    ? nothing
    : html`<section class="causes"><h2>${htmlText[told.report.language].causes}</h2>
${causeOf(first, told, call)}</section>`
}

export function otherCauses(told: Told, call = whomToCall): Html {
  const [, ...others] = wrongOf(told)
  return others.length === 0
    ? nothing
    : html`<section class="causes others"><h2>${htmlText[told.report.language].others}</h2>
${others.map((cause) => causeOf(cause, told, call))}</section>`
}

function causeOf(cause: ReportCause, told: Told, call: CallPart): Html {
  const { language } = told.report
  const { code, number, severity, title, why, steps, confirm } = cause
  const [words, own] = [labels[language], htmlText[language]]
  return html`<article class="${severity}">
<h3>${title}</h3>
<div class="call">${call(cause, told)}</div>
${steps.length === 0 ? nothing : html`<h4>${words.whatToDo}</h4><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
${confirm === '' ? nothing : html`<h4>${words.confirm}</h4><pre><code>${confirm}</code></pre>`}
${why === '' ? nothing : html`<h4>${own.why}</h4><p>${why}</p>`}
<p class="fine">${`${code} · ${number} · ${words.severities[severity]}`} · ${fill(own.more, { code }, language)}</p>
</article>`
}

export function notes({ report: { causes, language } }: Told): Html {
  const own = causes.filter(({ severity }) => severity === 'note')
  return own.length === 0
    ? nothing
    : html`<section><h2>${labels[language].notes}</h2><ul>${own.map(({ title, why, code }) => html`<li><strong>${title}</strong> ${why} <code>${code}</code></li>`)}</ul></section>`
}
