/** ASVS 4.0.3 V13, V14.5, V11.1.4: HTTP itself as an attacker's tool. */

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import { csrfToken } from '../../../helpdesk/accounts/csrf.ts'
import { newSecret } from '../../../helpdesk/data/secrets.ts'
import { deviceSigner } from '../../bundle/sealing.ts'
import { answerTo, askFor, put } from '../support/bundles.ts'
import { attacked, statusesIn } from './attack.ts'

const publicUrl = 'https://helpdesk.example'
const { running, port, ask, raw, errors } = await attacked({ options: { publicUrl }, server: { formLimitMs: 700 } })
const device = await deviceSigner()
const typed = 'Content-Type: application/x-www-form-urlencoded\r\n'

describe('13.2.1, 14.5.1 a method that a route hasn’t does nothing, by whatever name it comes', () => {
  const bundle = `/bundles/${'a'.repeat(64)}`

  test.each<[method: string, path: string]>([
    ['DELETE', bundle],
    ['POST', bundle],
    ['PATCH', bundle],
    ['PUT', `${bundle}/remove`],
    ['DELETE', `${bundle}/remove`],
    ['PUT', `${bundle}/`],
    ['PUT', '/log-out'],
    ['GET', '/log-out'],
    ['DELETE', '/accounts/00000000-0000-4000-8000-000000000000'],
    ['PUT', '/requests/new'],
    ['OPTIONS', '/accounts'],
    ['TRACE', '/'],
    ['PROPFIND', '/'],
    ['QUERY', '/'],
  ])('%s %s', async (method, path) => {
    const { status, headers } = await ask(path, { method, who: 'admin' })
    expect([400, 404]).toContain(status)
    expect(headers.allow).toBeUndefined()
  })

  test.each(['x-http-method-override', 'x-http-method', 'x-method-override'])('14.5.1 %s is no method', async (name) => {
    const over = await ask(bundle, { who: 'admin', headers: { [name]: 'PUT' } })
    expect(over.status).toBe(404)
    const logOut = await ask('/account?_method=POST', { who: 'viewer', headers: { [name]: 'POST' } })
    expect(logOut.status).toBe(200)
  })

  test('a session is not told to whoever asks for an echo', async () => {
    const { text } = await ask('/', { method: 'TRACE', who: 'admin' })
    expect(text).not.toContain('__Host-session')
  })
})

describe('13.1.5, 13.2.5 what is no form, or no bundle, is not taken for one', () => {
  test.each(['application/xml', 'text/xml', 'multipart/form-data; boundary=x', 'application/x-yaml', 'image/png', 'x', ''])(
    'a form as %j',
    async (type) => {
      const visit = newSecret()
      const body = `_csrf=${csrfToken(visit)}&name=x&password=y`
      const { status } = await ask('/log-on', { cookie: `__Host-visit=${visit}`, body, headers: { 'content-type': type } })
      expect([400, 403]).toContain(status)
    },
  )

  test.each([
    '{',
    '[]',
    '"x"',
    'null',
    '1',
    '{"__proto__":{"role":"admin"}}',
    '{"name":{"$ne":""},"password":{"$gt":""}}',
    '{"a":'.repeat(5000),
  ])('5.5.3, 5.1.4 JSON: %.60s', async (body) => {
    const { status } = await ask('/log-on', { body, headers: { 'content-type': 'application/json' } })
    expect([400, 403]).toContain(status)
  })

  test('5.1.2, 13.2.2 a right token in JSON gives no other kind of value to a form', async () => {
    const visit = newSecret()
    const body = JSON.stringify({ _csrf: csrfToken(visit), name: ['x'], password: { length: 20 } })
    const headers = { 'content-type': 'application/json' }
    expect((await ask('/log-on', { cookie: `__Host-visit=${visit}`, body, headers })).status).toBe(400)
  })

  test.each(['application/json', 'text/html', 'application/zip', `${mediaTypes.plain}/x`, `x ${mediaTypes.plain}`, 'multipart/form-data'])(
    'a bundle as %s',
    async (mediaType) => {
      const upload = await answerTo((await askFor(running)).file, { signer: device })
      expect([400, 415]).toContain((await put(running.url, { ...upload, mediaType })).status)
      expect(await running.desk.objects.receipt(upload.sha256)).toBeNull()
    },
  )
})

