import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { withFullWidth } from './full-width.ts'
import { valueWords as words } from './mistake-words.ts'
import type { Read } from './readers.ts'

/** A CIDR range (RFC 4632; RFC 4291 section 2.3), written back as its network: 10.1.2.3/16 is 10.1.0.0/16. */
export function readRange(text: string): Read<string> {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return { problem: withFullWidth(tell(words.notARange, { text: quote(text) }), text) }
  const bits = family === 6 ? 128 : 32
  if (prefix === undefined) return { problem: tell(words.noPrefix, { text: quote(text), single: `${address}/${bits}` }) }
  // ipaddr.js takes some spellings (10.1, 0x0a.1) that no person means: address and prefix are checked before it sees them.
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return { problem: tell(words.badPrefix, { text: quote(text), bits }) }
  if (address.includes('%')) return { problem: tell(words.zone, { text: quote(text) }) }
  const network = family === 6 ? ipaddr.IPv6.networkAddressFromCIDR(text) : ipaddr.IPv4.networkAddressFromCIDR(text)
  return { value: `${network.toString()}/${Number(prefix)}` }
}
