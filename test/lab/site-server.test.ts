import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:https'
import { connect } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { authorities, type CertificateKind, issuingName } from './certificates.ts'
import { hostOf, onFreePlaces } from './places.ts'
import type { Running } from './running.ts'
import { goodSite, type SiteBehaviour } from './site-behaviour.ts'
import { startSite } from './site-server.ts'

const host = hostOf.sso
/** Silence on loopback is silence after this. */
const PATIENCE_MS = 300
const BIG_GROUPS = 'X25519MLKEM768:X25519'

let running: Running | undefined
let place = { address: '127.0.0.1', port: 0 }

afterEach(async () => {
  await running?.stop()
  running = undefined
})

async function serve(behaviour: Partial<SiteBehaviour> = {}, site: 'www' | 'sso' = 'sso') {
  running = await onFreePlaces(false, ({ primary }) => {
    place = primary.sso[0] ?? place
    return startSite(site, place, { ...goodSite, ...behaviour }, { ssoUrl: `https://${host}/sso` })
  })
}

/** The handshake's outcome: the protocol, or the code of what went wrong. */
async function greet(options: ConnectionOptions = {}): Promise<string> {
  const { ca = (await authorities()).root.cert } = options
  const socket = connectTls({ host: place.address, port: place.port, servername: host, ca, ...options })
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) })
    return socket.getProtocol() ?? ''
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  } finally {
    end(socket)
  }
}

function end(socket: TLSSocket) {
  socket.on('error', () => {})
  socket.destroy()
}

async function fetchPage(path: string, servername: string = host) {
  const { root } = await authorities()
  const outgoing = request({ host: place.address, port: place.port, path, servername, ca: root.cert, agent: false })
  // A server that is stopped while it owes an answer hangs up after the test is over.
  outgoing.on('error', () => {}).end()
  const [response] = await once(outgoing, 'response', { signal: AbortSignal.timeout(PATIENCE_MS * 2) })
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode, location: response.headers.location, date: String(response.headers.date), body }
}

describe('the door', () => {
  test('lets a big hello in when all is well', async () => {
    await serve()
    expect(await greet({ ecdhCurve: BIG_GROUPS })).toBe('TLSv1.3')
  })
  test('is closed', async () => {
    await serve({ tcp: 'refuse' })
    expect(await greet()).toBe('ECONNREFUSED')
  })
  test('opens and says nothing', async () => {
    await serve({ tcp: 'mute' })
    expect(await greet()).toBe('ABORT_ERR')
  })
  test('resets when the hello comes', async () => {
    await serve({ tcp: 'reset' })
    expect(await greet()).toBe('ECONNRESET')
  })
  test('swallows a big hello and answers a small one', async () => {
    await serve({ tcp: 'drop-big-hello' })
    expect(await greet({ ecdhCurve: BIG_GROUPS })).toBe('ABORT_ERR')
    expect(await greet({ ecdhCurve: 'X25519' })).toBe('TLSv1.3')
  })
  test('speaks HTTP without TLS', async () => {
    await serve({ tcp: 'plain-http' })
    expect(await greet()).toBe('ERR_SSL_WRONG_VERSION_NUMBER')
  })
  test('refuses the handshake with an alert', async () => {
    await serve({ tcp: 'refuse-hello' })
    expect(await greet()).toBe('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')
  })
  test('speaks TLS 1.0 alone', async () => {
    await serve({ protocol: 'tls-1.0' })
    expect(await greet()).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
    expect(await greet({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' })).toBe('TLSv1')
  })
  test.runIf(process.platform === 'linux')('drops the first packet, and lets go when it is stopped', async () => {
    await serve({ tcp: 'drop-syn' })
    const socket = connect({ host: place.address, port: place.port }).on('error', () => {})
    await expect(once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) })).rejects.toMatchObject({ code: 'ABORT_ERR' })
    socket.destroy()
    await running?.stop()
    running = undefined
    expect(await greet()).toBe('ECONNREFUSED')
  })
})

describe('the client’s certificate', () => {
  test('is asked for and not needed', async () => {
    await serve({ clientCertificate: 'wanted' })
    expect((await fetchPage('/sso/log-on')).status).toBe(200)
  })
  test('is demanded', async () => {
    await serve({ clientCertificate: 'demanded' })
    expect(await greet({ maxVersion: 'TLSv1.2' })).toMatch(/^(ERR_SSL_|ECONNRESET)/)
    await expect(fetchPage('/sso/log-on')).rejects.toMatchObject({ code: expect.any(String) })
  })
})

