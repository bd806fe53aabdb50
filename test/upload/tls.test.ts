/** Who is believed to be the server, and by which way it is reached. */

import { createServer as createTlsServer } from 'node:tls'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { injectedIo } from '../../checks/io/injected.ts'
import { realIo } from '../../checks/io/real.ts'
import { registryPaths } from '../../checks/proxy/windows-settings.ts'
import { listen, startPac, startProxy, unusedPort } from '../proxy/servers.ts'
import { type Authority, createLeaf, createRoot, createSelfSigned, type Issued } from '../support/certificates.ts'
import { bundleOf, collectorAt, sendBundle, TOKEN } from './bundles.ts'
import { type Behaviour, startCollector } from './servers.ts'

const bundle = bundleOf(3, 300_000)
let root: Authority
let leaf: Issued
beforeAll(async () => {
  root = await createRoot()
  leaf = await createLeaf(root, { names: ['collector.test', '127.0.0.1'] })
})

function secure(behaviour: Behaviour | readonly Behaviour[] = 'keep', tls = leaf) {
  return startCollector(behaviour, tls)
}

test('a root of --upload-ca vouches for the server', async () => {
  await using collector = await secure()
  expect(await sendBundle(bundle, collectorAt(collector.url, [root.cert]))).toEqual({ kind: 'kept', statusCode: 201 })
  expect(collector.store.get(bundle.sha256)?.equals(bundle.bytes)).toBe(true)
})

