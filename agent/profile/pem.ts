import { X509Certificate } from 'node:crypto'
import type { Read } from './readers.ts'

/** Mozilla's whole list has some 150. */
const MOST_CERTIFICATES = 500

const begin = '-----BEGIN CERTIFICATE-----'
const block = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

/** The certificates of a PEM file (RFC 7468), each as PEM of its own. What else the file holds is passed over. */
export function readCertificates(content: Buffer): Read<readonly string[]> {
  const text = content.toString('latin1')
  const announced = text.split(begin).length - 1
  const blocks = text.match(block) ?? []
  if (announced === 0)
    return { problem: `holds no PEM certificate; export it as "Base-64 encoded X.509 (.CER)", which begins with ${begin}` }
  if (announced > MOST_CERTIFICATES)
    return { problem: `holds more than ${MOST_CERTIFICATES} certificates; name only the roots that are meant` }
  if (blocks.length !== announced)
    return { problem: `has ${announced} begun but ${blocks.length} whole certificates; a part of the file is missing or damaged` }
  const certificates = blocks.map(parse)
  const broken = certificates.indexOf(undefined)
  return broken < 0
    ? { value: certificates.filter((pem) => pem !== undefined) }
    : { problem: `certificate ${broken + 1} of ${announced} is damaged; export it again as "Base-64 encoded X.509 (.CER)"` }
}

function parse(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).toString()
  } catch {
    return undefined
  }
}
