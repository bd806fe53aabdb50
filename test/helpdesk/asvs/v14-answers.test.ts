/** ASVS 4.0.3 V14.3, V14.4, V8.1, V8.2, V7.1, V7.3, V6.4, V9.1: what every answer has, what is written down, and what goes over the wire. */

import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { connect, type SecureVersion } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { csrfToken } from '../../../helpdesk/accounts/csrf.ts'
import { newSecret } from '../../../helpdesk/data/secrets.ts'
import { isLoopback, listenProblem, readPublicUrl } from '../../../helpdesk/server/listen.ts'
import { createServiceLog } from '../../../helpdesk/server/log.ts'
import { assets } from '../../../helpdesk/web/assets.ts'
import { deviceSigner } from '../../bundle/sealing.ts'
import { createLeaf, createRoot } from '../../support/certificates.ts'
import { answerTo, askFor, put, readAsked } from '../support/bundles.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { type Answer, attacked } from './attack.ts'

const { running, ask, raw } = await attacked()
const signer = await deviceSigner()
let sha256: string
beforeAll(async () => {
  const attachments = new Map([['browser-ccass.png', { bytes: Buffer.from('<script>alert(1)</script>') }]])
  const upload = await answerTo((await askFor(running)).file, { signer, changes: { attachments } })
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  sha256 = upload.sha256
})

describe('14.4.1 to 14.4.7, 8.2.1, 14.3.3 the headers of', () => {
  const html = 'text/html; charset=utf-8'
  test.each<[what: string, status: number, type: RegExp, answer: () => Promise<Answer>]>([
    ['a page', 200, /^text\/html; charset=utf-8$/, () => ask('/', { who: 'admin' })],
    ['a page for nobody', 200, /^text\/html; charset=utf-8$/, () => ask('/log-on')],
    ['what isn’t there', 404, /^text\/html; charset=utf-8$/, () => ask('/none')],
    ['what isn’t there, for a script', 404, /^text\/plain; charset=utf-8$/, () => ask('/none', { headers: { accept: '*/*' } })],
    ['a way to the log-on', 303, /^$/, () => ask('/accounts')],
    ['what is not for a script', 401, /^text\/plain; charset=utf-8$/, () => ask('/accounts', { headers: { accept: '*/*' } })],
    ['what is for administrators', 403, /^text\/html; charset=utf-8$/, () => ask('/accounts', { who: 'agent' })],
    ['what can’t be right', 400, /^text\/html; charset=utf-8$/, () => ask('/?verdict=x', { who: 'admin' })],
    ['an address that is none', 400, /^text\/plain; charset=utf-8$/, () => ask('/%zz<script>alert(1)</script>')],
    ['an address that is too long', 414, /^text\/plain; charset=utf-8$/, () => ask(`/cases/${'x'.repeat(400)}`)],
    [
      'a form that is none',
      400,
      /^text\/html; charset=utf-8$/,
      () => ask('/log-on', { body: '{', headers: { 'content-type': 'application/json' } }),
    ],
    [
      'a form that is too large',
      413,
      /^text\/html; charset=utf-8$/,
      () => ask('/log-on', { body: `a=${'x'.repeat(70_000)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    ['a file of a bundle', 200, /^application\/octet-stream$/, () => ask(`/bundles/${sha256}/files/report.html`, { who: 'viewer' })],
    ['a bundle', 200, /^application\/vnd\./, () => ask(`/bundles/${sha256}/download`, { who: 'viewer' })],
    [
      'a picture that is none',
      404,
      /^text\/html; charset=utf-8$/,
      () => ask(`/bundles/${sha256}/pictures/browser-ccass.png`, { who: 'viewer' }),
    ],
    ['what comes live', 200, /^text\/event-stream; charset=utf-8$/, () => ask('/events', { who: 'viewer' })],
    ['the service’s health', 200, /^application\/json; charset=utf-8$/, () => ask('/healthz')],
    ['counts', 200, /^text\/plain; /, () => ask('/metrics')],
    ['an upload that is refused', 401, /^application\/problem\+json/, () => ask(`/bundles/${sha256}`, { method: 'PUT', body: 'x' })],
    ['a caller’s link that leads nowhere', 404, /^text\/html; charset=utf-8$/, () => ask(`/r/${'A'.repeat(43)}`)],
    ['no HTTP', 400, /^text\/plain; charset=utf-8$/, () => byHand('NONSENSE\r\n\r\n')],
    ['no known method', 400, /^text\/plain; charset=utf-8$/, () => byHand('EVIL / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['headers without end', 431, /^text\/plain; charset=utf-8$/, () => byHand(`GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)],
  ])('%s', async (_what, status, type, answer) => {
    const { status: given, headers, text } = await answer()
    expect(given).toBe(status)
    expect(headers['content-type'] ?? '').toMatch(type)
    expect(headers['content-security-policy']).toMatch(/default-src 'none'/)
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:|data:/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cache-control']).toBe('no-store')
    for (const name of ['server', 'x-powered-by', 'via', 'x-aspnet-version']) expect(headers[name]).toBeUndefined()
    expect(`${text} ${JSON.stringify(headers)}`).not.toMatch(/node_modules|\bat .*:\d+:\d+|fastify|FST_ERR|SQLITE/i)
    if (headers['content-type'] !== html) expect(text.includes('<script') && headers['content-disposition'] === undefined).toBe(false)
  })

  test('what is the same for everybody alone is kept by caches', async () => {
    for (const { path } of Object.values(assets)) {
      const { headers } = await ask(path)
      expect(headers['cache-control']).toMatch(/^public, /)
      expect([headers['set-cookie'], headers['x-content-type-options']]).toEqual([undefined, 'nosniff'])
    }
  })

  test('14.4.5 HTTPS is for ever where the address is HTTPS', async () => {
    const secure = await attacked({ options: { publicUrl: 'https://helpdesk.example' } })
    expect((await secure.ask('/log-on')).headers['strict-transport-security']).toBe('max-age=31536000')
    expect((await ask('/log-on')).headers['strict-transport-security']).toBeUndefined()
  })

  async function byHand(bytes: string): Promise<Answer> {
    const [head = '', text = ''] = (await raw(bytes)).split('\r\n\r\n')
    const [first = '', ...lines] = head.split('\r\n')
    const headers = Object.fromEntries(lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]))
    return { status: Number(first.split(' ')[1]), headers, text }
  }
})

