import { X509Certificate } from 'node:crypto'
import { tell } from '../cli/told.ts'
import { fileWords as words } from './mistake-words.ts'
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
  if (announced === 0) return { problem: tell(words.noPem, { begin }) }
  if (announced > MOST_CERTIFICATES) return { problem: tell(words.manyCertificates, { most: MOST_CERTIFICATES }) }
  if (blocks.length !== announced) return { problem: tell(words.cutCertificates, { announced, whole: blocks.length }) }
  const certificates = blocks.map(parse)
  const broken = certificates.indexOf(undefined)
  return broken < 0
    ? { value: certificates.filter((pem) => pem !== undefined) }
    : { problem: tell(words.damagedCertificate, { number: broken + 1, announced }) }
}

function parse(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).toString()
  } catch {
    return undefined
  }
}
