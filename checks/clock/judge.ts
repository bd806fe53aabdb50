import { type Args, defineJudge, type Finding } from '../check.ts'
import { HONG_KONG_OFFSET_MINUTES, hongKongTime } from '../hong-kong-time.ts'
import { question } from '../questions.ts'
import type { TlsEvidence } from '../tls/evidence.ts'
import { readPem } from '../tls/seen.ts'
import { certificateWitness, httpWitnesses, type SkewBounds } from './witness.ts'

/**
 * Five minutes: the tolerance of Kerberos, the tightest common user of a Windows PC's clock
 * (Microsoft, "Maximum tolerance for computer clock synchronization", default 5 minutes). Certificates forgive more.
 */
const TOLERATED_SKEW_MS = 5 * 60_000

export const clockJudge = defineJudge({
  id: 'clock',
  judgeNeeds: [],
  evidence: async () => (await import('./evidence.ts')).clockEvidenceSchema,
  judge(evidence, _settings, upstream) {
    const witnesses = httpWitnesses(upstream.evidence.page, upstream.evidence.tls)
    const fallback = witnesses.length === 0 ? certificateWitness(leafBounds(upstream.evidence.tls), evidence.wallMs) : undefined
    const all = fallback === undefined ? witnesses : [fallback]
    return [skewFinding(evidence.wallMs, all), zoneFinding(evidence.utcOffsetMinutes)]
  },
})

function skewFinding(wallMs: number, witnesses: readonly SkewBounds[]): Finding {
  const finding = { id: question.clockSkew(), check: 'clock', subject: 'clock' } as const
  if (witnesses.length === 0) {
    return {
      ...finding,
      code: 'clock/no-witness',
      status: 'not-checked',
      reason: 'no-witness',
      args: { hongKongTime: hongKongTime(wallMs) },
    }
  }
  // One witness who agrees is enough: a server whose own clock is wrong must not blame the PC.
  const agreeing = witnesses.find(({ lowMs, highMs }) => highMs >= -TOLERATED_SKEW_MS && lowMs <= TOLERATED_SKEW_MS)
  const best = agreeing ?? narrowest(witnesses)
  const skewMs = (best.lowMs + best.highMs) / 2
  const args: Args = {
    skewMs: Math.round(skewMs),
    skew: clockText(Math.abs(skewMs)),
    days: wholeDays(Math.abs(skewMs)),
    direction: skewMs < 0 ? 'behind' : 'ahead',
    uncertaintyMs: Math.round((best.highMs - best.lowMs) / 2),
    witness: best.host,
    pcTime: hongKongTime(wallMs),
    hongKongTime: hongKongTime(wallMs - skewMs),
  }
  return agreeing === undefined
    ? { ...finding, code: 'clock/skewed', status: 'problem', args }
    : { ...finding, code: 'clock/agrees', status: 'ok', args }
}

function zoneFinding(utcOffsetMinutes: number): Finding {
  const finding = { id: question.clockZone(), check: 'clock', subject: 'time zone' } as const
  const sign = utcOffsetMinutes < 0 ? '-' : '+'
  const minutes = Math.abs(utcOffsetMinutes)
  const args = { zone: `UTC${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` }
  return utcOffsetMinutes === HONG_KONG_OFFSET_MINUTES
    ? { ...finding, code: 'clock/hong-kong', status: 'ok', args }
    : { ...finding, code: 'clock/zone', status: 'warning', args }
}

function leafBounds(tls: TlsEvidence | undefined) {
  const pems = new Map(tls?.certificates.map((each) => [each.sha256, each.pem]))
  return (tls?.presented ?? []).flatMap(({ chain: [leaf] }) => {
    const pem = pems.get(leaf ?? '')
    const certificate = readPem(pem)
    if (leaf === undefined || certificate === undefined) return []
    return [{ sha256: leaf, notBeforeMs: certificate.validFromDate.getTime(), notAfterMs: certificate.validToDate.getTime() }]
  })
}

function narrowest(witnesses: readonly SkewBounds[]): SkewBounds {
  return witnesses.reduce((best, each) => (each.highMs - each.lowMs < best.highMs - best.lowMs ? each : best))
}

/** "26:03:04" or "00:06:00": the same in every language. */
function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':')
}

/** From two days on nobody counts hours. */
function wholeDays(ms: number): number | null {
  const days = Math.round(ms / 86_400_000)
  return days < 2 ? null : days
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
