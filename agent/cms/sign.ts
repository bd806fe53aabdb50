/** Signs with a key that stands in the process: CMS SignedData (RFC 5652) in DER, as `openssl cms -verify` takes it. Loads no library. */

import { createHash, sign as signBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { certificateParts } from './der-certificate.ts'
import { digests, schemeOf } from './sign-algorithms.ts'
import { encodeAlgorithm, encodeAttributes, encodeIssuerAndSerial, encodeSignedData, signedBytes } from './sign-structure.ts'
import type { Signer } from './signer.ts'

/** On a thread of libuv's, so that the run's probes and screens don't wait for RSA. */
const signAside = promisify(signBytes)

/** The signature alone: the content lies beside it. Throws where the key can't sign. */
export function signDetached(content: Uint8Array, signer: Signer, signingTimeMs: number): Promise<Buffer> {
  return sign(content, signer, signingTimeMs, false)
}

/** The content is in it. Throws where the key can't sign. */
export function signEnclosed(content: Uint8Array, signer: Signer, signingTimeMs: number): Promise<Buffer> {
  return sign(content, signer, signingTimeMs, true)
}

async function sign(content: Uint8Array, { key, certificates }: Signer, signingTimeMs: number, encloses: boolean): Promise<Buffer> {
  const scheme = schemeOf(key)
  if (scheme === undefined) throw new TypeError(`no key to sign with: ${key.asymmetricKeyType ?? key.type}`)
  const parts = certificateParts(certificates[0])
  if (parts === undefined) throw new TypeError("the signer's certificate is not DER")
  const attributes = encodeAttributes({
    signingTimeMs,
    messageDigest: createHash(scheme.digest).update(content).digest(),
    certificateHashes: certificates.map(({ raw }) => createHash('sha256').update(raw).digest()),
  })
  return encodeSignedData({
    content: encloses ? content : null,
    certificates: certificates.map(({ raw }) => raw),
    signerIdentifier: encodeIssuerAndSerial(parts),
    digestAlgorithm: encodeAlgorithm(digests[scheme.digest].oid, 'absent'),
    attributes,
    signatureAlgorithm: encodeAlgorithm(scheme.signature, scheme.hasNull ? 'null' : 'absent'),
    signature: await signAside(scheme.digest, signedBytes({ attributes }), key),
  })
}
