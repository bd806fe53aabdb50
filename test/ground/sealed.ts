/** What the bundles of a case say: whether each leads to the report that the screen showed, and what two sessions are together. */

import { diffRuns } from '../../agent/bundle/diff.ts'
import type { RunDiff } from '../../agent/bundle/diff-schema.ts'
import { makeReport } from '../../agent/bundle/make-report.ts'
import type { OpenedBundle } from '../../agent/bundle/open.ts'
import { verifyBundle } from '../../agent/bundle/verify.ts'
import type { Report } from '../../agent/report/schema.ts'

export interface Sealed {
  /** Parts of the report in the bundle that its own evidence does not lead to. */
  readonly altered: readonly string[]
  /** What is not as the run itself printed it. */
  readonly otherwise: readonly string[]
}

/** Throws where a bundle is not whole. */
export async function sealedAs(bundle: Buffer, printed: Report | null): Promise<Sealed> {
  const { judged, bundle: opened } = await whole(bundle)
  const said = (report: Report | null) => [
    report?.verdict ?? '',
    ...(report?.causes ?? []).map(({ code, severity, owner }) => `${severity} ${code} ${owner}`).toSorted(),
  ]
  const [inBundle, onScreen] = [said(opened.report), said(printed)]
  return { altered: judged.parts, otherwise: inBundle.join() === onScreen.join() ? [] : [...inBundle, '≠', ...onScreen] }
}

/** Session 1 against session 2. */
export async function comparedSessions(bundles: readonly Buffer[]): Promise<RunDiff['answer']['kind'] | null> {
  const [first, second] = await Promise.all(bundles.map(whole))
  return first === undefined || second === undefined ? null : diffRuns(sideOf(first.bundle), sideOf(second.bundle)).answer.kind
}

function sideOf({ contents, manifest }: OpenedBundle) {
  return { report: makeReport(contents).report, files: contents, redaction: manifest.redaction }
}

async function whole(bytes: Buffer) {
  const verification = await verifyBundle(bytes, [], async () => ({ kind: 'first-sight' }))
  if (!('bundle' in verification)) throw new Error(JSON.stringify(verification.problem))
  return verification
}
