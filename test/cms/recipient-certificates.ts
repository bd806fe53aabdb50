/** Certificates for one thing or the other, as a helpdesk might send them. */

import '../support/reflect.ts'
import type { KeyObject } from 'node:crypto'
import * as x509 from '@peculiar/x509'

export interface CertificateOptions {
  /** Null: it says nothing. */
  readonly usage?: x509.KeyUsageFlags | null
  readonly purposes?: readonly string[]
  readonly authority?: boolean
  readonly notBefore?: string
  readonly notAfter?: string
  readonly more?: readonly { readonly oid: string; readonly critical: boolean; readonly hex: string }[]
}

const { keyEncipherment, digitalSignature } = x509.KeyUsageFlags
export const usages = x509.KeyUsageFlags

/** DER, signed by an EC key that nobody knows. From 2026 to 2028, and for encryption, unless told otherwise. */
export async function makeCertificate(publicKey: KeyObject, options: CertificateOptions = {}): Promise<Buffer> {
  const {
    usage = keyEncipherment | digitalSignature,
    purposes,
    authority,
    notBefore = '2026-01-01',
    notAfter = '2028-01-01',
    more = [],
  } = options
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const issuer = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Bundles,O=Helpdesk',
    issuer: 'CN=Issuing CA,O=Helpdesk',
    serialNumber: '0badcafe',
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    signingKey: issuer.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      ...(usage === null ? [] : [new x509.KeyUsagesExtension(usage, true)]),
      ...(purposes === undefined ? [] : [new x509.ExtendedKeyUsageExtension([...purposes])]),
      ...(authority === undefined ? [] : [new x509.BasicConstraintsExtension(authority, undefined, true)]),
      ...more.map(({ oid, critical, hex }) => new x509.Extension(oid, critical, new Uint8Array(Buffer.from(hex, 'hex')))),
    ],
  })
  return Buffer.from(certificate.rawData)
}

export function pem(der: Uint8Array): Buffer {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return Buffer.from(['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'))
}
