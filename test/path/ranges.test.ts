import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { expect, test } from 'vitest'
import { inRanges, isLoopbackOrUnspecified } from '../../checks/ranges.ts'

const ranges = ['10.1.0.0/16', '192.0.2.7/32', '2001:db8:1::/48']

test.each([
  ['10.1.0.0', true],
  ['10.1.255.255', true],
  ['10.2.0.0', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['2001:db8:1::20', true],
  ['2001:DB8:1:ffff::', true],
  ['2001:db8:2::20', false],
  ['::ffff:10.1.0.20', true],
  ['sso.example', false],
  ['', false],
])('%s is in the ranges: %s', (address, expected) => {
  expect(inRanges(address, ranges)).toBe(expected)
})

test('without ranges there is nothing to be in', () => {
  expect(inRanges('10.1.0.20', [])).toBe(false)
})

test('a range of every IPv4 address holds no IPv6 one', () => {
  expect(inRanges('2001:db8::1', ['0.0.0.0/0'])).toBe(false)
  expect(inRanges('10.1.0.20', ['::/0'])).toBe(false)
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['0.0.0.0', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['10.1.0.20', false],
  ['169.254.1.1', false],
  ['sso.example', false],
])('%s is this PC or nobody: %s', (address, expected) => {
  expect(isLoopbackOrUnspecified(address)).toBe(expected)
})

test('plain IPv4 goes a short way, to the same answers as any other address', () => {
  const asIs = (address: string, range: string) => {
    const [base, bits] = ipaddr.parseCIDR(range)
    const parsed = ipaddr.process(address)
    return base.kind() === parsed.kind() && parsed.match(base, bits)
  }
  const address = fc.oneof(fc.ipV4(), fc.ipV6())
  const range = fc.oneof(
    fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([base, bits]) => `${base}/${bits}`),
    fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([base, bits]) => `${base}/${bits}`),
  )
  fc.assert(
    fc.property(address, range, (one, other) => {
      expect(inRanges(one, [other])).toBe(asIs(one, other))
    }),
  )
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.nat(3), (one, bits, at) => {
      const other = one.split('.').with(at, '7').join('.')
      expect(inRanges(one, [`${other}/${bits}`])).toBe(asIs(one, `${other}/${bits}`))
    }),
  )
})
