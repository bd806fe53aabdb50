/** How many ways lead out of the PC: two networks at once, or a VPN beside one. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
import type { HostEvidence, Link } from './evidence.ts'
import { isFound, isInTrouble } from './trouble.ts'

/** IANA's ifType: PPP, which dialled connections and most VPNs of Windows are; propVirtual, which WireGuard's driver is; tunnel. */
const tunnelTypes: ReadonlySet<number | null> = new Set([23, 53, 131])

/** What a packet that takes the wrong way ends in. */
const wrongWay = [
  'path/no-reply',
  'path/unreachable',
  'path/prohibited',
  'path/some-addresses',
  'path/refused',
  'dns/resolver-silent',
  'dns/resolver-refuses',
  'network/no-route',
] as const

/** A laptop in its dock has two ways every day: worth a note only where connections fail in the way that a wrong way would make them. */
export function judgeWays(evidence: HostEvidence, upstream: JudgeUpstream): Finding[] {
  const addressed = new Map(evidence.interfaces.filter(({ address }) => !address.includes(':')).map(({ name, address }) => [name, address]))
  const ways = evidence.links.filter((link) => isWay(link, addressed))
  if (ways.length === 0) return []
  const sources = new Set(evidence.routes.flatMap(({ source }) => source ?? []))
  const taken = evidence.interfaces.filter(({ address }) => sources.has(address)).map(({ name }) => name)
  const args = { ways: ways.map(wayText), taken: [...new Set(taken)] }
  const matters = ways.length > 1 && isInTrouble(upstream) && isFound(upstream, ...wrongWay)
  const finding = { id: question.networkWays(), check: 'host', subject: 'PC', args } as const
  return [matters ? { ...finding, code: 'network/several-routes', status: 'warning' } : { ...finding, code: 'network/ways', status: 'ok' }]
}

function isWay({ name, state, type, gateways }: Link, addressed: ReadonlyMap<string, string>): boolean {
  return state !== 'down' && (gateways.length > 0 || (tunnelTypes.has(type) && state === 'up' && addressed.has(name)))
}

function wayText({ name, gateways }: Link): string {
  // A tunnel's is no address: whatever goes into it comes out at the other end.
  const gateway = gateways.find((each) => each !== '0.0.0.0' && each !== '::')
  return gateway === undefined ? name : `${name} (${gateway})`
}
