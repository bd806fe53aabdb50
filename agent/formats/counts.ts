/** What several formats count in a report. */

import { isBad } from '../../checks/check.ts'
import type { Report } from '../report/schema.ts'

type ReportFinding = Report['findings'][number]

export interface Counts {
  readonly blockers: number
  readonly warnings: number
  readonly notes: number
  /** Bad, and explained by no known cause. */
  readonly unexplained: number
  /** Not looked at, for whatever reason; our own errors too. */
  readonly notChecked: number
}

export function countsOf({ causes, unexplained, findings }: Report): Counts {
  const ofSeverity = (wanted: string) => causes.filter(({ severity }) => severity === wanted).length
  return {
    blockers: ofSeverity('blocker'),
    warnings: ofSeverity('warning'),
    notes: ofSeverity('note'),
    unexplained: unexplained.length,
    notChecked: findings.filter(({ status }) => status === 'not-checked' || status === 'error').length,
  }
}

/** Bad, and told by notes alone: it takes nothing from READY. */
export function isOnlyNoted(finding: ReportFinding, { causes, unexplained }: Report): boolean {
  const explaining = causes.filter(({ explains }) => explains.includes(finding.id))
  return isBad(finding) && !unexplained.includes(finding.id) && explaining.every(({ severity }) => severity === 'note')
}