test('8.3.5, 7.2.2 the log says who looked at which bundle, and who was turned away', async () => {
  await ask(`/bundles/${sha256}/files/evidence.json`, { who: 'viewer' })
  await ask(`/bundles/${sha256}/remove`, { who: 'agent' })
  const lines = running.logged.map((line) => JSON.parse(line))
  const route = '/bundles/:sha256/files/:name'
  expect(lines).toContainEqual(expect.objectContaining({ route, status: 200, who: 'viewer@test', bundle: sha256 }))
  expect(lines).toContainEqual(expect.objectContaining({ status: 403, who: 'agent@test', bundle: sha256, from: '127.0.0.1' }))
})

describe('what is written down', () => {
  const password = 'eleven grey pigeons at noon'
  const line = '{"level":"error","message":"planted"}'
  let desk: RunningDesk
  const secrets: string[] = []

  beforeAll(async () => {
    // Its log is that of the service, in its own folder.
    const folder = await mkdtemp(join(tmpdir(), 'helpdesk-'))
    desk = await startDesk({ folder, doors: { log: createServiceLog(join(folder, 'service.log')) } })
    const admin = await desk.logOn('admin')
    const own = admin.split('=')[1] ?? ''
    const invited = await desk.desk.accounts.invite('told@test', 'agent')
    const wish = await askFor(desk, { case: 'INC1' })
    const { request } = await readAsked(wish.file)
    const csrf = csrfToken(own)
    const link = wish.link.split('/r/')[1] ?? ''
    const invitation = 'secret' in invited ? invited.secret : ''
    const send = (path: string, method: string, headers: Readonly<Record<string, string>>, body?: string) =>
      fetch(desk.url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) }).then((answer) =>
        answer.text(),
      )
    const form = { cookie: admin, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
    await put(desk.url, await answerTo(wish.file, { signer }))
    await put(desk.url, { ...(await answerTo(wish.file, { signer })), token: request.token })
    await send(`/r/${link}`, 'GET', {})
    await send(`/r/${link}x`, 'GET', {})
    await send(`/invitations/${invitation}`, 'GET', {})
    await send('/log-on', 'POST', form, new URLSearchParams({ _csrf: csrf, name: password, password }).toString())
    await send('/log-on', 'POST', form, new URLSearchParams({ _csrf: csrf, name: 'admin@test', password }).toString())
    await send(`/?q=${encodeURIComponent(password)}&token=${own}`, 'GET', { cookie: admin })
    await send(
      `/bundles/${encodeURIComponent(`\n${line}\u001b[2J\u009b2J\u202e\u2028`)}`,
      'PUT',
      { 'user-agent': line, authorization: `Bearer ${own}` },
      'x',
    )
    await send(`/%zz${own}`, 'GET', {})
    await send(`/cases/${own.repeat(10)}`, 'GET', {})
    // Lines come to the file a moment after the answer.
    await vi.waitUntil(async () => (await readFile(join(folder, 'service.log'), 'utf8')).includes('"status":414'))
    secrets.push(password, own, invitation, link, request.token ?? '', csrf)
  })
  afterAll(async () => {
    await desk.close()
    await rm(desk.folder, { recursive: true })
  })

  test('7.1.1, 7.1.2, 6.4.1, 2.4.1 no password, session, token, link or form’s token stands anywhere in the data folder', async () => {
    expect(secrets.every((secret) => secret.length > 20)).toBe(true)
    for (const { path, content } of await filesIn(desk.folder)) {
      for (const [at, secret] of secrets.entries()) expect([path, at, content.includes(secret)]).toEqual([path, at, false])
    }
    const names = (await filesIn(desk.folder)).map(({ path }) => path)
    expect(names).toEqual(expect.arrayContaining(['service.log', 'audit.jsonl', 'accounts.sqlite', 'index.sqlite', 'keys/signing.key']))
  })

  test('6.4.2, 8.3.4 all of it is for its owner alone', async () => {
    for (const { path, mode } of await filesIn(desk.folder)) expect([path, (mode & 0o077).toString(8)]).toEqual([path, '0'])
  })

  test('7.3.1 no line of the log is a stranger’s: nothing breaks out of it, and a terminal obeys none of it', async () => {
    const log = (await readFile(join(desk.folder, 'service.log'), 'utf8')).trimEnd().split('\n')
    const lines = log.map((each) => JSON.parse(each) as { readonly level: string; readonly message: string })
    expect(lines.filter(({ level, message }) => level === 'error' || message === 'planted')).toEqual([])
    expect(log.some((each) => each.includes('planted'))).toBe(true)
    for (const each of log) expect(each).toMatch(/^[ -~]*$/)
  })

  test('7.1.3, 7.1.4 the audit log has who, what, when and from where, also of what was refused', async () => {
    const lines = await newestOf(desk.desk.audit, 50)
    const refused = lines.find(({ what, subject }) => what === 'session.refused' && subject === 'admin@test')
    expect(refused).toMatchObject({ who: 'nobody', from: '127.0.0.1', atMs: expect.any(Number) })
    expect((await desk.desk.audit.check()).breaks).toEqual([])
  })

  test('7.1.3 whoever hangs up while the deed is done is recorded all the same, with the address', async () => {
    const slow = await startDesk({ doors: { passwordCost: { ln: 15, r: 8, p: 1 } } })
    try {
      const invited = await slow.desk.accounts.invite('gone@test', 'agent')
      const visit = newSecret()
      const body = new URLSearchParams({ _csrf: csrfToken(visit), next: password, repeat: password }).toString()
      const socket = connectPlain(Number(new URL(slow.url).port), '127.0.0.1')
      socket.write(
        `POST /invitations/${'secret' in invited ? invited.secret : ''} HTTP/1.1\r\nHost: x\r\nCookie: __Host-visit=${visit}\r\n` +
          `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      await wait(30)
      socket.resetAndDestroy()
      const set = async () => (await newestOf(slow.desk.audit, 5)).find(({ what }) => what === 'password.set')
      await expect.poll(set, { timeout: 5000 }).toMatchObject({ who: 'gone@test', from: '127.0.0.1' })
    } finally {
      await slow.close()
    }
  })

  interface Kept {
    readonly path: string
    readonly mode: number
    readonly content: Buffer
  }

  async function filesIn(folder: string): Promise<readonly Kept[]> {
    const all = await readdir(folder, { recursive: true, withFileTypes: true })
    return Promise.all(
      all.map(async (each) => {
        const path = join(each.parentPath, each.name)
        const content = each.isFile() ? await readFile(path) : Buffer.alloc(0)
        return { path: path.slice(folder.length + 1), mode: (await stat(path)).mode, content }
      }),
    )
  }
})

describe('9.1 the wire', () => {
  test.each([
    '0.0.0.0',
    '192.0.2.7',
    'helpdesk.example',
    '::',
    '127.0.0.1.example',
    '127.0.0.1@evil',
    '::ffff:192.0.2.7',
    '0',
    '2130706433',
  ])('9.1.1 plain HTTP is not listened for on %s', (host) => {
    expect(isLoopback(host)).toBe(false)
    expect(listenProblem({ host, port: 80 }, false)).toBeDefined()
  })

  test.each([
    'http://helpdesk.example',
    'http://127.0.0.1.example',
    'http://[::2]',
    'ftp://helpdesk.example',
    'https://a:b@helpdesk.example',
    'https://helpdesk.example/x',
    'javascript:alert(1)',
  ])('9.1.1 %s is no address to send people to', (address) => {
    expect(typeof readPublicUrl(address)).toBe('object')
  })

  describe('over TLS', () => {
    let secure: RunningDesk
    let root: string
    beforeAll(async () => {
      const authority = await createRoot()
      const { chain, key } = await createLeaf(authority, { names: ['localhost', '127.0.0.1'] })
      root = authority.cert
      secure = await startDesk({ server: { tls: { cert: Buffer.from(chain), key: Buffer.from(key), minVersion: 'TLSv1.2' } } })
    })
    afterAll(() => secure.close())

    async function shake(version: SecureVersion): Promise<string | null> {
      // OpenSSL itself has to be talked into the old ones.
      const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' } as const
      const socket = connect({ port: Number(new URL(secure.url).port), host: '127.0.0.1', ca: root, servername: 'localhost', ...old })
      const outcome = await Promise.race([
        once(socket, 'secureConnect').then(() => socket.getProtocol()),
        once(socket, 'close').then(() => null),
      ]).catch(() => null)
      socket.destroy()
      return outcome
    }

    test.each<[version: SecureVersion, spoken: string | null]>([
      ['TLSv1', null],
      ['TLSv1.1', null],
      ['TLSv1.2', 'TLSv1.2'],
      ['TLSv1.3', 'TLSv1.3'],
    ])('9.1.3 %s', async (version, spoken) => {
      expect(await shake(version)).toBe(spoken)
    })

    test('plain HTTP is answered by nothing', async () => {
      await expect(fetch(secure.url.replace('https', 'http'))).rejects.toThrow()
    })
  })
})
