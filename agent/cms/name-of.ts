import type { X509Certificate } from 'node:crypto'

/** The common name, or all of the name where it has none. A claim: anybody can call himself anything. */
export function nameOf(certificate: X509Certificate): string {
  const { CN } = certificate.toLegacyObject().subject
  return (typeof CN === 'string' ? CN : undefined) ?? certificate.subject.replaceAll('\n', ', ')
}
