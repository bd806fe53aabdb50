/** What HKEX's name servers know, as master files (RFC 1035 section 5). */

import { isIP } from 'node:net'
import type { SiteName } from '../../lab/places.ts'
import { type Centre, inIpv6, sso, webAddresses, www } from '../places.ts'
import type { Scene, ZoneRecord } from '../scene.ts'

/** The two zones in which the printed names lie, and one for what they may be aliases of. */
export const zones = ['ccass.com', 'hkexposttrade.com.hk', 'centre.example'] as const
export type ZoneName = (typeof zones)[number]

const DEFAULT_TTL_SECONDS = 60

export type Records = Readonly<Record<string, ZoneRecord>>

/** Both names at one data centre, in the families that the ground has. */
export function recordsAt(centre: Centre, family: Scene['family'] = 'ipv4'): Records {
  const at = (site: SiteName): ZoneRecord => ({
    addresses: webAddresses[centre][site].flatMap((each) => [
      ...(family === 'ipv6' ? [] : [each]),
      ...(family === 'ipv4' ? [] : [inIpv6(centre, each)]),
    ]),
  })
  return { [www]: at('www'), [sso]: at('sso') }
}

/** The master file of one zone. */
export function masterFile(zone: ZoneName, records: Records, ttlSeconds = DEFAULT_TTL_SECONDS): string {
  const own = Object.entries(records).filter(([name]) => name.endsWith(`.${zone}`))
  return [
    `$TTL ${ttlSeconds}`,
    `${zone}. SOA ns.${zone}. nobody.${zone}. 1 3600 600 86400 60`,
    `${zone}. NS ns.${zone}.`,
    `ns.${zone}. A 203.0.113.131`,
    ...own.flatMap(([name, record]) => recordLines(name, record)),
    '',
  ].join('\n')
}

function recordLines(name: string, record: ZoneRecord): string[] {
  if ('gone' in record) return []
  if ('noData' in record) return [`${name}. TXT "no address"`]
  if ('alias' in record) return [`${name}. CNAME ${record.alias}.`]
  return record.addresses.map((address) => `${name}. ${isIP(address) === 6 ? 'AAAA' : 'A'} ${address}`)
}
