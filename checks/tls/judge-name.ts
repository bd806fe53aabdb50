import { isIP } from 'node:net'
import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import { alternativeNames, shortName } from './names.ts'
import { certificateArgs, type Seen, type Shown } from './seen.ts'

/** As Edge compares: by subjectAltName alone, never by the common name (Chromium, since version 58), wildcards for a whole label. */
export function nameFinding(seen: Seen, shown: Shown): Finding {
  const { host } = seen
  const { leaf } = shown
  const matches = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never', partialWildcards: false }) : leaf.checkIP(host)
  const names = alternativeNames(leaf.subjectAltName)
  const commonName = shortName(leaf.subject)
  const args = { ...certificateArgs(seen, shown), names, commonName, subjectAlone: names.length === 0 ? commonName : null }
  const finding = { id: question.tlsName(host, seen.viaText), check: 'tls', subject: host, args } as const
  return matches === undefined
    ? { ...finding, code: 'tls/name-mismatch', status: 'problem' }
    : { ...finding, code: 'tls/name-matches', status: 'ok' }
}
