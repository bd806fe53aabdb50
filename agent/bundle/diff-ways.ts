/** How each address of a host connected: TCP, TLS hello, certificate. */

import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { endpointText } from '../../checks/endpoint.ts'
import type { HandshakeRecord } from '../../checks/schema.ts'
import { nameText } from '../../checks/tls/names.ts'
import { type Seen, seenOf, viaText } from '../../checks/tls/seen.ts'
import type { Evidence } from '../judge.ts'
import { placeOf, type Ranges } from './diff-places.ts'
import type { CertificateFacts, HostDiff, WayState } from './diff-schema.ts'

type Way = HostDiff['ways'][number]

export function diffWays(host: string, a: Evidence, b: Evidence, ranges: Ranges): Pick<HostDiff, 'ways' | 'certificates'> {
  const [inA, inB] = [waysOf(host, a), waysOf(host, b)]
  const ways = [...new Set([...inA.keys(), ...inB.keys()])].toSorted().map((way): Way => {
    const [one, other] = [inA.get(way) ?? null, inB.get(way) ?? null]
    return {
      way,
      place: addressOf(way) === null ? null : placeOf(addressOf(way) ?? '', ranges),
      differs: differences(one, other),
      a: one,
      b: other,
    }
  })
  return { ways, certificates: certificateDifferences([...inA.values()], [...inB.values()]) }
}

/** "10.1.0.10:443" and "[2001:db8::1]:443" have one; "via proxy:3128" has none. */
function addressOf(way: string): string | null {
  const address = way.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return isIP(address) === 0 ? null : address
}

const notTried: WayState['connect'] = { outcome: 'not-tried', failure: null }

const orderOfHellos: readonly string[] = ['big', 'small', 'old', 'refusable'] satisfies HandshakeRecord['hello'][]

function waysOf(host: string, { path, proxy, tls }: Evidence): Map<string, WayState> {
  const connections = (path?.connections ?? []).filter(({ hosts }) => hosts.includes(host))
  const tunnels = (proxy?.tunnels ?? []).filter((tunnel) => tunnel.host === host)
  const handshakes = [...(path?.handshakes ?? []), ...(proxy?.handshakes ?? []), ...(tls?.handshakes ?? [])].filter(
    (each) => each.host === host,
  )
  const shown = new Map((tls === undefined ? [] : seenOf(tls)).filter((seen) => seen.host === host).map((seen) => [seen.viaText, seen]))
  const byWay = Map.groupBy(handshakes, ({ via, port }) => viaText(via, port))
  const reached = new Map<string, Pick<WayState, 'sources' | 'connect'>>()
  for (const { proxy: name, statusCode, failure } of tunnels) {
    const refused = statusCode === null || statusCode === 200 ? null : `HTTP ${statusCode}`
    reached.set(`via ${name}`, { sources: [], connect: outcomeOf(failure?.code ?? refused) })
  }
  for (const connection of connections) {
    const { connect, route, sources } = connection
    const failure = connect?.failure?.code ?? route.failure?.code ?? null
    const outcome = connect === null && failure === null ? notTried : outcomeOf(failure)
    reached.set(endpointText(connection), { sources: sources.toSorted(), connect: outcome })
  }
  return new Map(
    [...new Set([...reached.keys(), ...byWay.keys()])].map((way) => [
      way,
      {
        ...(reached.get(way) ?? { sources: [], connect: notTried }),
        hellos: hellosOf(byWay.get(way) ?? []),
        certificate: certificateOf(shown.get(way)),
      },
    ]),
  )
}

function outcomeOf(failure: string | null): WayState['connect'] {
  return { outcome: failure === null ? 'connected' : 'failed', failure }
}

/** tls keeps copies of what path and proxy recorded: each is told once. */
function hellosOf(records: readonly HandshakeRecord[]): WayState['hellos'] {
  const hellos = records.map(({ hello, outcome }) =>
    outcome.kind === 'done'
      ? { hello, protocol: outcome.protocol, failure: null }
      : { hello, protocol: null, failure: outcome.failure.code },
  )
  const once = new Map(hellos.map((hello) => [JSON.stringify(hello), hello]))
  const rank = ({ hello }: WayState['hellos'][number]) => orderOfHellos.indexOf(hello)
  return [...once].toSorted(([one, a], [other, b]) => rank(a) - rank(b) || (one < other ? -1 : 1)).map(([, hello]) => hello)
}

function certificateOf(seen: Seen | undefined): CertificateFacts | null {
  if (seen?.shown == null) return null
  const { leaf } = seen.shown
  const digest = leaf.fingerprint256.replaceAll(':', '').toLowerCase()
  return { subject: nameText(leaf.subject), issuer: nameText(leaf.issuer), expires: expiryOf(leaf), sha256: digest }
}

/** As printed, where it is no date: a certificate can say anything. */
function expiryOf({ validTo, validToDate }: X509Certificate): string {
  return Number.isNaN(validToDate.getTime()) ? validTo : validToDate.toISOString()
}

function differences(a: WayState | null, b: WayState | null): Way['differs'] {
  if (a === null || b === null) return []
  const same = (part: 'connect' | 'hellos') => JSON.stringify(a[part]) === JSON.stringify(b[part])
  const [one, other] = [a.certificate, b.certificate]
  const certificates = one === null || other === null ? [] : certificateParts(one, other)
  return [...(same('connect') ? [] : ['connect' as const]), ...(same('hellos') ? [] : ['hello' as const]), ...certificates]
}

function certificateParts(a: CertificateFacts, b: CertificateFacts): ('issuer' | 'expiry' | 'certificate')[] {
  const parts = [...(a.issuer === b.issuer ? [] : ['issuer' as const]), ...(a.expires === b.expires ? [] : ['expiry' as const])]
  return parts.length > 0 || a.sha256 === b.sha256 ? parts : ['certificate']
}

/** Where no certificate came on one side there is nothing to compare. */
function certificateDifferences(a: readonly WayState[], b: readonly WayState[]): HostDiff['certificates'] {
  const values = (ways: readonly WayState[], part: 'issuer' | 'expires') =>
    new Set(ways.flatMap(({ certificate }) => (certificate === null ? [] : [certificate[part]])))
  const differ = (part: 'issuer' | 'expires') => {
    const [one, other] = [values(a, part), values(b, part)]
    return one.size > 0 && other.size > 0 && one.symmetricDifference(other).size > 0
  }
  return [...(differ('issuer') ? ['issuer' as const] : []), ...(differ('expires') ? ['expiry' as const] : [])]
}
