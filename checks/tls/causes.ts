/** Numbers 500-599 belong to TLS. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import { type Args, type Finding, isBad } from '../check.ts'
import { hostSymptoms, isStopped, predict } from '../downstream.ts'
import { intercepted } from './cause-intercepted.ts'
import { issuerUnexpected } from './cause-issuer.ts'
import type { TlsCauseCode } from './codes.ts'
import { certificateFollowUps, isOwnFault, proxiesOf, severityOver, standingOf, viasOf } from './connections.ts'

/** What else a cause explains about the same host. */
type Reach =
  /** Nothing: the other answers about this certificate stand by themselves. */
  | 'itself'
  /** Nobody vouches for the certificate, so its dates, name and strength are no fault of the real server's. */
  | 'certificate'
  /** No connection comes about, so no page does. */
  | 'page'

interface Facts {
  readonly number: number
  readonly owner: Owner
  readonly severity: Severity
  readonly reach: Reach
}

/** Those of one host; `tls/intercepted` and `tls/issuer-unexpected` speak of many hosts at once and stand by themselves. */
const facts = {
  'tls/expired': { number: 501, owner: 'hkex', severity: 'blocker', reach: 'itself' },
  'tls/not-yet-valid': { number: 502, owner: 'hkex', severity: 'blocker', reach: 'itself' },
  'tls/expires-soon': { number: 503, owner: 'hkex', severity: 'warning', reach: 'itself' },
  'tls/name-mismatch': { number: 504, owner: 'hkex', severity: 'blocker', reach: 'itself' },
  'tls/self-signed': { number: 505, owner: 'site-network', severity: 'blocker', reach: 'certificate' },
  'tls/unknown-issuer': { number: 506, owner: 'site-network', severity: 'blocker', reach: 'certificate' },
  'tls/root-not-installed': { number: 507, owner: 'site-it', severity: 'blocker', reach: 'itself' },
  'tls/chain-incomplete': { number: 509, owner: 'hkex', severity: 'blocker', reach: 'itself' },
  'tls/protocol-too-old': { number: 510, owner: 'hkex', severity: 'blocker', reach: 'page' },
  'tls/weak-key': { number: 511, owner: 'hkex', severity: 'warning', reach: 'itself' },
  'tls/weak-signature': { number: 512, owner: 'hkex', severity: 'warning', reach: 'itself' },
  'tls/client-certificate-requested': { number: 513, owner: 'site-it', severity: 'blocker', reach: 'page' },
  'tls/handshake-refused': { number: 514, owner: 'site-network', severity: 'blocker', reach: 'page' },
  'tls/revoked': { number: 515, owner: 'hkex', severity: 'blocker', reach: 'itself' },
} as const satisfies Record<Exclude<TlsCauseCode, 'tls/intercepted' | 'tls/issuer-unexpected'>, Facts>

/** One candidate for each host that shows the code, over whatever connections. */
function hostCause(code: keyof typeof facts): Cause {
  const { number, owner, reach } = facts[code]
  return defineCause({
    code,
    number,
    owner,
    confirm: 'curl.exe -vI {url}',
    propose: (findings) =>
      [...Map.groupBy(findings.bad(code).filter(isOwnFault), ({ subject }) => subject)].map(([host, shown]): Candidate => {
        const severity = severityOf(findings, code, host, shown)
        return {
          code,
          subject: host,
          severity,
          // A root on this PC is the site's own, whatever it signed.
          owner: shown.every(({ args }) => args.role === 'root') ? 'site-it' : owner,
          args: { ...shown[0]?.args, host, ...placesOf(findings, host, shown, severity) },
          predicts: [
            ...shown.map(({ id }) => ({ id, codes: [code] })),
            ...predict(explained(findings, reach, host, shown)),
            ...predict(code === clientCertificate ? pagesRefused(findings, host) : []),
            ...predict(refusedByBrowser(findings, code, host)),
          ],
          ruledOutBy: [],
          specificity: 1,
        }
      }),
  })
}

/** Where it was seen; for texts of what stops no log-on today, by the reason why not. */
function placesOf(findings: Findings, host: string, shown: readonly Finding[], severity: Severity): Args {
  const vias = viasOf(shown)
  const standing = severity === 'warning' ? standingOf(findings, host, shown) : 'stops'
  return {
    vias,
    proxies: proxiesOf(vias),
    stopsAt: standing === 'elsewhere' ? vias : null,
    acceptedHost: standing === 'accepted' ? host : null,
    hiddenAt: standing === 'hidden' ? vias : null,
  }
}

const clientCertificate = 'tls/client-certificate-requested'

/** Servers that ask first and refuse later say 403 (Apache, IIS) or 400 (nginx) to a client without a certificate, or hang up on it. */
function pagesRefused(findings: Findings, host: string): Finding[] {
  return findings.asked('page.reach').filter((page) => isBad(page) && page.args.host === host && isRefusalOfNoCertificate(page))
}

/** Errors by which the browser alone stops at what this program, which judges for itself, goes past (Chromium, net_error_list.h). */
const browserErrors: Readonly<Partial<Record<TlsCauseCode, readonly string[]>>> = {
  'tls/weak-key': ['ERR_CERT_WEAK_KEY', 'ERR_CERT_INVALID', 'ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY'],
  'tls/weak-signature': ['ERR_CERT_WEAK_SIGNATURE_ALGORITHM', 'ERR_CERT_INVALID'],
  'tls/revoked': ['ERR_CERT_REVOKED'],
  'tls/client-certificate-requested': ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'ERR_BAD_SSL_CLIENT_AUTH_CERT'],
}

function isRefusalOfNoCertificate({ code, args }: Finding): boolean {
  return args.statusCode === 403 || args.statusCode === 400 || code === 'page/no-answer'
}

function refusedByBrowser(findings: Findings, code: TlsCauseCode, host: string): Finding[] {
  const errors = browserErrors[code] ?? []
  return findings.asked('browser.page').filter((page) => isBad(page) && page.args.host === host && errors.includes(String(page.args.error)))
}

function severityOf(findings: Findings, code: keyof typeof facts, host: string, shown: readonly Finding[]): Severity {
  if (refusedByBrowser(findings, code, host).length > 0) return 'blocker'
  // A server may ask for a certificate and go on without; only a page that does not come tells that it insists.
  if (code === clientCertificate) return clientCertificateSeverity(findings, host)
  return facts[code].severity === 'blocker' ? severityOver(findings, host, shown) : facts[code].severity
}

function clientCertificateSeverity(findings: Findings, host: string): Severity {
  if (isStopped(findings, host) || pagesRefused(findings, host).length > 0) return 'blocker'
  const pages = findings.asked('page.reach').filter((page) => page.args.host === host)
  return pages.some(({ status }) => status === 'ok') ? 'note' : 'warning'
}

function explained(findings: Findings, reach: Reach, host: string, shown: readonly Finding[]): Finding[] {
  if (reach === 'itself') return []
  const pages = hostSymptoms(findings, host).filter(({ check }) => check === 'page')
  return reach === 'page' ? pages : [...certificateFollowUps(findings, shown).filter(isOwnFault), ...pages].filter(isBad)
}

export const tlsCauses: readonly Cause[] = [...(Object.keys(facts) as (keyof typeof facts)[]).map(hostCause), intercepted, issuerUnexpected]
