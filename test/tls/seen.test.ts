import { expect, test } from 'vitest'
import { commonArgs } from '../../checks/tls/seen.ts'

test.each([
  ['sso.example', 443, 'https://sso.example/'],
  ['127.0.0.1', 8443, 'https://127.0.0.1:8443/'],
  ['2001:db8::1', 443, 'https://[2001:db8::1]/'],
  ['::1', 8443, 'https://[::1]:8443/'],
])('what to open at %s port %i is an address', (host, port, url) => {
  const args = commonArgs({ host, port, via: { kind: 'direct', address: '::1' }, viaText: '::1' } as Parameters<typeof commonArgs>[0])
  expect(args.url).toBe(url)
  expect(URL.canParse(String(args.url))).toBe(true)
})
