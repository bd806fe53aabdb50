/** Two bundles side by side, both judged by this helpdesk's rules. */

import { type DiffSide, diffRuns } from '../../agent/bundle/diff.ts'
import { diffLines } from '../../agent/bundle/diff-lines.ts'
import { inLanguage } from '../../agent/report/html/in-language.ts'
import { styleFor } from '../../agent/report/style.ts'
import type { Language } from '../../checks/text.ts'
import { diffHtml } from '../diff/diff-html.ts'
import { factsOf } from './facts.ts'
import { MOST_EXPLAINED_LINES, MOST_MARKUP } from './limits.ts'
import type { Compared, OpenProblem } from './opener.ts'
import type { WorkerData } from './tasks.ts'
import { type Verified, verified } from './verified.ts'

/** Two columns beside a heading. */
const COLUMNS = 100

export async function compareTask(
  { a, b, language }: { readonly a: string; readonly b: string; readonly language: Language },
  data: WorkerData,
): Promise<Compared | { readonly problem: OpenProblem; readonly side: 'a' | 'b' }> {
  const one = await verified(a, data)
  if ('problem' in one) return { ...one, side: 'a' }
  const other = await verified(b, data)
  if ('problem' in other) return { ...other, side: 'b' }
  const diff = diffRuns(sideOf(one, language), sideOf(other, language))
  const { markup } = diffHtml(diff, language)
  return {
    diff,
    facts: { a: factsOf(one), b: factsOf(other) },
    sections: markup.length > MOST_MARKUP ? null : markup,
    lines: diffLines(diff, { language, columns: COLUMNS, style: styleFor(false) }).slice(0, MOST_EXPLAINED_LINES),
  }
}

function sideOf({ verification: { bundle, judged } }: Verified, language: Language): DiffSide {
  return { report: inLanguage(judged.made.report, language), files: bundle.contents, redaction: bundle.manifest.redaction }
}
