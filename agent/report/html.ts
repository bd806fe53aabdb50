/** report.html: the report as one page that stands by itself, for a bundle. It renders the report; it decides nothing, and runs nothing. */

import { createHash } from 'node:crypto'
import { checkIds } from '../../checks/check.ts'
import { fill } from '../../checks/text.ts'
import type { Contacts } from './contacts.ts'
import { type Html, html } from './html-escape.ts'
import { htmlStyle } from './html-style.ts'
import { htmlText } from './html-text.ts'
import { labels } from './labels.ts'
import type { Report, ReportCause } from './schema.ts'
import { checkName } from './words.ts'

export interface HtmlFacts {
  readonly contacts: Contacts
  readonly profileTitles: Readonly<Record<string, string>>
  readonly version: string
  /** "2026-11-22 08:05:00" */
  readonly hongKongTime: string
  /** Titles of the circulars that the profiles were made from. */
  readonly circulars?: readonly string[]
  /** Lines for the foot of the page. */
  readonly notices?: readonly string[]
}

/** The same report and facts give the same bytes. */
export function reportHtml(report: Report, facts: HtmlFacts): string {
  const words = labels[report.language]
  const { markup } = html`<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${`Terminal Preflight${words.colon}${words.verdicts[report.verdict]}`}</title>
<style>${style}</style>
</head>
<body>
${headerOf(report, facts)}
<main>
${causesOf(report, facts)}
${listOf(words.notes, notesOf(report))}
${listOf(
  words.unexplained,
  report.findings.filter(({ id }) => report.unexplained.includes(id)).map(({ text }) => html`${text}`),
)}
${listOf(words.notChecked, uncheckedOf(report))}
${findingsOf(report)}
</main>
${footerOf(report, facts)}
</body>
</html>
`
  return markup
}

/** Ours, and no value of anybody's is in it. */
const style: Html = { markup: htmlStyle }

/** Nothing is loaded, run, framed or sent, whatever a page's text would have a browser do. */
const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function headerOf(report: Report, { profileTitles, version, hongKongTime }: HtmlFacts): Html {
  const { language, verdict, profiles, agent, notJudged } = report
  const [words, own] = [labels[language], htmlText[language]]
  const rows: readonly (readonly [string, string])[] = [
    [own.time, `${hongKongTime} ${words.hongKongTime}`],
    [own.pc, agent.hostName],
    [own.version, version],
    [
      own.profiles,
      profiles
        .map(
          (each) =>
            `${Object.hasOwn(profileTitles, each.id) ? profileTitles[each.id] : each.id}${words.colon}${words.verdicts[each.verdict]}`,
        )
        .join('  ·  '),
    ],
  ]
  const items = notJudged.map(({ item }) => item)
  return html`<header>
<h1 class="${verdict}">${words.verdicts[verdict]}</h1>
<p>${words.verdictLines[verdict]}</p>
${items.length === 0 ? '' : html`<p>${fill(words.notJudged, { items }, language)}</p>`}
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
</header>`
}

function causesOf(report: Report, facts: HtmlFacts): Html {
  const causes = report.causes.filter(({ severity }) => severity !== 'note')
  if (causes.length === 0) return html``
  return html`<section>
<h2>${htmlText[report.language].causes}</h2>
${causes.map((cause) => causeOf(cause, report, facts))}
</section>`
}

function causeOf(
  { code, number, severity, title, why, steps, confirm, owner }: ReportCause,
  { language }: Report,
  { contacts }: HtmlFacts,
): Html {
  const words = labels[language]
  return html`<article class="${severity}">
<h3>${title}</h3>
<p>${why}</p>
<p><strong>${`${words.whoMendsIt}${words.colon}${contacts[owner]}`}</strong></p>
${steps.length === 0 ? '' : html`<p>${`${words.whatToDo}${words.colon}`}</p><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}
${confirm === '' ? '' : html`<p>${`${words.confirm}${words.colon}`}<code>${confirm}</code></p>`}
<p><small>${`${code} · ${number} · ${words.severities[severity]}`}</small></p>
</article>`
}

function notesOf({ causes }: Report): Html[] {
  return causes
    .filter(({ severity }) => severity === 'note')
    .map(({ title, why, code }) => html`<strong>${title}</strong> ${why} <code>${code}</code>`)
}

/** A value of the site file that is missing stands at the top. */
function uncheckedOf({ findings, language }: Report): Html[] {
  const { reasons, statuses, bracketed } = labels[language]
  const unchecked = findings.filter(({ status, reason }) => status === 'error' || (status === 'not-checked' && reason !== 'not-configured'))
  return unchecked.map(({ text, status, reason }) => {
    const more = reason === undefined ? statuses[status] : reasons[reason]
    return html`${fill(bracketed, { text, more }, language)}`
  })
}

function listOf(heading: string, items: readonly Html[]): Html {
  return items.length === 0 ? html`` : html`<section><h2>${heading}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`
}

function findingsOf(report: Report): Html {
  const own = htmlText[report.language]
  return html`<section>
<h2>${own.findings}</h2>
${checkIds.map((check) =>
  tableOf(
    checkName(check, report.language),
    report.findings.filter((finding) => finding.check === check),
    report,
  ),
)}
</section>`
}

function tableOf(caption: string, findings: Report['findings'], { language }: Report): Html {
  const [{ statuses, reasons, colon }, own] = [labels[language], htmlText[language]]
  if (findings.length === 0) return html``
  const rows = findings.map(({ status, reason, text, code }) => {
    const state = reason === undefined ? statuses[status] : `${statuses[status]}${colon}${reasons[reason]}`
    return html`<tr class="${status}"><td>${state}</td><td>${text}</td><td><code>${code}</code></td></tr>\n`
  })
  return html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${own.state}</th><th scope="col">${own.seen}</th><th scope="col">${own.code}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`
}

function footerOf({ language }: Report, { circulars = [], notices = [] }: HtmlFacts): Html {
  const { cautions, notHkex, colon } = labels[language]
  const sources = circulars.length === 0 ? [] : [fill('{circulars}', { circulars }, language)]
  const lines = [cautions, notHkex, ...sources.map((text) => `${htmlText[language].circulars}${colon}${text}`), ...notices]
  return html`<footer>${lines.map((line) => html`<p>${line}</p>`)}</footer>`
}
