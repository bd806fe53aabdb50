import { describe, expect, test } from 'vitest'
import { emptySite } from '../../agent/profile/types.ts'
import { folderWith, loaded } from './folder.ts'

/** The example of the design, with documentation addresses. */
const example = `
profiles:    [ccms]
resolvers:   { hkex: [198.51.100.1, 198.51.100.2], custom: ['[2001:DB8::0:53]:5353'] }
addresses:   { primary: [203.0.113.7/25], secondary: ['2001:db8:1::/48'] }
probe:       { secondary: [203.0.113.200] }
certificate: { issuers: ['CN=Example CA'] }
proxy:       http://proxy.example:8080
smartcard:   required
browser:     off
contacts:    { site-it: { name: 'IT desk', phone: +85200001111 }, site-network: {}, line-vendor: }
upload:      { kind: collector, url: 'https://helpdesk.example/bundles', encryptTo: helpdesk.pem }
redaction:   strict
`

test('every field of a site file', async () => {
  const folder = folderWith({ 'site.yaml': example })
  const { site, siteFile } = await loaded(folder)
  expect(siteFile).toEqual({ path: `${folder}/site.yaml`, origin: 'beside-program' })
  expect(site).toEqual({
    profiles: ['ccms'],
    resolvers: {
      hkex: [
        { address: '198.51.100.1', port: 53 },
        { address: '198.51.100.2', port: 53 },
      ],
      custom: [{ address: '2001:db8::53', port: 5353 }],
    },
    addresses: { primary: ['203.0.113.0/25'], secondary: ['2001:db8:1::/48'] },
    probe: { primary: [], secondary: ['203.0.113.200'] },
    certificate: { issuers: ['CN=Example CA'], roots: [] },
    proxy: { kind: 'proxy', proxy: 'proxy.example:8080' },
    smartcard: 'required',
    browser: 'off',
    contacts: { 'site-it': { name: 'IT desk', phone: '+85200001111', email: null }, 'site-network': null, 'line-vendor': null },
    upload: { kind: 'collector', url: 'https://helpdesk.example/bundles', encryptTo: 'helpdesk.pem', ca: null },
    redaction: 'strict',
  })
})

describe('a file that says nothing has every default', () => {
  test.each([
    ['an empty file', ''],
    ['only comments', '# nothing yet\n'],
    ['only a byte order mark', '\uFEFF'],
    ['an empty document', '---\n'],
    ['a template with nothing filled in', 'profiles:\nresolvers:\n  hkex:\n  custom:\naddresses:\nproxy:\ncontacts:\nupload:\n'],
  ])('%s', async (_name, yaml) => {
    expect((await loaded(folderWith({ 'site.yaml': yaml }))).site).toEqual(emptySite)
  })
})

test('a value may be used twice by an alias', async () => {
  const { site } = await loaded(folderWith({ 'site.yaml': 'contacts: { site-it: &desk { name: IT desk }, site-network: *desk }' }))
  expect(site.contacts['site-network']).toEqual({ name: 'IT desk', phone: null, email: null })
})

test('a phone number keeps its zeros and its plus without quotes', async () => {
  const { site } = await loaded(
    folderWith({ 'site.yaml': 'contacts: { site-it: { phone: 0085200001111 }, line-vendor: { phone: +85200002222 } }' }),
  )
  expect([site.contacts['site-it']?.phone, site.contacts['line-vendor']?.phone]).toEqual(['0085200001111', '+85200002222'])
})

test('"%YAML 1.1" does not turn off into false', async () => {
  const { site } = await loaded(folderWith({ 'site.yaml': '%YAML 1.1\n---\nbrowser: off\n' }))
  expect(site.browser).toBe('off')
})

describe('resolvers', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1', 53],
    ['10.0.0.1:5353', '10.0.0.1', 5353],
    ['"2001:db8::1"', '2001:db8::1', 53],
    ['"2001:0DB8:0:0:0:0:0:1"', '2001:db8::1', 53],
    ['"[2001:db8::1]"', '2001:db8::1', 53],
    ['"[2001:db8::1]:53"', '2001:db8::1', 53],
    ['"fe80::1%eth0"', 'fe80::1%eth0', 53],
    ['"::1"', '::1', 53],
  ])('%s', async (written, address, port) => {
    const { site } = await loaded(folderWith({ 'site.yaml': `resolvers: { custom: [${written}] }` }))
    expect(site.resolvers.custom).toEqual([{ address, port }])
  })
})

describe('proxy', () => {
  test.each([
    ['system', { kind: 'system' }],
    ['direct', { kind: 'direct' }],
    ['http://proxy.example:80', { kind: 'proxy', proxy: 'proxy.example:80' }],
    ['http://PROXY.example:3128/', { kind: 'proxy', proxy: 'proxy.example:3128' }],
    ['http://[2001:db8::1]:3128', { kind: 'proxy', proxy: '[2001:db8::1]:3128' }],
    ['pac+http://pac.example/proxy.pac', { kind: 'pac', url: 'http://pac.example/proxy.pac' }],
    ['pac+https://pac.example:8443/proxy.pac', { kind: 'pac', url: 'https://pac.example:8443/proxy.pac' }],
  ])('%s', async (written, proxy) => {
    expect((await loaded(folderWith({ 'site.yaml': `proxy: ${written}` }))).settings.proxy).toEqual(proxy)
  })
})
