/** What the servers say of the time, as intervals in which the PC's error lies. */

import type { Hop, PageEvidence } from '../page/evidence.ts'
import { hostOf, portOf } from '../page/redirect.ts'
import type { TlsEvidence } from '../tls/evidence.ts'
import { isNameOf, type Seen, seenOf, viaText } from '../tls/seen.ts'

/** The PC's clock is ahead of the true time by something between these two, in milliseconds. */
export interface SkewBounds {
  readonly host: string
  readonly lowMs: number
  readonly highMs: number
}

/** HTTP's Date has whole seconds (RFC 9110 section 5.6.7), so the true moment lies within the second that follows it. */
const DATE_RESOLUTION_MS = 1000

/**
 * HTTP `Date` of each answer. The answer left the server between Date and Date + 1 s, and took at most the whole
 * time of the request to arrive. A stranger's clock, a portal's or a filter's, says nothing of the PC's.
 */
export function httpWitnesses(page: PageEvidence | undefined, tls: TlsEvidence | undefined): SkewBounds[] {
  const seen = tls === undefined ? [] : seenOf(tls)
  return (page?.visits ?? []).flatMap(({ hops }) =>
    hops.flatMap((hop, at) => {
      const dateMs = hop.date === null ? Number.NaN : Date.parse(hop.date)
      if (Number.isNaN(dateMs) || isStrangers(hop, at, seen)) return []
      // An answer out of a cache is as old as its Age says, in whole seconds again (RFC 9111 section 5.1).
      const ageMs = (hop.ageSeconds ?? 0) * 1000
      const highMs = hop.receivedAtMs - dateMs - ageMs
      const resolutionMs = ageMs > 0 ? 2 * DATE_RESOLUTION_MS : DATE_RESOLUTION_MS
      return [{ host: new URL(hop.url).hostname, lowMs: highMs - resolutionMs - hop.elapsedMs, highMs }]
    }),
  )
}

/** Under another name's certificate, or led away from TLS. Whether the certificate holds otherwise is not asked: that is what the clock decides. */
function isStrangers({ url, via }: Hop, at: number, seen: readonly Seen[]): boolean {
  const address = new URL(url)
  if (address.protocol !== 'https:') return at > 0
  const ofHost = seen.filter(({ host }) => host === hostOf(address))
  const met = via === null ? [] : ofHost.filter((each) => each.viaText === viaText(via, portOf(address)))
  return (met.length > 0 ? met : ofHost).some(({ host, shown }) => shown !== null && !isNameOf(shown.leaf, host))
}

export interface CertificateBounds {
  readonly sha256: string
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

/**
 * Certificates as witnesses, where no Date came: only two or more different ones that are all outside their dates on
 * the same side speak of the clock. One alone may simply be wrong.
 */
export function certificateWitness(certificates: readonly CertificateBounds[], wallMs: number): SkewBounds | undefined {
  const different = [...new Map(certificates.map((each) => [each.sha256, each])).values()]
  if (different.length < 2) return undefined
  const earliestMs = Math.max(...different.map((each) => each.notBeforeMs))
  const latestMs = Math.min(...different.map((each) => each.notAfterMs))
  const allAhead = different.every((each) => wallMs < each.notBeforeMs)
  const allBehind = different.every((each) => wallMs > each.notAfterMs)
  if (earliestMs > latestMs || !(allAhead || allBehind)) return undefined
  return { host: 'certificates', lowMs: wallMs - latestMs, highMs: wallMs - earliestMs }
}
