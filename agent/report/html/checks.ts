/** Every check in one line, with all that was seen folded away below it. */

import { checkIds, type Status } from '../../../checks/check.ts'
import { labels } from '../labels.ts'
import type { Report } from '../schema.ts'
import { checkName } from '../words.ts'
import { certificatesOf } from './certificates.ts'
import { type Html, html, nothing } from './escape.ts'
import type { Told } from './facts.ts'
import { type Mark, marks } from './icons.ts'
import { htmlText } from './text.ts'
import { durationText } from './times.ts'

type Check = Report['checks'][number]

export function checksOf(told: Told): Html {
  const { report } = told
  const own = htmlText[report.language]
  return html`<section class="checks"><h2>${own.checks}</h2>
<p class="hint">${own.checksHint}</p>
${checkIds.map((id) => checkOf(report.checks.find((check) => check.id === id) ?? { id, status: 'not-applicable', elapsedMs: 0 }, told))}
</section>`
}

const statusMarks: Readonly<Record<Status, Mark>> = {
  ok: 'ok',
  warning: 'warning',
  problem: 'bad',
  'not-checked': 'unknown',
  'not-applicable': 'elsewhere',
  error: 'bad',
}

const worstFirst: readonly Status[] = ['error', 'problem', 'warning', 'not-checked', 'not-applicable', 'ok']

function checkOf({ id, status, elapsedMs }: Check, told: Told): Html {
  const { report } = told
  const { language } = report
  const { statuses } = labels[language]
  const findings = report.findings.filter(({ check }) => check === id)
  const counts = worstFirst.flatMap((each) => {
    const count = findings.filter((finding) => finding.status === each).length
    return count === 0 ? [] : [`${statuses[each]} ${count}`]
  })
  return html`<details class="${status}">
<summary><svg viewBox="0 0 24 24" aria-hidden="true">${marks[statusMarks[status]]}</svg><h3>${checkName(id, language)}</h3><span>${counts.length === 0 ? statuses[status] : counts.join(' · ')}</span><span class="took">${elapsedMs > 0 ? durationText(elapsedMs, language) : ''}</span></summary>
${findings.length === 0 ? nothing : table(findings, language)}
${id === 'tls' ? certificatesOf(told) : nothing}
</details>
`
}

function table(findings: Report['findings'], language: Report['language']): Html {
  const [{ statuses, reasons, colon }, own] = [labels[language], htmlText[language]]
  const rows = findings.map(({ status, reason, text, code }) => {
    const state = reason === undefined ? statuses[status] : `${statuses[status]}${colon}${reasons[reason]}`
    return html`<tr class="${status}"><td>${state}</td><td>${text}</td><td><code>${code}</code></td></tr>\n`
  })
  return html`<table>
<thead><tr><th scope="col">${own.state}</th><th scope="col">${own.seen}</th><th scope="col">${own.code}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`
}
