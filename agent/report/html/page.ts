/** The page as a document: what it may do (nothing), what it shows in each language, in which order. */

import { createHash } from 'node:crypto'
import { type Language, languages } from '../../../checks/text.ts'
import { phoneCodeOf } from '../../code/from-report.ts'
import { qrSvg } from '../../code/qr.ts'
import { contactsOf } from '../contacts.ts'
import { labels } from '../labels.ts'
import type { Report } from '../schema.ts'
import { firstCause, notes, otherCauses } from './causes.ts'
import { checksOf } from './checks.ts'
import { type Html, html } from './escape.ts'
import type { HtmlFacts, Told } from './facts.ts'
import { footOf } from './foot.ts'
import { inLanguage } from './in-language.ts'
import { languageChoice, languageClasses } from './languages.ts'
import { pathPicture } from './path-picture.ts'
import { embedsPictures, picturesOf } from './pictures.ts'
import { recordsOf } from './records.ts'
import { htmlStyle } from './style.ts'
import { notChecked, notJudged, unexplained } from './unchecked.ts'
import { verdictOf } from './verdict.ts'

/** The same report and facts give the same bytes. */
export function reportHtml(report: Report, facts: HtmlFacts): string {
  const code = phoneCodeOf(report)
  const phone = { code, picture: { markup: qrSvg(code) } }
  const told = languages.map(
    (language): Told => ({
      report: inLanguage(report, language),
      facts,
      contacts: contactsOf({ contacts: facts.contacts }, facts.profiles, language),
      phone,
    }),
  )
  const { markup } = html`<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(facts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${titleOf(report)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="name">Terminal Preflight</p>
${languageChoice(report.language)}
</header>
<main>
${told.map((each) => block(each.report.language, bodyOf(each)))}
${picturesOf(facts)}
${recordsOf(facts)}
</main>
<footer>
${told.map((each) => block(each.report.language, footOf(each)))}
</footer>
</body>
</html>
`
  return markup
}

/** Ours, and no value of anybody's is in it. */
const style: Html = { markup: htmlStyle }

/** Nothing is loaded, run, framed or sent, whatever a page's text would have a browser do. */
function contentPolicy(facts: HtmlFacts): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(htmlStyle).digest('base64')}'`,
    ...(embedsPictures(facts) ? ['img-src data:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** In both languages, as the page is: its own first. */
function titleOf({ language, verdict, agent: { hostName } }: Report): string {
  const others = languages.filter((each) => each !== language)
  const verdicts = [language, ...others].map((each) => labels[each].verdicts[verdict]).join(' ')
  return `${verdicts} – ${hostName} – Terminal Preflight`
}

function block(language: Language, content: Html): Html {
  return html`<div class="${languageClasses[language]}" lang="${language}">
${content}
</div>
`
}

function bodyOf(told: Told): Html {
  const parts = [
    verdictOf(told),
    firstCause(told),
    pathPicture(told.report),
    otherCauses(told),
    unexplained(told),
    notJudged(told),
    notChecked(told),
    notes(told),
    checksOf(told),
  ]
  return html`${parts.filter(({ markup }) => markup !== '').map((part) => html`${part}\n`)}`
}