test.each<[CertificateKind, string]>([
  ['good', 'TLSv1.3'],
  ['expires-soon', 'TLSv1.3'],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['unknown-root', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['inspection', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['company-root', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['missing-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])('shows a certificate that is %s', async (certificate, outcome) => {
  await serve({ certificate })
  expect(await greet()).toBe(outcome)
})

async function leafShown(): Promise<{ leaf: X509Certificate; issuers: string[] }> {
  const socket = connectTls({
    host: place.address,
    port: place.port,
    servername: host,
    rejectUnauthorized: false,
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  await once(socket, 'secureConnect')
  const peer = socket.getPeerCertificate(true)
  end(socket)
  return { leaf: new X509Certificate(peer.raw), issuers: [peer.issuer.CN, peer.issuer.O].map(String) }
}

test('shows a key of 1024 bits', async () => {
  await serve({ certificate: 'weak-key' })
  expect((await leafShown()).leaf.publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024)
})

test('shows a signature with SHA-1', async () => {
  await serve({ certificate: 'sha-1' })
  // ecdsa-with-SHA1, 1.2.840.10045.4.1 (RFC 5758 section 3.2)
  expect((await leafShown()).leaf.raw.includes(Buffer.from('06072a8648ce3d0401', 'hex'))).toBe(true)
})

test('staples its issuer’s word that the certificate is revoked, and nothing where all is well', async () => {
  const stapled = async () => {
    const socket = connectTls({ host: place.address, port: place.port, servername: host, rejectUnauthorized: false, requestOCSP: true })
    const [response] = (await once(socket, 'OCSPResponse')) as [Buffer | null]
    end(socket)
    return response
  }
  await serve()
  expect(await stapled()).toBeNull()
  await running?.stop()
  await serve({ certificate: 'revoked' })
  // revokedAt, as the answer spells it
  expect((await stapled())?.includes('20260102030405Z')).toBe(true)
})

test('shows the issuer that the site file expects, and an inspection vendor’s where one looks in', async () => {
  await serve()
  expect(`CN=${(await leafShown()).issuers.join(',O=')}`).toBe(issuingName)
  await running?.stop()
  await serve({ certificate: 'inspection' })
  expect((await leafShown()).issuers).toContain('Zscaler Inc.')
})

describe('the pages', () => {
  test('of the landing host hold the printed choices and say what they are', async () => {
    await serve({}, 'www')
    const [ccass, dms] = await Promise.all([fetchPage('/', hostOf.www), fetchPage('/dms', hostOf.www)])
    expect(ccass.body).toContain('Login with OTP - Overnight Report Download')
    expect(dms.body).toContain('Login with OTP – Security Management Function')
    expect(ccass.body).toContain('Lab: not HKEX')
  })
  test('of the 2FA host lead to a form with a password field', async () => {
    await serve()
    const first = await fetchPage('/sso')
    expect(first).toMatchObject({ status: 302, location: '/sso/log-on' })
    const second = await fetchPage('/sso/log-on')
    expect(second.body).toContain('type="password"')
    expect(second.body).toContain('Lab: not HKEX')
    expect(Math.abs(Date.parse(second.date) - Date.now())).toBeLessThan(60_000)
  })
  test.each<[string, SiteBehaviour['page'], object]>([
    ['an error', { kind: 'status', code: 503, retryAfterSeconds: 60 }, { status: 503 }],
    [
      'a way to another host',
      { kind: 'redirect', location: 'http://portal.example/' },
      { status: 302, location: 'http://portal.example/' },
    ],
    ['a way back to itself', { kind: 'redirect-loop' }, { status: 302, location: '/sso' }],
    ['a guest network’s', { kind: 'portal' }, { status: 200, body: expect.stringContaining('Guest network') }],
    ['another page', { kind: 'other-page' }, { status: 200, body: expect.stringContaining('Another server') }],
  ])('can be %s', async (_name, page, expected) => {
    await serve({ page })
    expect(await fetchPage('/sso')).toMatchObject(expected)
  })
  test('can stay away', async () => {
    await serve({ page: { kind: 'silent' } })
    await expect(fetchPage('/sso')).rejects.toMatchObject({ code: 'ABORT_ERR' })
  })
})
