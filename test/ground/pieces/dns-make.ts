/** Words that the pieces of DNS share. */

import { resolverAddress, sso, webAddresses } from '../places.ts'
import type { ResolverScene, Scene } from '../scene.ts'

export const { preferred, alternate, forwarder } = resolverAddress
/** For nft: a packet to one of these servers' port, by UDP and by TCP. */
export const dnsTo = (...addresses: readonly string[]) => `ip daddr { ${addresses.join(', ')} } meta l4proto { tcp, udp } th dport 53`
export const udpTo = (...addresses: readonly string[]) => `ip daddr { ${addresses.join(', ')} } udp dport 53`
export const tcpTo = (...addresses: readonly string[]) => `ip daddr { ${addresses.join(', ')} } tcp dport 53`

/** HKEX's two servers, alike. */
export function bothHkex(scene: ResolverScene): Scene {
  return { resolvers: { preferred: scene, alternate: scene } }
}

/** The PC asks the site's own server alone. */
export function ownForwarder(scene: ResolverScene): Scene {
  return { pc: { asks: ['forwarder'] }, resolvers: { forwarder: scene } }
}

const [first, second, third] = ['a', 'b', 'c'].map((letter) => `${[1, 2, 3].map(() => letter.repeat(60)).join('.')}.hkexposttrade.com.hk`)

/** The 2FA name behind three aliases of the longest labels there are: more than 512 bytes, and the servers send no more by UDP. */
export const longAnswer: Scene = {
  records: {
    [sso]: { alias: first ?? '' },
    [first ?? '']: { alias: second ?? '' },
    [second ?? '']: { alias: third ?? '' },
    [third ?? '']: { addresses: webAddresses.primary.sso },
  },
  ...bothHkex({ software: 'unbound', udpBytes: 512 }),
}
