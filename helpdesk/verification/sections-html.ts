/** The report's own sections, in one language: what the page of the terminal shows, without its frame, its style and its QR code. */

import type { Verification } from '../../agent/bundle/verify.ts'
import { codeWords } from '../../agent/code/words.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { firstCause, notes, otherCauses } from '../../agent/report/html/causes.ts'
import { checksOf } from '../../agent/report/html/checks.ts'
import { type Html, html, nothing } from '../../agent/report/html/escape.ts'
import type { Told } from '../../agent/report/html/facts.ts'
import { pathPicture } from '../../agent/report/html/path-picture.ts'
import { notChecked, notJudged, unexplained } from '../../agent/report/html/unchecked.ts'
import type { Report } from '../../agent/report/schema.ts'
import { mendsPart } from '../bundles/mends-part.ts'
import { bundleWords } from '../bundles/words.ts'

type Verified = Extract<Verification, { bundle: unknown }>

/** @param report today's, with its words in the language that it is shown in */
export function sectionsHtml({ bundle }: Verified, report: Report, phoneCode: string): Html {
  const { contacts, profiles } = bundle.presentation
  const told: Told = {
    report,
    facts: { contacts, profiles, evidence: bundle.contents.evidence, pictures: { kind: 'none' } },
    contacts: contactsOf({ contacts }, profiles, report.language, codeWords[report.language].owners),
    phone: { code: phoneCode, picture: nothing },
  }
  const parts = [
    firstCause(told, mendsPart),
    scrollable(pathPicture(report)),
    otherCauses(told, mendsPart),
    unexplained(told, bundleWords[report.language].mends.unexplained),
    notJudged(told),
    notChecked(told),
    notes(told),
    checksOf(told),
  ]
  return html`${parts.filter(({ markup }) => markup !== '').map((part) => html`${part}\n`)}`
}

/** On a phone the picture scrolls by itself: who has no finger on it needs to get there by key (WCAG 2.1.1). All that is evidence in it is escaped. */
function scrollable({ markup }: Html): Html {
  return { markup: markup.replace('<figure>', '<figure tabindex="0">') }
}
