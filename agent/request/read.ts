/** From the bytes of a request to what it asks for and who asks. Nothing of it is followed here. */

import { createHash } from 'node:crypto'
import { nameOf } from '../cms/name-of.ts'
import { type Distrust, fingerprint, trustOf } from '../cms/trust.ts'
import { type SignatureProblem, type Signed, verifyEnclosed } from '../cms/verify.ts'
import { dateProblem } from './dates.ts'
import { type PreflightRequest, readDocument } from './document.ts'
import { envelopeOf } from './envelope.ts'
import { MAX_REQUEST_BYTES, type RequestProblem } from './problems.ts'
import { type KeyHolder, recipientOf } from './recipient.ts'
import type { TrustedSigners } from './trust-store.ts'

export type RequestSigner =
  | (KeyHolder & { readonly trusted: true; readonly trustedBy: string })
  | (KeyHolder & { readonly trusted: false; readonly why: Untrusted })

/** Without anybody that this PC trusts there is no reason to look for. */
export type Untrusted = 'nobody-trusted' | Distrust

export interface ReadRequest {
  readonly request: PreflightRequest
  readonly signer: RequestSigner
  /** Who alone can open the bundle; null where it goes as it is. */
  readonly recipient: KeyHolder | null
  /** Of the file, in hexadecimal. */
  readonly sha256: string
}

export interface RequestFacts {
  /** This PC's clock. */
  readonly nowMs: number
  readonly trusted: Pick<TrustedSigners, 'certificates' | 'fingerprints'>
}

/** Nothing is parsed before its signature was checked, and what is parsed are the bytes that were. */
export async function readRequest(content: Buffer, facts: RequestFacts): Promise<ReadRequest | { readonly problem: RequestProblem }> {
  if (content.length > MAX_REQUEST_BYTES) return { problem: { code: 'too-large', args: { kib: MAX_REQUEST_BYTES / 1024 } } }
  const der = envelopeOf(content)
  if (der === null) return { problem: signatureProblem('not-cms') }
  const signed = await verifyEnclosed(der)
  if ('problem' in signed) return { problem: signatureProblem(signed.problem) }
  const document = readDocument(signed.content)
  if ('problem' in document) return document
  const { request } = document
  const problem = dateProblem(request, facts.nowMs)
  if (problem !== null) return { problem }
  const recipient = recipientOf(request, signed.signer, facts.nowMs)
  if (recipient !== null && 'problem' in recipient) return recipient
  const signer = await signerOf(signed, der, facts.trusted)
  return { request, signer, recipient, sha256: createHash('sha256').update(content).digest('hex') }
}

async function signerOf(signed: Signed, der: Buffer, { certificates, fingerprints }: RequestFacts['trusted']): Promise<RequestSigner> {
  const { signer } = signed
  const facts = { name: nameOf(signer), fingerprint: fingerprint(signer) }
  const trust = trustOf(signed, certificates)
  if (trust.trusted) {
    const { by } = trust
    // The same key: the certificate that this PC was given has the name, and not what came along.
    return { ...facts, ...(fingerprint(by) === facts.fingerprint ? { name: nameOf(by) } : {}), trusted: true, trustedBy: nameOf(by) }
  }
  // A fingerprint says nothing of the name that goes with it: each bit of that has to be signed by somebody.
  if (fingerprints.includes(facts.fingerprint) && !('problem' in (await verifyEnclosed(der, { accounted: true }))))
    return { ...facts, trusted: true, trustedBy: `sha256:${facts.fingerprint}` }
  return { ...facts, trusted: false, why: certificates.length + fingerprints.length === 0 ? 'nobody-trusted' : trust.why }
}

function signatureProblem(signature: SignatureProblem): RequestProblem {
  return { code: signatureProblems[signature], args: { signature } }
}

const signatureProblems: Readonly<Record<SignatureProblem, 'not-signed' | 'signature-unknown' | 'altered'>> = {
  'too-large': 'not-signed',
  'not-cms': 'not-signed',
  'not-signed': 'not-signed',
  'content-place': 'not-signed',
  'content-type': 'not-signed',
  'not-der': 'signature-unknown',
  'several-signers': 'signature-unknown',
  'too-many-certificates': 'signature-unknown',
  attributes: 'signature-unknown',
  'no-certificate': 'signature-unknown',
  weak: 'signature-unknown',
  unsupported: 'signature-unknown',
  unaccounted: 'altered',
  certificates: 'altered',
  content: 'altered',
  signature: 'altered',
}
