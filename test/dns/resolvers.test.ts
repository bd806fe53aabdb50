import { expect, test } from 'vitest'
import { mergeResolvers } from '../../checks/dns/resolvers.ts'

test('a server that fills several slots is asked once and carries its roles', () => {
  const slots = [
    { address: '10.0.0.1', port: 53, roles: ['hkex-1'] },
    { address: '10.0.0.2', port: 53, roles: ['hkex-2'] },
    { address: '10.0.0.1', port: 53, roles: ['custom-1'] },
  ] as const
  expect(mergeResolvers(slots, ['10.0.0.2', '10.0.0.9'])).toEqual([
    { id: '10.0.0.1', address: '10.0.0.1', port: 53, roles: ['hkex-1', 'custom-1'] },
    { id: '10.0.0.2', address: '10.0.0.2', port: 53, roles: ['hkex-2', 'configured-1'] },
    { id: '10.0.0.9', address: '10.0.0.9', port: 53, roles: ['configured-2'] },
  ])
})

test('a role is carried once', () => {
  const slot = { address: '10.0.0.1', port: 53, roles: ['hkex-1'] } as const
  expect(mergeResolvers([slot, slot], []).map(({ roles }) => roles)).toEqual([['hkex-1']])
})

test('another port is another server', () => {
  const slots = [{ address: '127.0.0.1', port: 5301, roles: ['hkex-1'] }] as const
  expect(
    mergeResolvers(slots, ['127.0.0.1', '127.0.0.1:5301', '127.0.0.1:5302']).map(({ id, roles }) => `${id} ${roles.join(' ')}`),
  ).toEqual(['127.0.0.1:5301 hkex-1 configured-2', '127.0.0.1 configured-1', '127.0.0.1:5302 configured-3'])
})

test('IPv6, with a port and without', () => {
  expect(mergeResolvers([], ['2001:db8::1', '[2001:db8::2]:5353'])).toEqual([
    { id: '2001:db8::1', address: '2001:db8::1', port: 53, roles: ['configured-1'] },
    { id: '[2001:db8::2]:5353', address: '2001:db8::2', port: 5353, roles: ['configured-2'] },
  ])
})

test('a link-local server keeps its zone: without it nobody reaches it', () => {
  expect(mergeResolvers([], ['fe80::1%eth0'])).toEqual([{ id: 'fe80::1%eth0', address: 'fe80::1%eth0', port: 53, roles: ['configured-1'] }])
})

test('what is no address is left out, and the others keep their number', () => {
  expect(mergeResolvers([], ['resolver.example', '10.0.0.1']).map(({ roles }) => roles)).toEqual([['configured-2']])
})
