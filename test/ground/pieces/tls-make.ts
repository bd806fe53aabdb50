/** What pieces about certificates have in common. */

import { PROXY_PORT, proxyAddress } from '../places.ts'
import type { Scene, WebScene } from '../scene.ts'
import { rule, web } from './make.ts'

/** Addresses come as HKEX's servers list them (knot does so by itself), so that it is known which one the browser takes: the first. */
export const inOrder: Scene = { resolvers: { preferred: { lines: ['rrset-roundrobin: no'] } } }

/** The last of the 2FA server's addresses does otherwise than the first, which the browser takes. */
export function lastOfSso(last: Omit<WebScene, 'last'>): Scene {
  return { ...inOrder, ...web('sso', { last }) }
}

/** Nothing goes out but by the site's proxy, which the site file names. */
export const byProxyAlone: Scene = {
  siteFile: { proxy: `http://${proxyAddress}:${PROXY_PORT}` },
  rules: [rule('router', 'forward', `ip saddr 198.51.100.10 tcp dport 443 drop`)],
}

/** The site file says nothing of who issues certificates. */
export const nothingExpected: Scene = { siteFile: { certificate: null } }
