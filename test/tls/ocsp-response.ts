/** OCSP responses for tests (RFC 6960 section 4.2.1), written by hand: no library here makes them. */

import { createHash, sign, X509Certificate } from 'node:crypto'
import '../support/reflect.ts'
import * as x509 from '@peculiar/x509'

const der = (tag: number, ...parts: readonly (Buffer | Uint8Array)[]): Buffer => {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const hex = (text: string) => Buffer.from(text, 'hex')
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`))
const algorithm = (oid: string, ...parameters: readonly Buffer[]) => der(0x30, der(0x06, hex(oid)), ...parameters)

/** Uncompressed. */
const EC_P256_POINT_BYTES = 65
const ECDSA_SHA256 = '2a8648ce3d040302'
const SHA1 = '2b0e03021a'
const ID_PKIX_OCSP_BASIC = '2b0601050507300101'

export interface OcspOptions {
  readonly status: 'good' | 'revoked' | 'unknown'
  /** PEM of the certificate that is asked about, and of its issuer, by which browsers look it up in the response. */
  readonly cert: string
  readonly issuer: string
  /** PEM key that signs: the issuer's, or that of `responder`. EC P-256. */
  readonly key: string
  /** PEM of a responder's certificate that goes with it. */
  readonly responder?: string
  readonly revokedAt?: Date
}

/** Of the issuer's name as it stands in its certificate, and of its key, the BIT STRING's content alone (RFC 6960 section 4.1.1). */
function hashesOf(issuer: string): { readonly nameHash: Buffer; readonly keyHash: Buffer } {
  const { subjectName, publicKey } = new x509.X509Certificate(issuer)
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()
  const point = new Uint8Array(publicKey.rawData).subarray(-EC_P256_POINT_BYTES)
  return { nameHash: sha1(new Uint8Array(subjectName.toArrayBuffer())), keyHash: sha1(point) }
}

/** DER, as a server staples it. */
export function ocspResponse({ status, cert, issuer, key, responder, revokedAt = new Date('2026-01-02T03:04:05Z') }: OcspOptions): Buffer {
  const serial = hex(new X509Certificate(cert).serialNumber)
  const { nameHash, keyHash } = hashesOf(issuer)
  const certId = der(
    0x30,
    algorithm(SHA1, der(0x05)),
    der(0x04, nameHash),
    der(0x04, keyHash),
    der(0x02, (serial[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), serial]) : serial),
  )
  const certStatus = status === 'good' ? der(0x80) : status === 'unknown' ? der(0x82) : der(0xa1, time(revokedAt))
  const now = time(new Date())
  const data = der(0x30, der(0xa2, der(0x04, keyHash)), now, der(0x30, der(0x30, certId, certStatus, now)))
  const signature = sign('sha256', data, key)
  const certificates = responder === undefined ? [] : [der(0xa0, der(0x30, new X509Certificate(responder).raw))]
  const basic = der(0x30, data, algorithm(ECDSA_SHA256), der(0x03, Buffer.from([0]), signature), ...certificates)
  return der(0x30, der(0x0a, Buffer.from([0])), der(0xa0, der(0x30, der(0x06, hex(ID_PKIX_OCSP_BASIC)), der(0x04, basic))))
}
