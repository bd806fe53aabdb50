/** Signs and verifies with pkijs and WebCrypto: another hand than openssl's and ours. */

import { webcrypto, type X509Certificate } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import type { Made } from './sign-with.ts'

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto })
pkijs.setEngine('node', engine)

export type Scheme = 'RSASSA-PKCS1-v1_5' | 'RSA-PSS' | 'ECDSA'

export async function pkijsSign(content: Uint8Array, by: Made, name: Scheme): Promise<Buffer> {
  const algorithm = name === 'ECDSA' ? { name, namedCurve: 'P-256' } : { name, hash: 'SHA-256' }
  const pkcs8 = by.key.export({ type: 'pkcs8', format: 'der' })
  const key = await engine.importKey('pkcs8', bytesOf(pkcs8), algorithm, false, ['sign'])
  const certificate = pkijs.Certificate.fromBER(bytesOf(by.certificate.raw))
  const digest = await engine.digest('SHA-256', bytesOf(content))
  const signed = new pkijs.SignedData({
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.id_ContentType_Data }),
    certificates: [certificate],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: pkijs.id_ContentType_Data })),
            attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)) })),
            attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
          ],
        }),
      }),
    ],
  })
  await signed.sign(key, 0, 'SHA-256', bytesOf(content))
  const envelope = new pkijs.ContentInfo({ contentType: pkijs.id_ContentType_SignedData, content: signed.toSchema(true) })
  return Buffer.from(envelope.toSchema().toBER())
}

export async function pkijsVerifies(signature: Uint8Array, content: Uint8Array, trusted: readonly X509Certificate[]): Promise<boolean> {
  const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bytesOf(signature)).content })
  const trustedCerts = trusted.map(({ raw }) => pkijs.Certificate.fromBER(bytesOf(raw)))
  return signed.verify({ signer: 0, data: bytesOf(content), trustedCerts, checkChain: true })
}

function attribute(type: string, value: asn1js.AsnType): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] })
}

function bytesOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
