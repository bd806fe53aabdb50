import type { X509Certificate } from 'node:crypto'
import type { Args, Finding, JudgeUpstream } from '../check.ts'
import { hongKongTime } from '../hong-kong-time.ts'
import { question } from '../questions.ts'
import { storeOf } from './judge-trust.ts'
import { shortName } from './names.ts'
import { certificateArgs, issuedPath, type Role, readPem, roleArgs, type Seen, type Shown } from './seen.ts'

const DAY_MS = 86_400_000
/** A month: long enough to renew in office hours (design, section 4). */
const SOON_MS = 30 * DAY_MS
/**
 * What public authorities issue for less than 90 days is renewed by a program, when a third of its life is left: 30 days would be most of
 * the life of the longest that they may issue from 2029 on, 47 days (CA/Browser Forum, ballot SC-081v3).
 */
const SOON_PART = 1 / 3

/** The two clocks by which dates are judged, milliseconds since 1970 UTC. */
export interface Now {
  /** What this PC says; null where it was not recorded. */
  readonly pcMs: number | null
  /** The PC's time less its error; null where nobody told the error. */
  readonly correctedMs: number | null
}

export function nowOf({ evidence, findings }: JudgeUpstream): Now {
  const pcMs = evidence.clock?.wallMs ?? null
  const skew = findings.clock?.find(({ id }) => id === question.clockSkew())
  const skewMs = skew?.args.skewMs
  // An error within the clock's tolerance changes no date: a server's own clock is no better than that.
  if (pcMs === null || (skew?.code !== 'clock/skewed' && skew?.code !== 'clock/agrees')) return { pcMs, correctedMs: null }
  return { pcMs, correctedMs: skew.code === 'clock/skewed' && typeof skewMs === 'number' ? pcMs - skewMs : pcMs }
}

type Verdict = 'valid' | 'expired' | 'not-yet-valid' | 'expires-soon'

interface Dated {
  readonly role: Role
  /** A public authority vouches for the path. */
  readonly isPublic: boolean
  readonly certificate: X509Certificate
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

/** The dates of the whole path, at the PC's time and at the corrected one. */
export function datesFinding(seen: Seen, shown: Shown, { pcMs, correctedMs }: Now): Finding {
  const finding = { id: question.tlsDates(seen.host, seen.viaText), check: 'tls', subject: seen.host } as const
  if (pcMs === null)
    return { ...finding, code: 'tls/not-judged', status: 'not-checked', reason: 'upstream-failed', args: certificateArgs(seen, shown) }
  const dated = datedCertificates(shown)
  const trueMs = correctedMs ?? pcMs
  const atTrue = worst(dated, trueMs)
  const atPc = worst(dated, pcMs)
  const facts = {
    validAtPcTime: !isOutside(atPc.verdict),
    validAtCorrectedTime: correctedMs === null ? null : !isOutside(atTrue.verdict),
  }
  // What is wrong at the true time is the certificate's own; only what is right there and wrong here is the clock's.
  const { verdict, of, atMs } =
    isOutside(atTrue.verdict) || !isOutside(atPc.verdict) ? { ...atTrue, atMs: trueMs } : { ...atPc, atMs: pcMs }
  const args: Args = { ...certificateArgs(seen, shown), ...datesArgs(of, atMs), ...facts, ...roleArgs(of.role, of.certificate) }
  switch (verdict) {
    case 'valid':
      return { ...finding, code: 'tls/dates-valid', status: 'ok', args }
    case 'expires-soon':
      return { ...finding, code: 'tls/expires-soon', status: 'warning', args }
    default:
      return { ...finding, code: `tls/${verdict}`, status: 'problem', args }
  }
}

function isOutside(verdict: Verdict): boolean {
  return verdict === 'expired' || verdict === 'not-yet-valid'
}

/**
 * The server's certificate, its issuers, and the root where the PC alone holds it. A public root's dates are not judged (RFC 5280
 * section 6.1.1 d: an anchor has none), but browsers do not take one that somebody installed and that ended (Chromium,
 * net/cert/internal: WithEnforceAnchorExpiry).
 */
function datedCertificates(shown: Shown): Dated[] {
  const root = privateRoot(shown)
  const isPublic = storeOf(shown.presented) === 'bundled'
  return [
    ...issuedPath(shown).map((certificate, at) => datedAs(at === 0 ? 'server' : 'issuer', certificate, isPublic)),
    ...(root === undefined ? [] : [datedAs('root', root, isPublic)]),
  ]
}

/** Of several that vouch for the path, as where one was renewed, the one that holds longest counts. */
function privateRoot({ presented, leaf }: Shown): X509Certificate | undefined {
  const store = storeOf(presented)
  if (store !== 'system' && store !== 'site') return undefined
  const roots = presented.anchors.flatMap(({ pem }) => readPem(pem) ?? []).filter(({ raw }) => !raw.equals(leaf.raw))
  return roots.toSorted((a, b) => b.validToDate.getTime() - a.validToDate.getTime())[0]
}

function datedAs(role: Role, certificate: X509Certificate, isPublic: boolean): Dated {
  return { role, certificate, isPublic, notBeforeMs: certificate.validFromDate.getTime(), notAfterMs: certificate.validToDate.getTime() }
}

const gravity: readonly Verdict[] = ['expired', 'not-yet-valid', 'expires-soon', 'valid']

/** The gravest verdict of the path, and of which certificate; among equals the one that ends first. */
function worst(dated: readonly Dated[], atMs: number): { verdict: Verdict; of: Dated } {
  const verdicts = dated
    .map((of) => ({ of, verdict: verdictOf(of, atMs) }))
    .toSorted((a, b) => gravity.indexOf(a.verdict) - gravity.indexOf(b.verdict) || a.of.notAfterMs - b.of.notAfterMs)
  return verdicts[0] as { verdict: Verdict; of: Dated }
}

/** Both dates belong to the period (RFC 5280 section 4.1.2.5). A date that cannot be read, NaN, is never valid. */
function verdictOf({ notBeforeMs, notAfterMs, isPublic }: Dated, atMs: number): Verdict {
  if (!(atMs <= notAfterMs)) return 'expired'
  if (!(atMs >= notBeforeMs)) return 'not-yet-valid'
  const soonMs = isPublic ? Math.min(SOON_MS, (notAfterMs - notBeforeMs) * SOON_PART) : SOON_MS
  return notAfterMs - atMs <= soonMs ? 'expires-soon' : 'valid'
}

function datesArgs({ certificate, notBeforeMs, notAfterMs }: Dated, atMs: number): Args {
  return {
    certificate: shortName(certificate.subject),
    notBefore: timeText(notBeforeMs),
    notAfter: timeText(notAfterMs),
    daysLeft: Math.floor((notAfterMs - atMs) / DAY_MS),
    daysAgo: Math.floor((atMs - notAfterMs) / DAY_MS),
    daysUntil: Math.ceil((notBeforeMs - atMs) / DAY_MS),
  }
}

function timeText(ms: number): string {
  return Number.isNaN(ms) ? '?' : hongKongTime(ms)
}
