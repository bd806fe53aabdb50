/**
 * Who stands where on the ground. Addresses of documentation alone (RFC 5737, RFC 3849); the names are the two that HKEX printed, at
 * the port that https implies: in a network of one's own both may be played as they are.
 */

import { hostOf, type SiteName } from '../lab/places.ts'

/** The network namespaces, from the terminal outwards: pc — router — line — primary, secondary and names; site hangs on the router's LAN. */
export const wheres = ['pc', 'site', 'router', 'line', 'primary', 'secondary', 'names'] as const
export type Where = (typeof wheres)[number]
export type Centre = 'primary' | 'secondary'
/** HKEX's two DNS servers, and one of the site's own. */
export type ResolverName = 'preferred' | 'alternate' | 'forwarder'

export const { www, sso } = hostOf
/** The port that `https` implies. */
export const HTTPS_PORT = 443

interface Network {
  /** The router's own address in it. */
  readonly gateway: string
  readonly prefix: number
  readonly range: string
}

export const lan: Network = { gateway: '198.51.100.1', prefix: 24, range: '198.51.100.0/24' }
/** Between the site's router and the line. */
export const wan = { router: '203.0.113.242', line: '203.0.113.241', prefix: 29 } as const
export const networks: Readonly<Record<Centre | 'names', Network>> = {
  primary: { gateway: '203.0.113.1', prefix: 26, range: '203.0.113.0/26' },
  secondary: { gateway: '203.0.113.65', prefix: 26, range: '203.0.113.64/26' },
  names: { gateway: '203.0.113.129', prefix: 27, range: '203.0.113.128/27' },
}

export const pcAddress = '198.51.100.10'
export const resolverAddress: Readonly<Record<ResolverName, string>> = {
  preferred: '203.0.113.131',
  alternate: '203.0.113.132',
  forwarder: '198.51.100.53',
}
/** Two addresses a name in the primary data centre, one in the secondary. */
export const webAddresses: Readonly<Record<Centre, Readonly<Record<SiteName, readonly string[]>>>> = {
  primary: { www: ['203.0.113.10', '203.0.113.11'], sso: ['203.0.113.20', '203.0.113.21'] },
  secondary: { www: ['203.0.113.74'], sso: ['203.0.113.84'] },
}
/** In the primary data centre's range: a machine that serves nothing any more, and refuses. */
export const oldSso = '203.0.113.30'
/** In no data centre's range: the site's own machine for strangers' pages. */
export const stray = '198.51.100.90'
/** In the site's LAN; nobody has it. */
export const dead = '198.51.100.99'
export const proxyAddress = '198.51.100.80'
export const secondProxy = '198.51.100.81'
export const PROXY_PORT = 3128
/** Where the site keeps its proxy script, and a guest network its sign-in page. */
export const pacAddress = '198.51.100.91'
export const portalAddress = '198.51.100.92'
export const siteAddresses: readonly string[] = [resolverAddress.forwarder, proxyAddress, secondProxy, stray, pacAddress, portalAddress]

/** The same networks in IPv6: the last two bytes of an address say who it is there too. */
const prefix6 = {
  lan: '2001:db8:51::',
  wan: '2001:db8:f::',
  primary: '2001:db8:113:1::',
  secondary: '2001:db8:113:2::',
  names: '2001:db8:113:3::',
} as const

/** "203.0.113.20" of the primary data centre is "2001:db8:113:1::20". */
export function inIpv6(network: keyof typeof prefix6, address: string): string {
  return `${prefix6[network]}${address.split('.').at(-1)}`
}

export function range6(network: keyof typeof prefix6): string {
  return `${prefix6[network]}/64`
}