describe('14.5.2, 14.5.4 names that a request says of itself', () => {
  const said = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-for': '203.0.113.7',
    forwarded: 'host=evil.example;for=203.0.113.7',
    'x-original-url': '/audit',
    'x-rewrite-url': '/audit',
    'x-real-ip': '203.0.113.7',
  }

  test('links and redirects are the helpdesk’s own address', async () => {
    const made = await ask('/requests/new', {
      who: 'agent',
      form: { case: 'INC1', profiles: 'ccms', days: '1', redaction: 'strict' },
      headers: said,
    })
    expect(made.status).toBe(200)
    const link = /https?:\/\/[^\s"<]+\/r\//.exec(made.text)?.[0]
    expect(link).toBe(`${publicUrl}/r/`)
    const invited = await ask('/accounts/invite', { who: 'admin', form: { name: 'new@test', role: 'viewer' }, headers: said })
    expect(invited.text).toContain(`${publicUrl}/invitations/`)
    const pages = await Promise.all(['/', '/log-on', '/requests', '/none'].map((path) => ask(path, { headers: said })))
    for (const { text, headers } of [made, invited, ...pages]) expect(`${text}${headers.location}`).not.toContain('evil.example')
  })

  test('4.1.1 none leads to another page, and none is whom the log names', async () => {
    expect((await ask('/requests', { who: 'viewer', headers: said })).text).toContain('<h1>Requests</h1>')
    await ask('/log-on', { headers: said })
    expect(running.logged.join('')).not.toContain('203.0.113.7')
  })

  test('behind a proxy, the address is what the proxy saw, whatever its client said before', async () => {
    const behind = await attacked({ server: { behindProxy: true } })
    await behind.ask('/log-on', { headers: { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' } })
    const [line] = behind.running.logged.filter((each) => each.includes('/log-on'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ from: '203.0.113.7' })
  })
})

describe('13.1.1 what is no request (request smuggling, RFC 9112 section 11.2)', () => {
  const host = 'Host: x\r\n'
  const next = `GET /healthz HTTP/1.1\r\n${host}\r\n`

  test.each<[what: string, bytes: string]>([
    [
      'a length and chunks',
      `POST /log-on HTTP/1.1\r\n${host}${typed}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`,
    ],
    [
      'chunks and a length',
      `POST /log-on HTTP/1.1\r\n${host}${typed}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${next}`,
    ],
    ['two lengths', `POST /log-on HTTP/1.1\r\n${host}${typed}Content-Length: 0\r\nContent-Length: 44\r\n\r\n${next}`],
    ['a length of two numbers', `POST /log-on HTTP/1.1\r\n${host}${typed}Content-Length: 0, 44\r\n\r\n${next}`],
    ['a negative length', `POST /log-on HTTP/1.1\r\n${host}${typed}Content-Length: -1\r\n\r\n${next}`],
    ['a length in hexadecimal', `POST /log-on HTTP/1.1\r\n${host}${typed}Content-Length: 0x0\r\n\r\n${next}`],
    ['an encoding that nobody knows', `POST /log-on HTTP/1.1\r\n${host}${typed}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${next}`],
    ['an encoding twice', `POST /log-on HTTP/1.1\r\n${host}${typed}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${next}`],
    ['a blank before the colon', `POST /log-on HTTP/1.1\r\n${host}${typed}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${next}`],
    ['a chunk that lies', `POST /log-on HTTP/1.1\r\n${host}${typed}Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n${next}`],
    ['a folded header', `GET /log-on HTTP/1.1\r\nX: a\r\n b\r\n${host} c\r\n\r\n`],
    ['a NUL in a header', `GET /log-on HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`],
    ['a line feed alone', `GET /log-on HTTP/1.1\n${host.replace('\r', '')}X: y\rZ: w\n\n`],
    ['no host', 'GET /log-on HTTP/1.1\r\n\r\n'],
    ['a blank in the address', `GET /log on HTTP/1.1\r\n${host}\r\n`],
    ['a method that nobody knows', `EVIL /log-on HTTP/1.1\r\n${host}\r\n`],
    ['TLS where there is none', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(80, '\0')],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('%s: 400, and nothing behind it is another request', async (_what, bytes) => {
    const answers = await raw(bytes)
    expect(statusesIn(answers)).toEqual([400])
    expect(answers).not.toMatch(/"status":"ok"|<h1>/)
  })

  test('headers without end are 431', async () => {
    expect(statusesIn(await raw(`GET /log-on HTTP/1.1\r\n${host}X: ${'a'.repeat(20_000)}\r\n\r\n`))).toEqual([431])
    const many = Array.from({ length: 3000 }, (_, at) => `X${at}: y\r\n`).join('')
    expect(statusesIn(await raw(`GET /log-on HTTP/1.1\r\n${host}${many}\r\n`))).toEqual([431])
  })

  test('a tunnel and another protocol are not given', async () => {
    expect(await raw(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${host}\r\n`)).toBe('')
    const upgraded = await raw(
      `GET /log-on HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n`,
      300,
    )
    expect(statusesIn(upgraded)).toEqual([200])
  })

  test('the rest of a form that was refused before it was read is no request', async () => {
    const smuggled = `GET /healthz HTTP/1.1\r\n${host}\r\n`
    const answers = await raw(`POST /accounts/invite HTTP/1.1\r\n${host}${typed}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`, 300)
    expect(statusesIn(answers)).toEqual([401])
  })
})

describe('11.1.4, 8.1.4 what takes without end', () => {
  const sockets: Socket[] = []
  afterAll(() => sockets.forEach((socket) => void socket.destroy()))

  async function open(bytes: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    sockets.push(socket)
    await once(socket, 'connect')
    socket.write(bytes)
    return socket
  }

  /** @returns milliseconds until the other end has closed it */
  async function dripped(socket: Socket, piece: string): Promise<number> {
    const began = performance.now()
    const closed = once(socket, 'close').then(() => true)
    socket.resume()
    while (!(await Promise.race([closed, wait(100, false)]))) {
      if (performance.now() - began > 25_000) return Number.POSITIVE_INFINITY
      socket.write(piece)
    }
    return performance.now() - began
  }

  test.concurrent('a form of a byte now and then', async () => {
    const length = `Content-Length: 60000\r\n\r\n_csrf=`
    expect(await dripped(await open(`POST /log-on HTTP/1.1\r\nHost: x\r\n${typed}${length}`), 'a')).toBeLessThan(5000)
  })

  test.concurrent('a form that nobody reads, of somebody who isn’t logged on', async () => {
    const chunks = 'Transfer-Encoding: chunked\r\n\r\n'
    expect(await dripped(await open(`POST /accounts/invite HTTP/1.1\r\nHost: x\r\n${typed}${chunks}`), '1\r\na\r\n')).toBeLessThan(5000)
  })

  test.concurrent('headers of a byte now and then', async () => {
    expect(await dripped(await open('GET /log-on HTTP/1.1\r\nHost: x\r\nX: '), 'a')).toBeLessThan(20_000)
  })

  test.concurrent('300 connections that say nothing keep nobody out', async () => {
    await Promise.all(Array.from({ length: 300 }, () => open('GET /log-on HTTP/1.1\r\nHost')))
    const began = performance.now()
    expect((await ask('/log-on')).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test.concurrent('a form that is too large, announced or not', async () => {
    const body = `name=${'a'.repeat(70_000)}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await ask('/log-on', { body, headers })).status).toBe(413)
    const chunks = `${(70_000).toString(16)}\r\n${'a'.repeat(70_000)}\r\n0\r\n\r\n`
    expect(statusesIn(await raw(`POST /log-on HTTP/1.1\r\nHost: x\r\n${typed}Transfer-Encoding: chunked\r\n\r\n${chunks}`))).toEqual([413])
  })
})

test('none of it was an error of ours', () => {
  expect(errors()).toEqual([])
})
