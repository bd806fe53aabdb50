import type { Finding } from '../check.ts'
import { question } from '../questions.ts'
import type { Settings } from '../settings.ts'
import { matchesName } from './names.ts'
import { certificateArgs, type Seen, type Shown } from './seen.ts'

/** Whether one of the issuers on the path, up to the root, is one that the site file names. */
export function isExpectedIssuer({ path, roots }: Shown, settings: Settings): boolean {
  const names = [...path.map(({ issuer }) => issuer), ...roots.map(({ subject }) => subject)]
  return names.some((name) => settings.issuers.some((expected) => matchesName(expected, name)))
}

/**
 * Who issued the certificate, where the site file says who should have. Below a public root (one of `--root` counts as such)
 * no box of this network's can sign, so another issuer there is news for the site file and no interception.
 *
 * @param trust the finding of the same connection about trust
 */
export function issuerFinding(seen: Seen, shown: Shown, settings: Settings, trust: Finding): Finding[] {
  if (settings.issuers.length === 0) return []
  const { anchors, endsSelfIssued, path } = shown.presented
  const args = { ...certificateArgs(seen, shown), expected: [...settings.issuers] }
  const finding = { id: question.tlsIssuer(seen.host, seen.viaText), check: 'tls', subject: seen.host, args } as const
  if (isExpectedIssuer(shown, settings)) {
    // A name that nobody vouches for is written by whoever made the certificate.
    return anchors.length > 0
      ? [{ ...finding, code: 'tls/issuer-expected', status: 'ok' }]
      : [{ ...finding, code: 'tls/not-judged', status: 'not-checked', reason: 'upstream-failed' }]
  }
  const known = anchors.some(({ store }) => store === 'bundled' || store === 'flag')
  const selfSigned = path.length === 1 && endsSelfIssued && anchors.length === 0
  if (known || selfSigned) return [{ ...finding, code: 'tls/issuer-unexpected', status: 'warning' }]
  const status = trust.status === 'problem' && trust.code === 'tls/intercepted' ? 'problem' : 'warning'
  return [{ ...finding, code: 'tls/intercepted', status, args: { ...args, ...interceptionArgs(trust) } }]
}

/** The same interception in the same words as where trust was judged, so that both are one cause. */
function interceptionArgs({ args }: Finding) {
  return {
    witness: 'issuer',
    middlebox: args.middlebox ?? args.product ?? args.top ?? null,
    top: args.top ?? null,
    product: args.product ?? null,
  }
}
