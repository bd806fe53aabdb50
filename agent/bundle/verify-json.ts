/** `bundle verify --json`: the answer as data. */

import type { Verification } from './verify.ts'
import { verifyExitCode } from './verify.ts'

export function verifyJson(verification: Verification) {
  const schema = 'terminal-preflight/verification/1'
  const exitCode = verifyExitCode(verification)
  if ('problem' in verification) return { schema, exitCode, intact: false, problem: verification.problem }
  const { intact, signer, origin, judged, bundle } = verification
  const { verdict, causes } = judged.made.report
  return {
    schema,
    exitCode,
    intact,
    manifest: bundle.manifest,
    signer: { ...signer, signedAtMs: undefined, signedAt: new Date(signer.signedAtMs).toISOString() },
    origin,
    judgedAgain: {
      outcome: judged.outcome,
      parts: judged.parts,
      notCompared: judged.notCompared,
      verdict,
      verdictInBundle: bundle.report.verdict,
      causes: causes.map(({ code, subject, severity }) => ({ code, subject, severity })),
    },
  }
}
