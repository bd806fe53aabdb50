import type { X509Certificate } from 'node:crypto'
import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import { shortName } from './names.ts'
import { certificateArgs, issuedPath, roleArgs, type Seen, type Shown } from './seen.ts'
import { hasWeakKey, hasWeakSignature, keyText } from './strength.ts'

/** Keys and signatures of the server's certificate and its issuers. A root's signature on itself proves nothing, so it is not judged. */
export function strengthFinding(seen: Seen, shown: Shown): Finding {
  const finding = { id: question.tlsStrength(seen.host, seen.viaText), check: 'tls', subject: seen.host } as const
  const judged = issuedPath(shown)
  const argsOf = (certificate: X509Certificate) => ({
    ...certificateArgs(seen, shown),
    ...roleArgs(certificate === shown.leaf ? 'server' : 'issuer', certificate),
    certificate: shortName(certificate.subject),
    key: keyText(certificate),
    signature: certificate.signatureAlgorithm ?? '?',
  })
  const weakKey = judged.find(hasWeakKey)
  if (weakKey !== undefined) return { ...finding, code: 'tls/weak-key', status: 'warning', args: argsOf(weakKey) }
  const weakSignature = judged.find(hasWeakSignature)
  if (weakSignature !== undefined) return { ...finding, code: 'tls/weak-signature', status: 'warning', args: argsOf(weakSignature) }
  return { ...finding, code: 'tls/strong', status: 'ok', args: argsOf(shown.leaf) }
}
