import { type ExitCode, exitCodes } from '../cli/exit-codes.ts'
import type { SessionRecord } from './record.ts'

/** The worst that was seen or reported; what nobody looked at, or nobody did, is never a pass. */
export function exitCodeOf({ runs, seenByMachine, reportedByPerson }: SessionRecord): ExitCode {
  const verdicts = seenByMachine.map(({ run }) => runs[run]?.verdict)
  const outcomes = seenByMachine.map(({ outcome }) => outcome)
  const answers = reportedByPerson.map(({ answer }) => answer)
  if (answers.includes('no') || outcomes.includes('not-seen') || verdicts.includes('not-ready')) return exitCodes.notReady
  if (answers.includes('not-done') || outcomes.includes('not-checked') || verdicts.includes('undetermined')) return exitCodes.undetermined
  return outcomes.includes('not-as-expected') || verdicts.includes('attention') ? exitCodes.attention : exitCodes.ready
}
