/** Windows' network adapters by GetAdaptersAddresses: those without a link too, which neither Node nor the registry tells. */

import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { failure, failureOf } from '../failure.ts'
import type { Adapter, System } from '../io.ts'
import { loadKoffi } from './native.ts'
import { systemLibrary } from './windows/library.ts'

const ERROR_SUCCESS = 0
const ERROR_BUFFER_OVERFLOW = 111
const ERROR_NO_DATA = 232

/** GAA_FLAG_SKIP_UNICAST, _ANYCAST, _MULTICAST, _DNS_SERVER: Node and the dns check tell them; _INCLUDE_GATEWAYS (iptypes.h). */
const FLAGS = 0x1 | 0x2 | 0x4 | 0x8 | 0x80

/** Microsoft's page recommends 15 KB to begin with; a PC with VPN and virtual machines has some thirty adapters of 700 bytes. */
const FIRST_BYTES = 65_536
const MOST_BYTES = 4_194_304

/**
 * Microsoft, "GetAdaptersAddresses function (iphlpapi.h)". Asked on a thread of koffi's: it waits for a service.
 * `not-supported` where the library does not have it (or is none of 64 bits), `access-denied` where native libraries are forbidden.
 */
export async function windowsAdapters(): ReturnType<System['adapters']> {
  const loaded = await loadKoffi()
  if ('failure' in loaded) return loaded
  const { koffi } = loaded
  if (koffi.sizeof('void *') !== POINTER_BYTES) return { failure: failure('not-supported', 'not 64 bits') }
  try {
    const ask = koffi
      .load(systemLibrary('iphlpapi.dll'))
      .func('__stdcall', 'GetAdaptersAddresses', 'uint32', ['uint32', 'uint32', 'void *', 'void *', koffi.inout(koffi.pointer('uint32'))])
    const inThread = promisify(ask.async) as (...args: readonly unknown[]) => Promise<number>
    for (const size = [FIRST_BYTES]; (size[0] ?? 0) <= MOST_BYTES; ) {
      const bytes = Buffer.alloc(size[0] ?? 0)
      const code = await inThread(0, FLAGS, null, bytes, size)
      if (code === ERROR_NO_DATA) return { adapters: [] }
      if (code === ERROR_SUCCESS) return { adapters: parseAdapters(bytes, koffi.address(bytes)) }
      if (code !== ERROR_BUFFER_OVERFLOW) return { failure: failure('unknown', `win32 ${code}`) }
    }
    return { failure: failure('too-large') }
  } catch (error) {
    return { failure: failure('not-supported', failureOf(error).code) }
  }
}

const POINTER_BYTES = 8
/** A loop in the list, which only a fault would make, ends here. */
const MOST_ENTRIES = 1000
const MOST_CHARACTERS = 256

/** Offsets in IP_ADAPTER_ADDRESSES_LH and IP_ADAPTER_GATEWAY_ADDRESS_LH of 64 bits (Microsoft, iptypes.h). */
const at = { next: 8, id: 16, dnsSuffix: 56, name: 72, flags: 92, type: 100, state: 104, gateway: 208, metric: 216, size: 224 } as const
const gatewayAt = { next: 8, address: 16, length: 24, size: 32 } as const
/** IP_ADAPTER_DHCP_ENABLED */
const DHCP_ENABLED = 0x4

/** RFC 2863's ifOperStatus; a cable that is out is down or, below a driver of its own, lowerLayerDown. */
const states: Readonly<Record<number, Adapter['state']>> = { 1: 'up', 2: 'down', 6: 'down', 7: 'down' }

/** @param base the address in memory at which `bytes` begins: the pointers in it point into it */
export function parseAdapters(bytes: Buffer, base: bigint): Adapter[] {
  /** Where a pointer leads to inside `bytes`, with `length` bytes behind it; undefined outside. */
  const follow = (offset: number, length: number): number | undefined => {
    const target = bytes.readBigUInt64LE(offset) - base
    return target >= 0n && target <= BigInt(bytes.length - length) ? Number(target) : undefined
  }
  const text = (offset: number, encoding: 'latin1' | 'utf16le'): string => {
    const start = follow(offset, 1)
    if (start === undefined) return ''
    const unit = encoding === 'utf16le' ? 2 : 1
    const decoded = bytes.toString(encoding, start, Math.min(bytes.length, start + MOST_CHARACTERS * unit))
    return decoded.split('\0', 1)[0] ?? ''
  }
  /** Walks a linked list that begins at `start`. */
  const walk = (start: number | undefined, next: number, size: number): number[] => {
    const found: number[] = []
    for (let entry = start; entry !== undefined && found.length < MOST_ENTRIES; entry = follow(entry + next, size)) found.push(entry)
    return found
  }
  return walk(bytes.length < at.size ? undefined : 0, at.next, at.size).map((entry) => ({
    name: text(entry + at.name, 'utf16le'),
    id: text(entry + at.id, 'latin1'),
    state: states[bytes.readUInt32LE(entry + at.state)] ?? 'unknown',
    type: bytes.readUInt32LE(entry + at.type),
    dhcp: (bytes.readUInt32LE(entry + at.flags) & DHCP_ENABLED) !== 0,
    gateways: walk(follow(entry + at.gateway, gatewayAt.size), gatewayAt.next, gatewayAt.size).flatMap((gateway) => {
      const length = bytes.readInt32LE(gateway + gatewayAt.length)
      const start = length > 0 ? follow(gateway + gatewayAt.address, length) : undefined
      return start === undefined ? [] : addressOf(bytes.subarray(start, start + length))
    }),
    metric: bytes.readUInt32LE(entry + at.metric),
    dnsSuffix: text(entry + at.dnsSuffix, 'utf16le'),
  }))
}

/** The address of a SOCKADDR_IN or SOCKADDR_IN6 (ws2def.h, ws2ipdef.h). */
function addressOf(socketAddress: Buffer): string[] {
  const family = socketAddress.length >= 2 ? socketAddress.readUInt16LE(0) : 0
  if (family === 2 && socketAddress.length >= 8) return [[...socketAddress.subarray(4, 8)].join('.')]
  if (family !== 23 || socketAddress.length < 24) return []
  const groups = Array.from({ length: 8 }, (_, index) => socketAddress.readUInt16BE(8 + 2 * index).toString(16))
  const address = groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::')
  return isIP(address) === 6 ? [address] : []
}
