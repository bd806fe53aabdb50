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
