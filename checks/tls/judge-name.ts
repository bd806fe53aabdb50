import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import { alternativeNames, shortName } from './names.ts'
import { certificateArgs, isNameOf, type Seen, type Shown } from './seen.ts'

export function nameFinding(seen: Seen, shown: Shown): Finding {
  const { host } = seen
  const { leaf } = shown
  const names = alternativeNames(leaf.subjectAltName)
  const commonName = shortName(leaf.subject)
  const args = { ...certificateArgs(seen, shown), names, commonName, subjectAlone: names.length === 0 ? commonName : null }
  const finding = { id: question.tlsName(host, seen.viaText), check: 'tls', subject: host, args } as const
  return isNameOf(leaf, host)
    ? { ...finding, code: 'tls/name-matches', status: 'ok' }
    : { ...finding, code: 'tls/name-mismatch', status: 'problem' }
}
