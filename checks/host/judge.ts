import { defineJudge, type Finding, type JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
import { isLoopbackOrUnspecified } from '../ranges.ts'
import type { HostCode } from './codes.ts'
import type { HostEvidence, Link } from './evidence.ts'
import { judgeOs } from './judge-os.ts'
import { judgeSettings } from './judge-settings.ts'
import { judgeWays } from './judge-ways.ts'

export const hostJudge = defineJudge({
  id: 'host',
  judgeNeeds: ['dns', 'path', 'clock', 'page'],
  evidence: async () => (await import('./evidence.ts')).hostEvidenceSchema,
  judge: (evidence, _settings, upstream) => [
    judgeRoute(evidence, upstream),
    ...judgeWays(evidence, upstream),
    ...judgeOs(evidence, upstream),
    ...judgeSettings(evidence, upstream),
  ],
})

function judgeRoute(evidence: HostEvidence, upstream: JudgeUpstream): Finding {
  const addresses = usableAddresses(evidence)
  const args = {
    addresses,
    linksDown: evidence.links.filter((link) => link.state === 'down' && isCard(link)).map(({ name }) => name),
    destinations: evidence.routes.filter(({ failure }) => failure !== null).map(({ destination }) => destination),
  }
  // Who was answered has a way, whatever the system says of its cards.
  const code = isAnswered(upstream) ? 'network/has-route' : codeOf(evidence)
  return { id: question.networkRoute(), check: 'host', subject: 'PC', code, status: code === 'network/has-route' ? 'ok' : 'problem', args }
}

function isAnswered({ evidence: { dns, path } }: JudgeUpstream): boolean {
  const answering = new Set((dns?.queries ?? []).flatMap(({ resolver, outcome }) => (outcome.kind === 'answered' ? [resolver] : [])))
  return (
    dns?.resolvers.some(({ id, address }) => answering.has(id) && !isLoopbackOrUnspecified(address)) === true ||
    path?.connections.some(({ address, connect }) => connect !== null && connect.failure === null && !isLoopbackOrUnspecified(address)) ===
      true
  )
}

/** One way out is enough: which destinations lack one, the checks of dns and path say. */
function codeOf(evidence: HostEvidence): HostCode {
  if (evidence.routes.some(({ source }) => source !== null && !isOwnMaking(source) && !isOnDeadLink(source, evidence)))
    return 'network/has-route'
  const cards = evidence.links.filter((link) => link.state !== 'unknown' && isCard(link))
  if (cards.length > 0 && cards.every(({ state }) => state === 'down')) return 'network/link-down'
  if (usableAddresses(evidence, isCard).length > 0) return evidence.routes.length > 0 ? 'network/no-route' : 'network/has-route'
  // What a VPN or a virtual switch gave the PC: an address, though none of a card.
  return usableAddresses(evidence).length > 0 && evidence.routes.length > 0 ? 'network/no-route' : 'network/no-address'
}

/**
 * Linux keeps a fixed address and the ways from it when the cable is out, and sends what nobody gets. The runtime does not list the
 * addresses of an interface that is down (libuv, uv_interface_addresses: IFF_RUNNING), so one that nobody has is on such a one.
 */
function isOnDeadLink(source: string, { interfaces, links }: HostEvidence): boolean {
  const dead = links.filter((link) => link.state === 'down' && isCard(link))
  const names = interfaces.flatMap(({ name, address }) => (address === source ? [name] : []))
  return dead.length > 0 && names.every((each) => dead.some(({ name }) => name === each))
}

/** What a driver makes up (a virtual switch, a VPN) keeps its address when every cable is out. */
function isCard({ hardware }: Link): boolean {
  return hardware !== false
}

/** An address that the PC gave itself for want of DHCP reaches no further than the cable, whatever the routes say (RFC 3927, RFC 4291). */
function isOwnMaking(address: string): boolean {
  return address.startsWith('169.254.') || /^fe[89ab]/i.test(address)
}

/** Addresses that reach beyond this PC: not its own loopback, and not the ones that it gave itself. */
function usableAddresses(evidence: HostEvidence, which: (link: Link) => boolean = () => true): string[] {
  const leftOut = new Set(evidence.links.filter((link) => !which(link)).map(({ name }) => name))
  return evidence.interfaces
    .filter(({ address, internal }) => !internal && !isOwnMaking(address))
    .filter(({ name }) => !leftOut.has(name))
    .map(({ address }) => address)
}
