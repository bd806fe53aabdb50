/** From evidence to findings: every judge, in the order of what they need from each other. The helpdesk calls it too. */

import { type Arg, type Args, type CheckId, checkIds, type Finding, type Judge, type JudgeUpstream, type Reason } from '../checks/check.ts'
import { notRun, runError } from '../checks/common/findings.ts'
import type { EvidenceByCheck } from '../checks/evidence.ts'
import { judges } from '../checks/judges.ts'
import type { Settings } from '../checks/settings.ts'
import { printable } from './cli/quote.ts'

export type Evidence = { readonly [K in CheckId]?: EvidenceByCheck[K] }

/** Why a check left no evidence. */
export type Missing = { readonly [K in CheckId]?: { readonly reason: Reason } | { readonly error: string } }

export function judgeAll(evidence: Evidence, missing: Missing, settings: Settings): Finding[] {
  const findings: { [K in CheckId]?: readonly Finding[] } = {}
  const judged = new Set<CheckId>()

  function judgeOne(id: CheckId): void {
    if (judged.has(id)) return
    judged.add(id)
    for (const needed of judges[id].judgeNeeds) judgeOne(needed)
    findings[id] = findingsOf(id, evidence, missing, settings, { evidence, findings, missing: checkIds.filter((each) => each in missing) })
  }

  for (const id of checkIds) judgeOne(id)
  return unique(checkIds.flatMap((id) => findings[id] ?? [])).map(printableFinding)
}

function findingsOf(id: CheckId, evidence: Evidence, missing: Missing, settings: Settings, upstream: JudgeUpstream): readonly Finding[] {
  const recorded = evidence[id]
  const gap = missing[id]
  // A run says of each of its checks why it recorded nothing; one of which it says nothing came with a later version of the rules.
  if (recorded === undefined) {
    return [gap !== undefined && 'error' in gap ? runError(id, gap.error) : notRun(id, gap?.reason ?? 'not-in-version')]
  }
  try {
    return (judges[id] as Judge).judge(recorded, settings, upstream)
  } catch (error) {
    return [runError(id, error instanceof Error ? error.message : String(error))]
  }
}

/** Two checks may ask for the same site value: it is said once. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()]
}

/**
 * Servers, certificates and scripts choose many of these texts. Cleaned here, once, they reach screen, report and log as text alone;
 * the evidence keeps what was seen.
 */
function printableFinding(finding: Finding): Finding {
  const { id, subject, args } = finding
  return { ...finding, id: printable(id), subject: printable(subject), args: printableArgs(args) }
}

function printableArgs(args: Args): Args {
  const cleaned: Record<string, Arg> = {}
  for (const name of Object.keys(args)) cleaned[name] = printableArg(args[name] as Arg)
  return cleaned
}

function printableArg(value: Arg): Arg {
  if (typeof value === 'string') return printable(value)
  return typeof value === 'object' && value !== null ? value.map(printable) : value
}
