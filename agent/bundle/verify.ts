/** `bundle verify`: is it whole, who made it, and does its report follow from its evidence? */

import type { X509Certificate } from 'node:crypto'
import { nameOf } from '../cms/name-of.ts'
import { fingerprint, trustOf } from '../cms/trust.ts'
import { installOf } from '../identity/install.ts'
import { type JudgedAgain, judgeAgain } from './compare.ts'
import { type OpenedBundle, openBundle } from './open.ts'
import { type BundleProblem, isNoBundle } from './problems.ts'

/** What is known of the key that signed, by those who look. */
export type Origin =
  /** A certificate that was named vouches for it. */
  | { readonly kind: 'trusted'; readonly by: string }
  /** Seen before from the same install, with the same key. */
  | { readonly kind: 'known'; readonly sinceMs: number }
  | { readonly kind: 'first-sight' }
  /** The install was seen before with another key: it was set up anew, or somebody else calls himself so. */
  | { readonly kind: 'changed-key'; readonly before: string; readonly sinceMs: number }
  /** No certificate that was named vouches for it. */
  | { readonly kind: 'not-trusted' }
  /** The file of known installs can't be used. */
  | { readonly kind: 'cannot-tell'; readonly why: string }

export interface SignerFacts {
  /** The common name in its certificate. */
  readonly name: string
  /** What a device key's certificate says of its install; null for a key of IT's. */
  readonly install: string | null
  /** SHA-256 of its public key, for people to compare. */
  readonly fingerprint: string
  readonly signedAtMs: number
}

export type Verification =
  | { readonly intact: false; readonly problem: BundleProblem }
  | {
      readonly intact: boolean
      readonly bundle: OpenedBundle
      readonly signer: SignerFacts
      readonly origin: Origin
      readonly judged: JudgedAgain
    }

/** Who tells of a signer what nobody vouched for: the file of known installs. */
export type Recognise = (signer: SignerFacts, bundleId: string) => Promise<Origin>

export async function verifyBundle(bytes: Uint8Array, trusted: readonly X509Certificate[], recognise: Recognise): Promise<Verification> {
  const bundle = await openBundle(bytes)
  if ('problem' in bundle) return { intact: false, problem: bundle.problem }
  const judged = judgedSafely(bundle)
  if ('problem' in judged) return { intact: false, problem: judged.problem }
  const signer = signerFacts(bundle)
  // A bundle that is not what it says it is makes nobody known.
  const origin = judged.outcome === 'altered' ? ({ kind: 'not-trusted' } as const) : await originOf(bundle, signer, trusted, recognise)
  return { intact: judged.outcome !== 'altered', bundle, signer, origin, judged }
}

/** Whatever a stranger wrote into evidence that fits its schema, it is a bundle that can't be judged, and no failure of this program. */
function judgedSafely(bundle: OpenedBundle): JudgedAgain | { readonly problem: BundleProblem } {
  try {
    return judgeAgain(bundle)
  } catch {
    return { problem: { code: 'content', file: 'evidence.json', field: '' } }
  }
}

async function originOf(
  { signed, manifest }: OpenedBundle,
  signer: SignerFacts,
  trusted: readonly X509Certificate[],
  recognise: Recognise,
): Promise<Origin> {
  if (trusted.length === 0) return recognise(signer, manifest.id)
  const trust = trustOf(signed, trusted)
  return trust.trusted ? { kind: 'trusted', by: nameOf(trust.by) } : { kind: 'not-trusted' }
}

export function signerFacts({ signed: { signer, signingTimeMs } }: Pick<OpenedBundle, 'signed'>): SignerFacts {
  return { name: nameOf(signer), install: installOf(signer), fingerprint: fingerprint(signer), signedAtMs: signingTimeMs }
}

/** 0 intact and signed by a trusted key, 1 intact but its origin not proven, 2 not intact, 3 not a bundle (design, section 6). */
export function verifyExitCode(verification: Verification): 0 | 1 | 2 | 3 {
  if ('problem' in verification) return isNoBundle(verification.problem) ? 3 : 2
  if (!verification.intact) return 2
  return verification.origin.kind === 'trusted' || verification.origin.kind === 'known' ? 0 : 1
}
