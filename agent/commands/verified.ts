/** What every command that looks into a bundle does first: reads it and verifies it. */

import type { Language } from '../../checks/text.ts'
import { makeReport } from '../bundle/make-report.ts'
import { type Recognise, type Verification, verifyBundle } from '../bundle/verify.ts'
import { isUserError, type UserError } from '../cli/errors.ts'
import { isEnveloped } from '../cms/decrypt.ts'
import { recogniseInstall } from '../identity/known-installs.ts'
import { namedByFlag } from '../profile/named-file.ts'
import { loadRoots } from '../profile/roots.ts'
import type { Report } from '../report/schema.ts'
import { readBundleFile } from './bundle-file.ts'
import type { CommandDoors, Given } from './command.ts'

export type Verified = Extract<Verification, { bundle: unknown }>

/** What this program says of it. Judged once: in the language of the run it was to verify it. */
export function reportIn({ bundle: { contents }, judged }: Verified, language: Language): Report {
  return contents.run.language === language ? judged.made.report : makeReport(contents, language).report
}

/** @param recognise says what is known of a signer whom no named certificate vouches for */
export async function verifyFile(
  name: string,
  given: Given,
  doors: CommandDoors,
  recognise: Recognise = recogniser(doors),
): Promise<Verification | UserError> {
  const bytes = await readBundleFile(name, given, doors)
  if (isUserError(bytes)) return bytes
  if (isEnveloped(bytes)) return { intact: false, problem: { code: 'encrypted' } }
  const trusted = await readTrusted(given, doors)
  return isUserError(trusted) ? trusted : verifyBundle(bytes, trusted, recognise)
}

async function readTrusted(given: Given, { io }: CommandDoors) {
  const names = given.values('trust')
  if (names.length === 0) return []
  const pems = await loadRoots(
    names.map((name) => namedByFlag('--trust', name)),
    io,
  )
  if (isUserError(pems)) return pems
  const { X509Certificate } = await import('node:crypto')
  return pems.map((pem) => new X509Certificate(pem))
}

function recogniser({ io, dataFolder }: CommandDoors): Recognise {
  return async ({ name, install, fingerprint }, bundleId) => {
    const seen = await recogniseInstall(dataFolder, { install, spkiSha256: fingerprint, name, bundleId }, io.clock.wallMs())
    if ('failure' in seen) return { kind: 'cannot-tell', why: seen.failure.code }
    if ('problem' in seen) return { kind: 'cannot-tell', why: seen.problem }
    if (seen.known === 'first-sight') return { kind: 'first-sight' }
    const { firstSeenMs, spkiSha256 } = seen.before
    return seen.known === 'known'
      ? { kind: 'known', sinceMs: firstSeenMs }
      : { kind: 'changed-key', before: spkiSha256, sinceMs: firstSeenMs }
  }
}

/** For commands that show what is in a bundle: one that is not whole is not shown, and says so with the exit code of `verify`. */
export type Shown = { readonly verified: Verified } | { readonly lines: readonly string[]; readonly exitCode: 2 | 3 }

export async function shownBundle(name: string, given: Given, doors: CommandDoors, language: Language): Promise<Shown | UserError> {
  // Only `verify` remembers whom it saw.
  const verification = await verifyFile(name, given, doors, async () => ({ kind: 'first-sight' }))
  if (isUserError(verification)) return verification
  if ('bundle' in verification && verification.intact) return { verified: verification }
  const [{ verifyLines }, { verifyExitCode }] = await Promise.all([import('../bundle/verify-lines.ts'), import('../bundle/verify.ts')])
  return { lines: verifyLines(verification, language), exitCode: verifyExitCode(verification) === 3 ? 3 : 2 }
}
