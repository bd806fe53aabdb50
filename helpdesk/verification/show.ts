/** One bundle as it is shown: today's report in the visitor's language, what it rests on, and what is in it. */

import { explain } from '../../agent/bundle/explain.ts'
import { explainLines } from '../../agent/bundle/explain-lines.ts'
import { phoneCodeOf } from '../../agent/code/from-report.ts'
import { contactsOf } from '../../agent/report/contacts.ts'
import { inLanguage } from '../../agent/report/html/in-language.ts'
import type { Report } from '../../agent/report/schema.ts'
import { styleFor } from '../../agent/report/style.ts'
import type { Language } from '../../checks/text.ts'
import { differenceOf } from './difference.ts'
import { cut, factsOf } from './facts.ts'
import { MOST_EXPLAINED_LINES, MOST_MARKUP } from './limits.ts'
import type { OpenProblem, Shown } from './opener.ts'
import { picturesIn } from './pictures-in.ts'
import { recordsHtml } from './records-html.ts'
import { sectionsHtml } from './sections-html.ts'
import type { WorkerData } from './tasks.ts'
import { type Verified, verified } from './verified.ts'

/** Of a line of `bundle explain`: as wide as a page of text. */
const COLUMNS = 100

export async function showTask(
  { path, language }: { readonly path: string; readonly language: Language },
  data: WorkerData,
): Promise<Shown | { readonly problem: OpenProblem }> {
  const bundle = await verified(path, data)
  if ('problem' in bundle) return bundle
  const { manifest, signed, contents, report: said } = bundle.verification.bundle
  const { judged } = bundle.verification
  const report = inLanguage(judged.made.report, language)
  const phoneCode = phoneCodeOf(report)
  const sections = sectionsHtml(bundle.verification, report, phoneCode)
  const records = recordsHtml(contents.evidence, language)
  return {
    facts: factsOf(bundle),
    certificatePem: signed.signer.toString(),
    difference: judged.outcome === 'same' ? null : differenceOf(said, report),
    sections: bounded(sections),
    records: bounded(records),
    explained: explainedLines(bundle, report, language),
    files: manifest.files.map(({ path: name, size, sha256, mediaType }) => ({ path: name, size, sha256, mediaType })),
    pictures: picturesIn(bundle.verification.bundle),
    phoneCode,
    elapsedMs: contents.run.elapsedMs,
    account: { name: cut(report.agent.account), session: report.agent.session === null ? null : cut(report.agent.session) },
    manifest: {
      created: manifest.created,
      redaction: manifest.redaction.policy,
      request: manifest.request === null ? null : { case: manifest.request.case, signer: manifest.request.signer },
    },
  }
}

/** More than a browser shows well: then its files are the better way to read it. */
function bounded({ markup }: { readonly markup: string }): string | null {
  return markup.length > MOST_MARKUP ? null : markup
}

function explainedLines({ verification: { bundle } }: Verified, report: Report, language: Language): string[] {
  const { presentation, contents } = bundle
  const contacts = contactsOf(presentation, presentation.profiles, language)
  const view = { language, columns: COLUMNS, style: styleFor(false), contacts }
  const lines = explainLines(explain(contents, report), report, view)
  return lines.length > MOST_EXPLAINED_LINES ? [...lines.slice(0, MOST_EXPLAINED_LINES), '…'] : lines
}
