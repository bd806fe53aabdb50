/**
 * Verifies CMS signatures (RFC 5652): ours, and those of openssl and other tools that write DER. Whatever came, nothing is thrown.
 *
 * No bit of a signature can change unnoticed. It is taken apart, put together again from what was understood, and has to be the same
 * bytes (`not-der`); so it consists of pieces that were all looked at: versions and types follow from the rest, the signer's identifier
 * from his certificate, algorithms stand in one of their few spellings, attributes are signed, and the signature is arithmetic.
 * Certificates are left: in our own signatures the attributes hold the hash of each. Other tools don't write them; there each has to be
 * signed by an issuer that is here too, as one that signed itself is, or the last of the chain could be changed where nobody sees it.
 * For a bundle that is asked of all (`unaccounted`). A request doesn't need it: who its signer is, is what `trustOf` finds out.
 */

import { createHash, type X509Certificate } from 'node:crypto'
import { fitnessOf } from './sign-algorithms.ts'
import { signedBytes } from './sign-structure.ts'
import { isSignedBy, type SignatureAlgorithm, understand } from './verify-algorithms.ts'
import { readAttributes } from './verify-attributes.ts'
import { arrange, findSigner, readIncluded } from './verify-certificates.ts'
import { readSignedData } from './verify-read.ts'

/** What is wrong with a signature. A public contract: helpdesks read it in their logs. */
export type SignatureProblem =
  | 'too-large'
  /** No CMS SignedData, or one that is cut or damaged. */
  | 'not-cms'
  /** Not the one spelling that DER has for it; `openssl cms -sign -stream` writes such. */
  | 'not-der'
  | 'not-signed'
  | 'several-signers'
  /** Something else than plain data was signed. */
  | 'content-type'
  /** The content is in it and should lie beside it, or the other way round. */
  | 'content-place'
  /** No signed attributes, or content type, digest or signing time isn't among them exactly once. */
  | 'attributes'
  /** The signer's isn't there. */
  | 'no-certificate'
  | 'too-many-certificates'
  /** A certificate is damaged, there twice, not by the issuer that is there, or not among those that were signed. */
  | 'certificates'
  /** A certificate whose every bit nobody vouches for: neither the signer nor an issuer that is there. */
  | 'unaccounted'
  /** An algorithm or a key that is known for too weak. */
  | 'weak'
  /** An algorithm, a kind of key, or an unsigned part that this program has no rule for. */
  | 'unsupported'
  /** The content isn't what was signed. */
  | 'content'
  /** The signature isn't the signer's. */
  | 'signature'

export interface Signed {
  readonly signer: X509Certificate
  /** The signer's first, then each issuer behind what it issued. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]]
  /** By the signer's clock. Whole seconds. */
  readonly signingTimeMs: number
  readonly signatureAlgorithm: `${SignatureAlgorithm} ${'sha256' | 'sha384' | 'sha512'}`
  /** The signer signed the hash of each certificate too (RFC 5035). */
  readonly certificatesBound: boolean
}

type Refused = { readonly problem: SignatureProblem }

/** Ten certificates of 4 KiB each, an RSA-8192 signature and the attributes are less; ours have 1 to 5 KiB. */
const MAX_DETACHED_BYTES = 65_536
/** The same and a request, which may be 64 KiB, with room to grow. What is larger is no request. */
const MAX_ENCLOSED_BYTES = 262_144

export interface VerifyOptions {
  /** Each bit of each certificate has to be signed by somebody. Default: true for what is detached, false for what is enclosed. */
  readonly accounted?: boolean
}

export async function verifyDetached(
  der: Uint8Array,
  content: Uint8Array,
  { accounted = true }: VerifyOptions = {},
): Promise<Signed | Refused> {
  const verified = verifySafely(der, content, MAX_DETACHED_BYTES, accounted)
  return 'problem' in verified ? verified : verified.signed
}

export async function verifyEnclosed(
  der: Uint8Array,
  { accounted = false }: VerifyOptions = {},
): Promise<(Signed & { readonly content: Buffer }) | Refused> {
  const verified = verifySafely(der, null, MAX_ENCLOSED_BYTES, accounted)
  return 'problem' in verified ? verified : { ...verified.signed, content: Buffer.from(verified.content) }
}

interface Verified {
  readonly signed: Signed
  readonly content: Uint8Array
}

function verifySafely(der: Uint8Array, beside: Uint8Array | null, maxBytes: number, accounted: boolean): Verified | Refused {
  if (der.length > maxBytes) return { problem: 'too-large' }
  try {
    return verify(der, beside, accounted)
  } catch {
    // OpenSSL throws for what is no certificate, and no key.
    return { problem: 'not-cms' }
  }
}

function verify(der: Uint8Array, beside: Uint8Array | null, accounted: boolean): Verified | Refused {
  const parts = readSignedData(der)
  if ('problem' in parts) return parts
  const content = beside === null ? parts.content : parts.content === null ? beside : null
  if (content === null) return { problem: 'content-place' }
  const understood = understand(parts)
  if (typeof understood === 'string') return { problem: understood }
  const attributes = readAttributes(signedBytes(parts))
  if (attributes === undefined) return { problem: 'attributes' }
  if (!createHash(understood.digest).update(content).digest().equals(attributes.messageDigest)) return { problem: 'content' }
  const included = readIncluded(parts.certificates)
  if (included === undefined) return { problem: 'certificates' }
  const signer = findSigner(included, parts.signerIdentifier)
  if (signer === undefined) return { problem: 'no-certificate' }
  const fitness = fitnessOf(signer.certificate.publicKey)
  if (fitness !== 'fit') return { problem: fitness }
  if (!isSignedBy(signer.certificate.publicKey, signedBytes(parts), parts.signature, understood)) return { problem: 'signature' }
  const arranged = arrange(signer, included, attributes.certificateHashes)
  if ('problem' in arranged) return arranged
  if (accounted && !arranged.accounted) return { problem: 'unaccounted' }
  const [, ...above] = arranged.certificates.map(({ certificate }) => certificate)
  return {
    content,
    signed: {
      signer: signer.certificate,
      certificates: [signer.certificate, ...above],
      signingTimeMs: attributes.signingTimeMs,
      signatureAlgorithm: `${understood.algorithm} ${understood.digest}`,
      certificatesBound: arranged.bound,
    },
  }
}
