/** The self-signed certificates of the device key. They carry a public key and two names; nothing vouches for them but the key itself. */

import { createPublicKey, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import type { pki } from 'node-forge'
import { DEVICE_KEY_ORGANIZATION } from './install.ts'

/**
 * The PC's clock may be what is wrong, so no clock may make the certificate invalid: from before any bundle to what RFC 5280 section
 * 4.1.2.5 prints for "no well-defined expiration date".
 */
const notBefore = new Date('2000-01-01T00:00:00Z')
const notAfter = new Date('9999-12-31T23:59:59Z')

/** X.520 ub-common-name, which RFC 5280 appendix A.1 makes a limit. */
const LONGEST_NAME = 64

export interface DeviceCertificates {
  /** Names the host. */
  readonly standard: X509Certificate
  /** Without the host's name, for bundles under the redaction policy `strict`. */
  readonly strict: X509Certificate
}

/** By node-forge, which takes some 50 ms to load. Throws only for what would be our own bug. */
export async function certificatesFor(key: KeyObject, install: string, hostName: string): Promise<DeviceCertificates> {
  const forge = (await import('node-forge')).default
  const publicKey = forge.pki.publicKeyFromPem(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString())
  const issue = (subject: readonly (readonly [name: string, value: string])[]): X509Certificate => {
    const certificate = forge.pki.createCertificate()
    // UTF8String whatever the characters (RFC 5280 section 4.1.2.4): a host may be called 終端機.
    const names = subject.map(([name, value]) => ({ name, value, valueTagClass: forge.asn1.Type.UTF8 as number }))
    certificate.publicKey = publicKey
    certificate.serialNumber = newSerial()
    certificate.validity = { notBefore, notAfter }
    certificate.setSubject(names)
    certificate.setIssuer(names)
    certificate.setExtensions([
      { name: 'keyUsage', critical: true, digitalSignature: true },
      // What `openssl cms -verify` asks of a signer by default.
      { name: 'extKeyUsage', emailProtection: true },
      { name: 'subjectKeyIdentifier' },
    ])
    // The private key stays in node:crypto, where signing is twenty times faster; forge asks for the signature of what it has built.
    const signer = {
      sign: () => sign('sha256', derOf(forge.asn1.toDer(certificate.tbsCertificate)), key).toString('latin1'),
    }
    certificate.sign(signer as unknown as pki.rsa.PrivateKey, forge.md.sha256.create())
    return new X509Certificate(derOf(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate))))
  }
  return {
    standard: issue([
      ['commonName', nameOf(hostName, install)],
      ['organizationalUnitName', install],
      ['organizationName', DEVICE_KEY_ORGANIZATION],
    ]),
    strict: issue([['commonName', install]]),
  }
}

/** forge's buffers are strings of bytes. */
function derOf(buffer: { getBytes(): string }): Buffer {
  return Buffer.from(buffer.getBytes(), 'latin1')
}

/** RFC 5280 section 4.1.2.2: positive, at most 20 octets; the second-highest bit is set, so that DER needs all 16 of these. */
function newSerial(): string {
  const bytes = randomBytes(16)
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0)
  return bytes.toString('hex')
}

/** An empty name would be no DirectoryString. */
function nameOf(hostName: string, install: string): string {
  const printable = hostName.toWellFormed().replace(/\p{Cc}/gu, '')
  return Array.from(printable).slice(0, LONGEST_NAME).join('') || install
}