describe('nobody else is told anything', () => {
  const day = 86_400_000
  test.each<[string, () => Promise<Issued>, string]>([
    [
      'of an unknown root',
      async () => createLeaf(await createRoot({ name: 'CN=Other' }), { names: ['127.0.0.1'] }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['for another name', () => createLeaf(root, { names: ['other.test'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'expired',
      () => createLeaf(root, { names: ['127.0.0.1'], notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) }),
      'CERT_HAS_EXPIRED',
    ],
    ['signed by itself', () => createSelfSigned({ names: ['127.0.0.1'] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('a certificate %s', async (_what, make, code) => {
    // As some PCs have it set, for a program that could not do without.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    await using collector = await secure('keep', await make())
    const answer = await sendBundle(bundle, collectorAt(collector.url, [root.cert]))
    expect(answer).toMatchObject({ kind: 'later', stage: 'tls', failure: { word: 'certificate', code } })
    expect(collector.requests).toEqual([])
  })

  test('TLS 1.1 at most', async () => {
    await using server = await listen(
      createTlsServer({ key: leaf.key, cert: leaf.chain, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    )
    expect(await sendBundle(bundle, collectorAt(`https://127.0.0.1:${server.port}/`, [root.cert]))).toMatchObject({
      kind: 'later',
      stage: 'tls',
    })
  })

  test('no TLS at all', async () => {
    await using collector = await startCollector()
    const answer = await sendBundle(bundle, collectorAt(collector.url.replace('http:', 'https:'), [root.cert]))
    expect(answer).toMatchObject({ kind: 'later', stage: 'tls', failure: { word: 'not-tls' } })
  })

  test('a redirect down to http', async () => {
    await using plain = await startCollector()
    await using collector = await secure({ status: 307, headers: { location: plain.url } })
    expect(await sendBundle(bundle, collectorAt(collector.url, [root.cert]))).toMatchObject({ kind: 'final', problem: 'redirected' })
    expect(plain.requests).toEqual([])
  })
})

describe('through a proxy', () => {
  const url = 'https://collector.test/bundles'

  test('which a flag names: a tunnel, in which the name of the server is verified', async () => {
    await using collector = await secure()
    await using proxy = await startProxy('tunnel', collector.port)
    const answer = await sendBundle(bundle, collectorAt(url, [root.cert]), { proxy: { kind: 'proxy', proxy: proxy.text } })
    expect(answer).toEqual({ kind: 'kept', statusCode: 201 })
    expect(proxy.requests.length).toBe(1)
    expect(proxy.requests[0]).toMatch(/^CONNECT collector\.test:443 HTTP\/1\.1\r\n/)
    expect(proxy.requests[0]).not.toContain(TOKEN)
  })

  test('which Windows is set to use: for the upload’s own address, whatever is true of others', async () => {
    await using collector = await secure()
    await using proxy = await startProxy('tunnel', collector.port)
    const io = injectedIo({
      platform: 'win32',
      registry: {
        [registryPaths.userSettings]: { values: { ProxyEnable: 1, ProxyServer: proxy.text, ProxyOverride: '*.hkex.test' }, subkeys: {} },
      },
    })
    const answer = await sendBundle(bundle, collectorAt(url, [root.cert]), { io, proxy: { kind: 'system' } })
    expect(answer).toEqual({ kind: 'kept', statusCode: 201 })
    expect(proxy.requests.length).toBe(1)
  })

  test('which the environment names, off Windows; and no_proxy leaves the server out', async () => {
    await using collector = await secure()
    await using proxy = await startProxy('tunnel', collector.port)
    const lookup = async (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, { addresses: ['127.0.0.1'], elapsedMs: 0 }]))
    const ioWith = (env: Record<string, string>) =>
      injectedIo({ platform: 'linux', env: { https_proxy: `http://${proxy.text}`, ...env }, machine: { lookup } })
    const direct = `https://collector.test:${collector.port}/bundles`
    const doors = { proxy: { kind: 'system' } } as const
    expect(await sendBundle(bundle, collectorAt(direct, [root.cert]), { io: ioWith({}), ...doors })).toMatchObject({ kind: 'kept' })
    expect(proxy.requests.length).toBe(1)
    expect(await sendBundle(bundle, collectorAt(direct, [root.cert]), { io: ioWith({ no_proxy: 'collector.test' }), ...doors })).toEqual({
      kind: 'kept',
      statusCode: 412,
    })
    expect(proxy.requests.length).toBe(1)
  })

  test('which a script names for this address; where the first one is dead the second is taken', async () => {
    await using collector = await secure()
    await using proxy = await startProxy('tunnel', collector.port)
    const dead = await unusedPort()
    await using pac = await startPac(
      `function FindProxyForURL(url, host) { return host === 'collector.test' ? 'PROXY 127.0.0.1:${dead}; PROXY ${proxy.text}' : 'DIRECT' }`,
    )
    const answer = await sendBundle(bundle, collectorAt(url, [root.cert]), { proxy: { kind: 'pac', url: pac.url } })
    expect(answer).toEqual({ kind: 'kept', statusCode: 201 })
  })

  test.each([407, 403, 503])('which answers %d: it is the proxy’s answer, and the bundle stays', async (status) => {
    await using proxy = await startProxy({ status, authenticate: ['Negotiate'] })
    const answer = await sendBundle(bundle, collectorAt(url, [root.cert]), { proxy: { kind: 'proxy', proxy: proxy.text } })
    expect(answer).toMatchObject({ kind: 'later', stage: 'proxy', statusCode: status, failure: { code: `HTTP ${status}` } })
  })

  test('and this PC itself is reached without one, so that no proxy sees a token in plain text', async () => {
    await using collector = await startCollector()
    await using proxy = await startProxy('tunnel', collector.port)
    expect(await sendBundle(bundle, collectorAt(collector.url), { proxy: { kind: 'proxy', proxy: proxy.text } })).toMatchObject({
      kind: 'kept',
    })
    expect(proxy.requests).toEqual([])
  })
})

test('a name that nobody knows', async () => {
  const io = { ...realIo(), machine: injectedIo({}).machine }
  expect(await sendBundle(bundle, collectorAt('https://nobody.invalid/'), { io })).toMatchObject({
    kind: 'later',
    stage: 'lookup',
    failure: { word: 'name-unknown' },
  })
})
