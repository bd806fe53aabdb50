import type { X509Certificate } from 'node:crypto'

/** The common name, or all of the name where it has none. A claim: anybody can call himself anything. */
export function nameOf(certificate: X509Certificate): string {
  // The name as Node prints it, where nothing in it can be understood in two ways: to have all of a certificate as an object takes 0.1 ms.
  const [common, another] = plain.test(certificate.subject) ? [...certificate.subject.matchAll(/^CN=(.*)$/gm)] : []
  if (common !== undefined && another === undefined) return common[1] ?? ''
  const { CN } = certificate.toLegacyObject().subject
  return (typeof CN === 'string' ? CN : undefined) ?? certificate.subject.replaceAll('\n', ', ')
}

/** A line for each part, of letters, digits and signs that have no meaning in a name (RFC 4514 section 2.4). */
const plain = /^(?:[A-Z]+=[A-Za-z0-9._-]+(?: [A-Za-z0-9._-]+)*(?:\n|$))+$/
