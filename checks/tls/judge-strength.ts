import type { KeyObject, X509Certificate } from 'node:crypto'
import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import { shortName } from './names.ts'
import { certificateArgs, type Seen, type Shown } from './seen.ts'

/** NIST SP 800-57 part 1 revision 5, table 2 (112 bits), and the CA/Browser Forum's Baseline Requirements section 6.1.5. */
const MIN_RSA_BITS = 2048
const MIN_EC_BITS = 256
/** SHA-1 and MD5 with any key: collisions are made, not only feared (RFC 9155, RFC 6151). */
const weakHash = /sha-?1(?![0-9])|md[245]/i

/** Keys and signatures of the server's certificate and its issuers. A root's signature on itself proves nothing, so it is not judged. */
export function strengthFinding(seen: Seen, shown: Shown): Finding {
  const finding = { id: question.tlsStrength(seen.host, seen.viaText), check: 'tls', subject: seen.host } as const
  const { path, presented } = shown
  const judged = path.length > 1 && presented.endsSelfIssued && presented.completedBy.length === 0 ? path.slice(0, -1) : path
  const args = certificateArgs(seen, shown)
  const weakKey = judged.find((certificate) => isWeak(keyOf(certificate)))
  if (weakKey !== undefined) return { ...finding, code: 'tls/weak-key', status: 'warning', args: { ...args, ...strengthArgs(weakKey) } }
  const weakSignature = judged.find((certificate) => weakHash.test(certificate.signatureAlgorithm ?? ''))
  if (weakSignature !== undefined)
    return { ...finding, code: 'tls/weak-signature', status: 'warning', args: { ...args, ...strengthArgs(weakSignature) } }
  return { ...finding, code: 'tls/strong', status: 'ok', args: { ...args, ...strengthArgs(shown.leaf) } }
}

/** A key of a kind that the runtime does not know is not called weak. */
function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey
  } catch {
    return undefined
  }
}

function isWeak(key: KeyObject | undefined): boolean {
  const bits = bitsOf(key)
  if (bits === undefined) return false
  return key?.asymmetricKeyType === 'ec' ? bits < MIN_EC_BITS : bits < MIN_RSA_BITS
}

/** Curves are named with their size: prime256v1, secp384r1, brainpoolP256r1, sect233k1. */
function bitsOf(key: KeyObject | undefined): number | undefined {
  const details = key?.asymmetricKeyDetails
  if (key?.asymmetricKeyType === 'ec') return Number(/\d{3}/.exec(details?.namedCurve ?? '')?.[0]) || undefined
  return details?.modulusLength
}

function strengthArgs(certificate: X509Certificate) {
  const key = keyOf(certificate)
  const kind = (key?.asymmetricKeyType ?? '?').toUpperCase()
  return {
    certificate: shortName(certificate.subject),
    key: `${kind} ${bitsOf(key) ?? ''}`.trim(),
    signature: certificate.signatureAlgorithm ?? '?',
  }
}
