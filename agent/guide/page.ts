/** The page for the compliance folder: one sheet that stands by itself, made from the record alone. It renders; it decides nothing, and runs nothing. */

import { createHash } from 'node:crypto'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html } from '../report/html/escape.ts'
import { labels } from '../report/labels.ts'
import { type Column, columnsOf, factRows, footnotesOf, machineRows, personRows } from './page-rows.ts'
import { pageStyle } from './page-style.ts'
import type { GuideRecord, RunRecord } from './record.ts'
import { guideWords } from './words.ts'

/** Ties the sheet of paper to the file that is signed. */
export interface PageFacts {
  /** Name of the record's file. */
  readonly file: string
  readonly sha256: string
}

/** The same record and facts give the same bytes. */
export function recordPage(record: GuideRecord, facts: PageFacts): string {
  const { language, procedure } = record
  const { page, session } = guideWords[language]
  const columns = columnsOf(record)
  const { markup } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${`${page.title}${labels[language].colon}${procedure.title[language]}`}</title>
<style>${style}</style>
</head>
<body>
${headerOf(record)}
<main>
<table>
<colgroup><col class="label">${columns.map(() => html`<col>`)}</colgroup>
<thead><tr><th scope="col">${page.about}</th>${columns.map(({ number }) => html`<th scope="col">${fill(session, { number }, language)}</th>`)}</tr></thead>
<tbody>
${factRows(columns, language)}</tbody>
<tbody>
${machineRows(columns, language)}</tbody>
<tbody>
${personRows(columns, language)}</tbody>
</table>
${comparisonOf(columns, language)}
${notesOf(record)}
<p class="sign">${page.signature}</p>
</main>
${footerOf(record, facts)}
</body>
</html>
`
  return markup
}

const style: Html = { markup: pageStyle }

/** Nothing is loaded, run, framed or sent. */
const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function headerOf({ language, procedure, sessions }: GuideRecord): Html {
  const words = guideWords[language]
  const { colon } = labels[language]
  const { circular, audience, logOn } = procedure
  const facts = [
    ...(circular === null ? [] : [`${words.page.circular}${colon}${circular.name[language]}, ${circular.section[language]}`]),
    `${words.page.audience}${colon}${words.audiences[audience]} · ${words.logOns[logOn]}`,
  ]
  return html`<header>
<h1>${words.page.title}</h1>
<p class="title">${procedure.title[language]}</p>
${facts.map((fact) => html`<p class="soft">${fact}</p>`)}
${sessions.every(({ finished }) => finished) ? html`` : html`<p class="unfinished">${words.page.unfinished}</p>`}
</header>`
}

/** The proof of a switch that a participant wants to keep: same names, other addresses. */
function comparisonOf(columns: readonly Column[], language: Language): Html {
  const { page } = guideWords[language]
  const [one, other, ...more] = namesByColumn(columns)
  if (one === undefined || other === undefined || more.length > 0) return html``
  const both = one.filter(({ name }) => other.some((each) => each.name === name))
  const differs = ({ name, addresses }: RunRecord['names'][number]) =>
    addresses.toSorted().join() !== (other.find((each) => each.name === name)?.addresses ?? []).toSorted().join()
  const [moved, stayed] = [both.filter(differs), both.filter((each) => !differs(each))].map((names) => names.map(({ name }) => name))
  const said = [
    [page.differ, moved ?? []],
    [page.same, stayed ?? []],
  ] as const
  return html`${said.map(([template, names]) => (names.length === 0 ? html`` : html`<p>${page.seenByMachine}${labels[language].colon}${fill(template, { names }, language)}</p>`))}`
}

function namesByColumn(columns: readonly Column[]): RunRecord['names'][] {
  return columns.flatMap(({ session }) => {
    const names = session?.runs.at(-1)?.names
    return names === undefined ? [] : [names]
  })
}

function notesOf({ procedure, language }: GuideRecord): Html {
  const notes = footnotesOf(procedure, language)
  if (notes.length === 0) return html``
  return html`<section><h2>${guideWords[language].page.footnotes}</h2>
<ul>${notes.map(({ mark, text }) => html`<li><sup>${mark}</sup> ${text}</li>`)}</ul></section>`
}

function footerOf({ language, sessions }: GuideRecord, { file, sha256 }: PageFacts): Html {
  const words = guideWords[language]
  const { colon, notHkex } = labels[language]
  const origins = sessions.flatMap(({ number, from }) =>
    from === null ? [] : [fill(words.page.from, { number, file: from.file, signature: words.signatures[from.signature] }, language)],
  )
  const command = `openssl cms -verify -inform DER -in ${file}.p7s -content ${file} -binary -noverify`
  return html`<footer>
${origins.map((line) => html`<p>${line}</p>`)}
<p>${fill(words.page.signed, { file, digest: sha256 }, language)} ${words.page.verify}${colon}<code>${command}</code></p>
<p>${notHkex}</p>
</footer>`
}
