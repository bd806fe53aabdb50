/** What node:crypto's X509Certificate doesn't tell of a certificate (RFC 5280 section 4.1). */

import type { X509Certificate } from 'node:crypto'
import { type Der, inside, oidOf, readDer } from './der.ts'
import { oids } from './oids.ts'

export interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Buffer
}

/** Encoded names and numbers: two of them are the same where their bytes are. */
export interface CertificateParts {
  readonly serial: Buffer
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly signatureAlgorithm: Der
  readonly extensions: readonly Extension[]
}

/** Undefined: not DER, or not a certificate. */
export function certificateParts({ raw }: Pick<X509Certificate, 'raw'>): CertificateParts | undefined {
  const [tbs, signatureAlgorithm] = inside(readDer(raw), 0x30)
  const fields = inside(tbs, 0x30)
  // The version stands before them but for version 1, which is the default.
  const [serial, , issuer, , subject] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  if (signatureAlgorithm === undefined || serial === undefined || issuer === undefined || subject === undefined) return undefined
  const list = inside(
    fields.find(({ tag }) => tag === 0xa3),
    0xa3,
  )
  const extensions = inside(list[0], 0x30).map(extensionOf)
  return { serial: serial.bytes, issuer: issuer.bytes, subject: subject.bytes, signatureAlgorithm, extensions }
}

/** What can't be read has no name that anybody knows, and is critical: it is refused where it matters. */
function extensionOf(der: Der): Extension {
  const fields = inside(der, 0x30)
  const [id, value] = [fields[0], fields.at(-1)]
  const isRead = (fields.length === 2 || (fields.length === 3 && fields[1]?.tag === 0x01)) && value?.tag === 0x04
  return isRead ? { oid: oidOf(id), critical: fields.length === 3, value: value.content } : { oid: '', critical: true, value: der.content }
}

export function extension({ extensions }: CertificateParts, oid: string): Der | undefined {
  const found = extensions.find((each) => each.oid === oid)
  return found === undefined ? undefined : readDer(found.value)
}

/** RFC 5280 section 4.2.1.2; what a signature may name its signer by instead of issuer and serial number. */
export function subjectKeyIdentifier(parts: CertificateParts): Buffer | undefined {
  const found = extension(parts, oids.subjectKeyIdentifier)
  return found?.tag === 0x04 ? found.content : undefined
}
