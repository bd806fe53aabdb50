/** Words for rules about paths: who is meant, on the way there and on the way back, in either family. */

import type { ExpectedCause } from '../../lab/fault.ts'
import type { SiteName } from '../../lab/places.ts'
import { type Centre, HTTPS_PORT, inIpv6, sso, type Where, webAddresses, www } from '../places.ts'
import type { Rule } from '../scene.ts'
import { blocker, rule, to } from './make.ts'

/** As `to`, in IPv6. */
export function to6(site: SiteName, centre: Centre = 'primary'): string {
  return `ip6 daddr { ${addresses6(site, centre).join(', ')} } tcp dport ${HTTPS_PORT}`
}

/** What the name's servers send back. */
export function from(site: SiteName, centre: Centre = 'primary'): string {
  return `ip saddr { ${webAddresses[centre][site].join(', ')} } tcp sport ${HTTPS_PORT}`
}

export function addresses6(site: SiteName, centre: Centre = 'primary'): string[] {
  return webAddresses[centre][site].map((each) => inIpv6(centre, each))
}

/** The first bytes of a TLS record that holds a ClientHello (RFC 8446 section 5.1): type 22, and after its header type 1. */
export const aHello = '@ih,0,8 0x16 @ih,40,8 0x1'

/** One verdict for what goes to both names, at the site's firewall. */
export function bothNames(verdict: string, centre: Centre = 'primary'): Rule[] {
  return (['www', 'sso'] as const).map((site) => rule('router', 'forward', `${to(site, centre)} ${verdict}`))
}

/** A link that carries less, and a firewall that keeps the message back by which the sender would learn it (RFC 2923 section 2.1). */
export function quietAbout(at: Where): Rule[] {
  return [
    rule(at, 'output', 'icmp type destination-unreachable icmp code frag-needed drop'),
    rule(at, 'output', 'icmpv6 type packet-too-big drop'),
  ]
}

/** The same of both names. */
export function both(code: string): ExpectedCause[] {
  return [blocker(code, sso), blocker(code, www)]
}
