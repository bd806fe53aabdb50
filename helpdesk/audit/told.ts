import { fill, type Language } from '../../checks/text.ts'
import type { AuditCheck } from './audit.ts'
import { auditWords } from './words.ts'

/** So many breaks are told one by one. */
const MOST_TOLD = 10

/** What is wrong with the log, a line for each; one line where all is well. */
export function checkLines({ lines, breaks }: AuditCheck, language: Language): readonly string[] {
  const words = auditWords[language]
  if (breaks.length === 0) return [fill(words.holds, { lines }, language)]
  const told = breaks.slice(0, MOST_TOLD).map(({ line, kind }) => fill(words[kind], { line }, language))
  return breaks.length > MOST_TOLD ? [...told, words.more] : told
}
