import { expect, test } from 'vitest'
import { endpointText, parseEndpoint } from '../../checks/endpoint.ts'

test.each<[string, object]>([
  ['10.0.0.1', { address: '10.0.0.1', port: 53 }],
  ['10.0.0.1:5353', { address: '10.0.0.1', port: 5353 }],
  ['10.0.0.1:65535', { address: '10.0.0.1', port: 65_535 }],
  ['2001:db8::1', { address: '2001:db8::1', port: 53 }],
  ['[2001:db8::1]', { address: '2001:db8::1', port: 53 }],
  ['[2001:db8::1]:853', { address: '2001:db8::1', port: 853 }],
  ['::ffff:10.0.0.1', { address: '::ffff:10.0.0.1', port: 53 }],
  ['fe80::1%eth0', { address: 'fe80::1%eth0', port: 53 }],
  ['[fe80::1%12]:53', { address: 'fe80::1%12', port: 53 }],
])('%s is an endpoint', (text, endpoint) => {
  expect(parseEndpoint(text, 53)).toEqual(endpoint)
})

test.each([
  '',
  'dns.example',
  'dns.example:53',
  '10.0.0',
  '10.0.0.1:',
  '10.0.0.1:0',
  '10.0.0.1:65536',
  '10.0.0.1:5 3',
  '10.0.0.1:+5',
  '[10.0.0.1]:53',
  '[2001:db8::1',
  '2001:db8::1]:53',
  '[]:53',
  '10.0.0.1:53:53',
  '10.0.0.256',
])('“%s” is none', (text) => {
  expect(parseEndpoint(text, 53)).toBeUndefined()
})

test.each(['10.0.0.1:53', '[2001:db8::1]:443', '[fe80::1%eth0]:53'])('%s is written as it is read', (text) => {
  const endpoint = parseEndpoint(text, 1)
  expect(endpoint && endpointText(endpoint)).toBe(text)
})
