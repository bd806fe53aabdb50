import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { HELLO_LIMIT_MS, handshake } from '../../checks/tls/handshake.ts'
import { createHierarchy } from '../support/certificates.ts'
import { badOf, clockOf, greet, HOST, judge, machineWith, playServer, probeWith } from './playing.ts'

const DAY_MS = 86_400_000
const { root, leaf: good } = await createHierarchy({ names: [HOST] })
const trusted = { trustedRoots: [root.cert] }

test('the big hello carries a post-quantum share and the small one does not', async () => {
  const sizes: number[] = []
  const mute = createServer((socket) =>
    socket.on('data', (hello) => {
      sizes.push(hello.readUInt16BE(3))
      socket.destroy()
    }),
  )
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  const { port } = mute.address() as { port: number }
  const io = machineWith()
  for (const hello of ['big', 'small'] as const)
    expect((await greet(io, { address: '127.0.0.1', port }, HOST, hello)).outcome.kind).toBe('failed')
  mute.close()
  expect(sizes[0]).toBeGreaterThan(1400)
  expect(sizes[1]).toBeLessThan(600)
})

test('it ends at its limit, and at once when the run is cut short', async () => {
  const mute = createServer((socket) => socket.on('error', () => {}).resume())
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  const endpoint = { address: '127.0.0.1', port: (mute.address() as { port: number }).port }
  const io = machineWith()
  const outcomeAt = async (limitMs: number, signal: AbortSignal) => {
    const connected = await io.net.connectTcp(endpoint, HELLO_LIMIT_MS, new AbortController().signal)
    if ('failure' in connected) throw new Error(connected.failure.code)
    const request = { host: HOST, port: endpoint.port, via: { kind: 'direct', address: endpoint.address }, hello: 'big' } as const
    return (await handshake(io, connected.socket, request, limitMs, signal)).outcome
  }
  expect(await outcomeAt(30, new AbortController().signal)).toMatchObject({ failure: { word: 'no-reply', code: 'limit' }, bytesRead: 0 })
  expect(await outcomeAt(HELLO_LIMIT_MS, AbortSignal.timeout(20))).toMatchObject({ failure: { word: 'cancelled' } })
  expect(await outcomeAt(HELLO_LIMIT_MS, AbortSignal.abort())).toMatchObject({ failure: { word: 'cancelled' } })
  await new Promise((resolve) => mute.close(resolve))
})

test('a connection that is reset before anybody greets is a reset: no silence, and no uncaught error', async () => {
  const server = createServer((socket) => setImmediate(() => socket.resetAndDestroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = { address: '127.0.0.1', port: (server.address() as { port: number }).port }
  const io = machineWith()
  const signal = new AbortController().signal
  const connected = await io.net.connectTcp(endpoint, HELLO_LIMIT_MS, signal)
  if ('failure' in connected) throw new Error(connected.failure.code)
  await new Promise((resolve) => connected.socket.once('close', resolve))
  const request = { host: HOST, port: endpoint.port, via: { kind: 'direct', address: endpoint.address }, hello: 'big' } as const
  const { outcome } = await handshake(io, connected.socket, request, HELLO_LIMIT_MS, signal)
  expect(outcome).toEqual({ kind: 'failed', failure: { word: 'reset', code: 'ECONNRESET', syscall: 'read' }, bytesRead: 0 })
  await new Promise((resolve) => server.close(resolve))
})

test('a server of TLS 1.2 that wants a certificate says no more than that the handshake failed; that it had asked is recorded', async () => {
  const demanding = { requestCert: true, rejectUnauthorized: true, ca: root.cert, maxVersion: 'TLSv1.2' } as const
  await using server = await playServer({ key: good.key, cert: good.chain, ...demanding })
  await using other = await playServer({ key: good.key, cert: good.chain, ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' })
  const io = machineWith()
  const asked = await greet(io, server, HOST)
  expect(badOf(judge(await probeWith([asked], io, trusted), trusted, clockOf({})))).toMatchObject({
    'tls.handshake': 'tls/client-certificate-requested',
  })
  const refused = await greet(io, other, HOST)
  expect(refused.outcome).toMatchObject({ kind: 'failed', failure: { code: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE' } })
  expect(refused.outcome).not.toHaveProperty('clientCertificateRequested')
})

test('the whole chain is recorded as it came, and a clock that is wrong changes nothing', async () => {
  await using server = await playServer({ key: good.key, cert: good.chain + root.cert })
  const io = machineWith([], { clockAheadMs: 4000 * DAY_MS })
  const record = await greet(io, server, HOST)
  expect(record.outcome).toMatchObject({ kind: 'done', protocol: 'TLSv1.3', chain: { length: 3 }, alpn: 'http/1.1', ocsp: null })
  const findings = judge(await probeWith([record], io, trusted), trusted, clockOf({ wallMs: io.clock.wallMs(), skewMs: 4000 * DAY_MS }))
  expect(badOf(findings)).toEqual({ 'tls.dates': 'tls/expired' })
})
