/** Takes a SignedData apart. What comes out is only believed where it gives the same bytes when it is put together again. */

import { type Der, inside, oidOf, readDer } from './der.ts'
import { oids } from './oids.ts'
import { encodeSignedData, type SignedParts } from './sign-structure.ts'
import type { SignatureProblem } from './verify.ts'

/** A leaf, some authorities and a root; more is no chain of anybody's, and each costs a verification. */
const MOST_CERTIFICATES = 10

export function readSignedData(der: Uint8Array): SignedParts | { readonly problem: SignatureProblem } {
  const parts = takeApart(der)
  return 'problem' in parts || encodeSignedData(parts).equals(der) ? parts : { problem: 'not-der' }
}

/** RFC 5652 sections 3, 5.1, 5.2 and 5.3. Versions and the list of digests are passed over: they follow from the rest. */
function takeApart(der: Uint8Array): SignedParts | { readonly problem: SignatureProblem } {
  const [type, explicit] = inside(readDer(der), 0x30)
  if (oidOf(type) !== oids.signedData) return { problem: isIndefinite(der) ? 'not-der' : 'not-cms' }
  const [, , encapsulated, ...others] = inside(inside(explicit, 0xa0)[0], 0x30)
  const signers = inside(others.at(-1), 0x31)
  if (encapsulated === undefined || others.at(-1)?.tag !== 0x31) return { problem: 'not-cms' }
  if (signers.length !== 1) return { problem: signers.length === 0 ? 'not-signed' : 'several-signers' }
  const [contentType, content] = inside(encapsulated, 0x30)
  if (oidOf(contentType) !== oids.data) return { problem: 'content-type' }
  const certificates = inside(withTag(others, 0xa0), 0xa0)
  if (certificates.length === 0) return { problem: 'no-certificate' }
  if (certificates.length > MOST_CERTIFICATES) return { problem: 'too-many-certificates' }
  // Revocation lists, attribute certificates and the like.
  if (withTag(others, 0xa1) !== undefined || certificates.some(({ tag }) => tag !== 0x30)) return { problem: 'unsupported' }
  const [, identifier, digestAlgorithm, ...rest] = inside(signers[0], 0x30)
  const attributes = withTag(rest, 0xa0)
  if (attributes === undefined) return { problem: 'attributes' }
  if (withTag(rest, 0xa1) !== undefined) return { problem: 'unsupported' }
  const [signatureAlgorithm, signature] = rest.slice(1)
  const octets = inside(content, 0xa0)[0]
  if (octets !== undefined && octets.tag !== 0x04) return { problem: 'not-der' }
  if (identifier === undefined || digestAlgorithm === undefined || signatureAlgorithm === undefined || signature === undefined) {
    return { problem: 'not-cms' }
  }
  return {
    content: octets?.content ?? null,
    certificates: certificates.map(({ bytes }) => bytes),
    signerIdentifier: identifier.bytes,
    digestAlgorithm: digestAlgorithm.bytes,
    attributes: attributes.content,
    signatureAlgorithm: signatureAlgorithm.bytes,
    signature: signature.content,
  }
}

function withTag(elements: readonly Der[], tag: number): Der | undefined {
  return elements.find((each) => each.tag === tag)
}

/** The length that isn't known yet is how BER begins that is written as a stream. */
function isIndefinite(der: Uint8Array): boolean {
  return der[0] === 0x30 && der[1] === 0x80
}
