/** What the index keeps of a bundle. All of it is bounded: a stranger chose its words. */

import type { Report } from '../../agent/report/schema.ts'
import type { CauseRow, FindingRow } from '../index/rows.ts'
import { LONGEST_TEXT, MOST_CAUSES, MOST_FINDINGS, MOST_PROFILES } from './limits.ts'
import type { Facts } from './opener.ts'
import type { Verified } from './verified.ts'

export function factsOf({ verification, trustedBy }: Verified): Facts {
  const { bundle, signer, judged } = verification
  const { manifest, contents, report: said } = bundle
  const { report } = judged.made
  const { request } = manifest
  return {
    trustedBy: trustedBy === null ? null : cut(trustedBy),
    request: request === null ? null : { id: request.id, sha256: request.sha256, signerSpkiSha256: request.signerSpkiSha256 },
    caseName: request?.case ?? null,
    bundleId: manifest.id,
    startedMs: Math.round(contents.run.startedAtMs),
    signedMs: signer.signedAtMs,
    agentVersion: manifest.agent.version,
    redaction: manifest.redaction.policy,
    terminal: signer.install ?? signer.fingerprint,
    hostName: cut(report.agent.hostName),
    signer: { name: cut(signer.name), install: signer.install, fingerprint: signer.fingerprint },
    said: { verdict: said.verdict, rules: rulesText(said.rules), causes: causesOf(said) },
    judged: {
      outcome: judged.outcome === 'same' ? 'same' : 'differs',
      verdict: report.verdict,
      rules: rulesText(report.rules),
      causes: causesOf(report),
    },
    profiles: report.profiles.slice(0, MOST_PROFILES).map(({ id, verdict }) => ({ id: cut(id), verdict })),
    findings: findingsOf(report),
  }
}

/** As the report shows it: the version, and the beginning of the digest over the rules. */
export function rulesText({ version, sha256 }: Report['rules']): string {
  return cut(`${version} (${sha256.slice(0, 12)})`)
}

function causesOf({ causes }: Report): CauseRow[] {
  return causes
    .slice(0, MOST_CAUSES)
    .map(({ code, severity, subject, owner }) => ({ code: cut(code), severity, subject: cut(subject), owner }))
}

/** The worst first, so that it is never them that find no room. */
const order: readonly FindingRow['status'][] = ['problem', 'warning', 'error', 'not-checked']

function findingsOf({ findings }: Report): FindingRow[] {
  return order
    .flatMap((wanted) => findings.filter(({ status }) => status === wanted))
    .slice(0, MOST_FINDINGS)
    .map(({ check, code, status, subject }) => ({ check, code: cut(code), status, subject: cut(subject) }))
}

/** Never through the middle of a character of two halves: a database refuses the half. PostgreSQL knows no NUL in a text. */
export function cut(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '\uFFFD')
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : whole
}
