import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { addressesBy } from '../../agent/redaction/addresses.ts'
import { inRanges } from '../../checks/ranges.ts'
import { key } from './support.ts'

const map = addressesBy(key)
const runs = { numRuns: process.env.TEST_FULL === '1' ? 5000 : 1000 }

/** All the world, with the blocks that mean something as often as the rest. */
const four = fc.oneof(
  fc.ipV4(),
  fc
    .tuple(
      fc.constantFrom(
        '0',
        '10',
        '100.64',
        '100.127',
        '127',
        '169.254',
        '172.16',
        '172.31',
        '192.168',
        '198.18',
        '198.19',
        '224',
        '239',
        '240',
        '255',
      ),
      fc.nat(255),
      fc.nat(255),
      fc.nat(255),
    )
    .map(([head, ...rest]) => [...head.split('.'), ...rest].slice(0, 4).join('.')),
)
const six = fc
  .oneof(
    fc.ipV6(),
    fc
      .tuple(
        fc.constantFrom('fe80::', 'fc00:', 'fd12:', '2001:db8:', '2403:', 'ff02::', '::ffff:', '64:ff9b::', '::'),
        fc.nat(0xffff),
        fc.nat(0xffff),
      )
      .map(
        ([head, one, other]) => `${head}${head.endsWith('::') || head === '::ffff:' ? '' : ':'}${one.toString(16)}:${other.toString(16)}`,
      ),
  )
  .map((text) => ipaddr.parse(text).toString())

const bits = (text: string) =>
  ipaddr
    .parse(text)
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
const shared = (one: string, other: string) => [...one].findIndex((bit, at) => bit !== other[at])

/** As judges and people tell addresses apart; documentation's are any others to them. */
const kinds4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
]
const kinds6 = [
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '2000::/3',
  'fc00::/8',
  'fd00::/8',
  'fe80::/64',
  'fe80::/10',
  'ff00::/8',
]

describe.each([
  { name: 'IPv4', address: four, kinds: kinds4 },
  { name: 'IPv6', address: six, kinds: kinds6 },
])('$name', ({ address, kinds }) => {
  const isOf = (text: string) => kinds.map((range) => inRanges6(text, range))

  test('stays valid, of its family and of its kind', () => {
    fc.assert(
      fc.property(address, (one) => {
        const other = map(one)
        expect(ipaddr.parse(other).kind()).toBe(ipaddr.parse(one).kind())
        expect(isOf(other)).toEqual(isOf(one))
      }),
      runs,
    )
  })

  test('two that share n bits share n bits afterwards, and no more', () => {
    const near = fc.tuple(address, address, fc.nat(127)).map(([one, other, keep]): [string, string] => {
      const [from, to] = [bits(one), bits(other)]
      const mixed = from.slice(0, keep) + to.slice(keep)
      return [one, ipaddr.fromByteArray((mixed.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()]
    })
    fc.assert(
      fc.property(near, ([one, other]) => {
        expect(shared(bits(map(one)), bits(map(other)))).toBe(shared(bits(one), bits(other)))
      }),
      runs,
    )
  })
})

/** `inRanges` reads IPv6 that holds IPv4 as IPv4; here it is asked as it stands. */
function inRanges6(text: string, range: string): boolean {
  const [base, length] = ipaddr.parseCIDR(range)
  const parsed = ipaddr.parse(text)
  return parsed.kind() === base.kind() && parsed.match(base, length)
}

test('all of a small range go to all of another: none is lost, none comes twice', () => {
  for (const base of ['10.1.2', '203.78.4', '192.168.255']) {
    const out = Array.from({ length: 256 }, (_, last) => map(`${base}.${last}`))
    expect(new Set(out).size).toBe(256)
    expect(new Set(out.map((each) => each.split('.').slice(0, 3).join('.'))).size).toBe(1)
    expect(out).not.toEqual(Array.from({ length: 256 }, (_, last) => `${base}.${last}`))
  }
})

test('an address lies in a mapped range exactly where it lay in the range', () => {
  fc.assert(
    fc.property(four, four, fc.integer({ min: 1, max: 32 }), (one, base, length) => {
      expect(inRanges(map(one), [`${map(base)}/${length}`])).toBe(inRanges(one, [`${base}/${length}`]))
    }),
    runs,
  )
})

test('what is nobody’s stays', () => {
  for (const each of ['0.0.0.0', '127.0.0.1', '127.0.3.2', '255.255.255.255', '224.0.0.251', '::', '::1', 'ff02::fb'])
    expect(map(each)).toBe(each)
})

test('IPv4 inside of IPv6 goes where it goes by itself', () => {
  const inner = (ipaddr.parse(map('::ffff:10.1.2.3')) as ipaddr.IPv6).toIPv4Address().toString()
  expect(inner).toBe(map('10.1.2.3'))
  expect(inner).not.toBe('10.1.2.3')
})

test('a hardware address in a link-local one is gone', () => {
  expect(map('fe80::211:22ff:fe33:4455')).toMatch(/^fe80::/)
  expect(map('fe80::211:22ff:fe33:4455')).not.toMatch(/ff:fe/)
})

test('another key gives other addresses, the same key the same', () => {
  const other = addressesBy(Buffer.alloc(32, 1))
  const some = Array.from({ length: 50 }, (_, last) => `10.9.8.${last}`)
  expect(some.map(addressesBy(key))).toEqual(some.map(map))
  expect(some.map(other)).not.toEqual(some.map(map))
})
