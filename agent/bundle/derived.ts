/** Files of a bundle that follow from the others: written when it is sealed, and made again, byte for byte, when it is verified. */

import { jsonText } from '../output/write.ts'
import { policyFile, type RedactionPolicy } from '../redaction/policy.ts'
import { reportHtml } from '../report/html.ts'
import type { Presentation, RunFiles } from './contents.ts'
import type { DataFile } from './format.ts'
import { logText } from './log-lines.ts'
import type { MadeReport } from './make-report.ts'

export type DerivedFile = Extract<DataFile, 'agent.log' | 'redaction.json' | 'report.html' | 'report.json'>

/** @param made of these files, in the language of the run */
export function derivedTexts(
  files: RunFiles,
  { contacts, profiles }: Presentation,
  policy: RedactionPolicy,
  made: MadeReport,
): Readonly<Record<DerivedFile, string>> {
  return {
    'agent.log': logText(files, made),
    'redaction.json': policyFile(policy).text,
    'report.html': reportHtml(made.report, {
      contacts,
      profiles,
      evidence: files.evidence,
      pictures: { kind: policy === 'strict' ? 'none' : 'beside' },
    }),
    'report.json': jsonText(made.report),
  }
}
