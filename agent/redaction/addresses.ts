/**
 * Addresses for others: prefix-preserving (J. Xu et al., "Prefix-preserving IP address anonymization", ICNP 2002), so that two addresses
 * of one range stay in one range of the same length, whichever that is. A bit is turned over by what AES makes of the bits before it.
 * Bits on the way to a block with a meaning of its own stay, so that each such block is mapped onto itself.
 */

import { createCipheriv, hkdfSync } from 'node:crypto'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

type Bytes = readonly number[]

interface Block {
  readonly base: Bytes
  readonly bits: number
  /** Nobody's address in particular: it stays as it is. */
  readonly literal: boolean
}

interface Family {
  readonly blocks: readonly Block[]
  readonly flips: (address: Bytes) => (bit: number) => boolean
}

/** IANA's special-purpose address registries, as far as judges, people and Windows tell them apart (RFC 6890; RFC 6598, 2544, 3927). */
const special4 = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15', '240.0.0.0/4']
const literal4 = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32']
/** Addresses of all the world, unique local ones by their two halves, link-local ones as they are given (RFC 4291, 4193). */
const special6 = ['2000::/3', 'fc00::/7', 'fd00::/8', 'fe80::/10', 'fe80::/64']
const literal6 = ['::/128', '::1/128', 'ff00::/8']
/** IPv4 inside of IPv6 (RFC 4291 section 2.5.5.2, RFC 6052): its last 32 bits are mapped as that address is by itself. */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96']

const BLOCK_BYTES = 16

/** @returns a function from an address without zone to another one; what is no address comes back as it is */
export function addressesBy(key: Uint8Array): (address: string) => string {
  const four = familyOf('4', key, blocksOf(special4, false), blocksOf(literal4, true))
  const six = familyOf('6', key, blocksOf([...special6, ...embedding], false), blocksOf(literal6, true))
  const embeds = blocksOf(embedding, false)
  const made = new Map<string, string>()

  function map(address: string): string {
    const kind = isIP(address)
    if (kind === 0) return address
    const bytes = ipaddr.parse(address).toByteArray()
    if (kind === 4) return mapped(bytes, four).join('.')
    const inner = embeds.some((block) => commonBits(bytes, block.base) >= block.bits)
    const out = inner ? [...bytes.slice(0, 12), ...mapped(bytes.slice(12), four)] : mapped(bytes, six)
    return ipaddr.fromByteArray(out).toString()
  }

  return (address) => {
    const known = made.get(address)
    if (known !== undefined) return known
    const result = map(address)
    made.set(address, result)
    return result
  }
}

function blocksOf(ranges: readonly string[], literal: boolean): Block[] {
  return ranges.map((range) => {
    const [base, bits] = ipaddr.parseCIDR(range)
    return { base: base.toByteArray(), bits, literal }
  })
}

function familyOf(name: string, key: Uint8Array, ...blocks: readonly (readonly Block[])[]): Family {
  const secret = new Uint8Array(hkdfSync('sha256', key, '', `addresses ${name}`, 32))
  const cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false)
  return {
    blocks: blocks.flat(),
    flips: (address) => {
      const out = cipher.update(prefixes(address))
      return (bit) => ((out[bit * BLOCK_BYTES] ?? 0) & 0x80) !== 0
    },
  }
}

/** Each prefix of the address in a block of the cipher: its bits, a one, and zeros, so that no two are the same. */
function prefixes(address: Bytes): Buffer {
  const all = Buffer.alloc(address.length * 8 * BLOCK_BYTES)
  for (let bit = 0; bit < address.length * 8; bit++) {
    const at = bit * BLOCK_BYTES
    const whole = bit >> 3
    for (let index = 0; index < whole; index++) all[at + index] = address[index] ?? 0
    const kept = bit & 7
    all[at + whole] = ((address[whole] ?? 0) & (0xff << (8 - kept)) & 0xff) | (0x80 >> kept)
  }
  return all
}

function mapped(address: Bytes, { blocks, flips }: Family): number[] {
  const shared = blocks.map((block) => ({ block, common: Math.min(commonBits(address, block.base), block.bits) }))
  if (shared.some(({ block, common }) => block.literal && common === block.bits)) return [...address]
  // A bit stays where the bits before it may still lead into a block: up to the one in which the address leaves it.
  const staying = Math.max(...shared.map(({ block, common }) => Math.min(common, block.bits - 1)))
  const isFlipped = flips(address)
  const out = [...address]
  for (let bit = staying + 1; bit < address.length * 8; bit++)
    if (isFlipped(bit)) out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7))
  return out
}

function commonBits(one: Bytes, other: Bytes): number {
  const at = one.findIndex((byte, index) => byte !== other[index])
  return at < 0 ? one.length * 8 : at * 8 + Math.clz32((one[at] ?? 0) ^ (other[at] ?? 0)) - 24
}
