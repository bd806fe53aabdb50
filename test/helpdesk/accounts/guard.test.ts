/** ASVS 4.0.3 V4 and V5.1.5 over the whole service: who may do what, forms of other sites, addresses of elsewhere. */

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptedLanguage } from '../../../helpdesk/accounts/chosen-language.ts'
import { csrfToken, isCsrfToken } from '../../../helpdesk/accounts/csrf.ts'
import { safeTarget } from '../../../helpdesk/accounts/target.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { OTHER_PASSWORD, PASSWORD, type Person, person, tokenIn } from './person.ts'

interface Route {
  readonly method: string
  readonly url: string
}

const routes: Route[] = []

/** The last of the rooms: by then every route is there. The router tells them as a tree, four columns a level. */
const collectRoutes = (app: FastifyInstance) => {
  const parts: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')) {
    const { branch = '', part, methods } = /^(?<branch>.*[├└]── )(?<part>\S*)(?: \((?<methods>[^)]+)\))?$/.exec(line)?.groups ?? {}
    if (part === undefined) continue
    parts.splice(branch.length / 4 - 1, Number.POSITIVE_INFINITY, part)
    for (const method of methods?.split(', ') ?? []) routes.push({ method, url: parts.join('') })
  }
}

let running: RunningDesk
let people: Record<'viewer' | 'agent' | 'admin' | 'nobody', Person>
beforeAll(async () => {
  running = await startDesk({ server: { more: [collectRoutes] } })
  people = {
    nobody: person(running.url),
    viewer: person(running.url, await running.logOn('viewer')),
    agent: person(running.url, await running.logOn('agent')),
    admin: person(running.url, await running.logOn('admin')),
  }
})
afterAll(() => running.close())

/** What anybody may have without an account; every other route is closed. */
const open = new Set(['/assets/', '/bundles/:sha256', '/healthz', '/invitations/', '/log-on', '/metrics', '/r/', '/oidc/'])

describe('4.1 access control', () => {
  test('4.1.1, 4.1.3 every route that isn’t named here as open is closed to whoever isn’t logged on', async () => {
    expect(routes.length).toBeGreaterThan(20)
    const closed = routes.filter(({ url }) => url !== '*' && ![...open].some((prefix) => url.startsWith(prefix)))
    expect(closed.map(({ url }) => url)).toEqual(expect.arrayContaining(['/', '/accounts', '/audit', '/events', '/requests']))
    for (const { method, url } of closed) {
      if (method === 'HEAD' || method === 'OPTIONS') continue
      const path = url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
      const page = method === 'GET' ? await people.nobody.get(path) : await people.nobody.send(path, {})
      expect([method, path, page.status, page.location?.split('?', 1)[0]]).toEqual([method, path, 303, '/log-on'])
      const plain = await people.nobody.get(path, { accept: '*/*' })
      if (method === 'GET') expect([path, plain.status]).toEqual([path, 401])
    }
  })

  test('4.1.2 a role does what it may, and no more', async () => {
    const statuses = async (path: string) => [
      (await people.viewer.get(path)).status,
      (await people.agent.get(path)).status,
      (await people.admin.get(path)).status,
    ]
    expect(await statuses('/account')).toEqual([200, 200, 200])
    expect(await statuses('/requests/new')).toEqual([403, 200, 200])
    expect(await statuses('/accounts')).toEqual([403, 403, 200])
    expect(await statuses('/audit')).toEqual([403, 403, 200])
    expect((await people.viewer.get('/accounts', { accept: 'application/json' })).body).toBe('your account may not do this\n')
  })

  test('4.2.1 who sends an administrator’s forms without being one changes nothing', async () => {
    const before = await running.desk.accounts.list()
    const viewer = before.find(({ role }) => role === 'viewer')
    for (const [path, fields] of [
      [`/accounts/${viewer?.id}/role`, { role: 'admin' }],
      [`/accounts/${viewer?.id}/invite`, {}],
      ['/accounts/invite', { name: 'mine', role: 'admin' }],
      [`/accounts/${before.find(({ role }) => role === 'admin')?.id}/disable`, {}],
    ] as const) {
      expect((await people.viewer.post('/account', path, fields)).status).toBe(403)
      expect((await people.agent.post('/account', path, fields)).status).toBe(403)
    }
    expect(await running.desk.accounts.list()).toEqual(before)
  })

  test('nobody can take the last administrator away', async () => {
    const admin = (await running.desk.accounts.list()).find(({ role }) => role === 'admin')
    const refused = [
      await people.admin.post('/accounts', `/accounts/${admin?.id}/role`, { role: 'viewer' }),
      await people.admin.post('/accounts', `/accounts/${admin?.id}/disable`, {}),
    ]
    for (const { status, body } of refused) {
      expect(status).toBe(409)
      expect(body).toContain('Make somebody else an administrator first')
    }
    // One who was only invited doesn't count.
    await running.desk.accounts.invite('not yet', 'admin')
    expect((await people.admin.post('/accounts', `/accounts/${admin?.id}/disable`, {})).status).toBe(409)
    const [other] = await Promise.all([running.logOn('admin', 'second admin')])
    const second = person(running.url, other)
    const both = (await running.desk.accounts.list()).filter(({ role, hasPassword }) => role === 'admin' && hasPassword)
    const answers = await Promise.all(
      both.map(({ id }, index) => (index === 0 ? second : people.admin).post('/accounts', `/accounts/${id}/role`, { role: 'viewer' })),
    )
    expect(answers.filter(({ location }) => location === '/accounts')).toHaveLength(1)
    expect((await running.desk.accounts.list()).filter(({ role, hasPassword }) => role === 'admin' && hasPassword)).toHaveLength(1)
    const [left] = (await running.desk.accounts.list()).filter(({ role, hasPassword }) => role === 'admin' && hasPassword)
    people.admin = left?.name === 'second admin' ? second : people.admin
  })

  test('what can’t be right in a form or an address is one clear line, never a 500', async () => {
    for (const [path, fields] of [
      ['/accounts/invite', { name: 'x'.repeat(400), role: 'admin' }],
      ['/accounts/invite', { name: 'anna', role: 'king' }],
      ['/accounts/invite', { name: '<script>alert(1)</script>', role: 'viewer' }],
      ['/accounts/invite', {}],
      ["/accounts/';DROP TABLE accounts/disable", {}],
      ['/accounts/%00/unlock', {}],
    ] as const) {
      const { status, body } = await people.admin.post('/accounts', path, fields)
      expect([path, status < 500 && status >= 400]).toEqual([path, true])
      expect(body).not.toContain('<script>')
    }
    expect((await people.admin.get('/audit?before=-1')).status).toBe(400)
    expect((await people.admin.get('/audit?before=99999999999&subject=%00')).status).toBe(200)
    expect((await people.nobody.get('/log-on?to=a&to=b&lang=x&lang=y')).status).toBe(200)
  })
})

describe('4.2.2 forms of other sites', () => {
  const invite = { name: 'planted', role: 'admin' }
  const isPlanted = async () => (await running.desk.accounts.list()).some(({ name }) => name === 'planted')

  test('no token, a token of nobody, of another session, of another person, or one that was cut: nothing is done', async () => {
    const own = tokenIn((await people.admin.get('/accounts')).body)
    const theirs = tokenIn((await people.viewer.get('/account')).body)
    const nobodys = tokenIn((await people.nobody.get('/log-on')).body)
    for (const token of [undefined, '', theirs, nobodys, own.slice(1), `${own}A`, own.toLowerCase(), 'A'.repeat(64)]) {
      const { status, body } = await people.admin.send('/accounts/invite', { ...invite, ...(token === undefined ? {} : { _csrf: token }) })
      expect(status).toBe(403)
      expect(body).toContain('load the page again')
    }
    expect(await isPlanted()).toBe(false)
  })

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a frame in a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('with the right token, but sent by %s', async (_name, headers) => {
    const _csrf = tokenIn((await people.admin.get('/accounts')).body)
    const { status, body } = await people.admin.send('/accounts/invite', { ...invite, _csrf }, headers)
    expect([status, body.includes('Another site sent this')]).toEqual([403, true])
    expect(await isPlanted()).toBe(false)
  })

  test('as a browser sends its own forms, it is done', async () => {
    const _csrf = tokenIn((await people.admin.get('/accounts')).body)
    const sent = { 'sec-fetch-site': 'same-origin', origin: 'null' }
    expect((await people.admin.send('/accounts/invite', { name: 'wanted', role: 'viewer', _csrf }, sent)).status).toBe(200)
  })

  test('as JSON, as text, or by another method: nothing is done', async () => {
    const cookie = `__Host-session=${people.admin.jar.get('__Host-session')}`
    const _csrf = tokenIn((await people.admin.get('/accounts')).body)
    for (const [method, type, body] of [
      ['POST', 'text/plain', `_csrf=${_csrf}&name=planted&role=admin`],
      ['POST', 'application/json', '{"name":"planted","role":"admin"}'],
      ['PUT', 'application/x-www-form-urlencoded', `_csrf=${_csrf}&name=planted&role=admin`],
    ] as const) {
      const { status } = await fetch(`${running.url}/accounts/invite`, { method, body, headers: { cookie, 'content-type': type } })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    const get = await people.admin.get(`/accounts/invite?_csrf=${_csrf}&name=planted&role=admin`)
    expect(get.status).toBe(404)
    expect(await isPlanted()).toBe(false)
  })

  test('log-on too: nobody is logged on as somebody else without knowing it', async () => {
    const victim = person(running.url)
    await victim.get('/log-on')
    const thiefs = tokenIn((await person(running.url).get('/log-on')).body)
    const { status, cookies } = await victim.send('/log-on', { _csrf: thiefs, name: 'viewer@test', password: PASSWORD })
    expect([status, cookies.some((each) => each.startsWith('__Host-session'))]).toEqual([403, false])
  })

  test('a token is another one on every page, and only its own session takes it', () => {
    const [one, other] = [csrfToken('a'), csrfToken('a')]
    expect(one).not.toBe(other)
    expect([isCsrfToken(one, 'a'), isCsrfToken(other, 'a'), isCsrfToken(one, 'b')]).toEqual([true, true, false])
    expect([isCsrfToken([one], 'a'), isCsrfToken({ length: 64 }, 'a'), isCsrfToken(undefined, 'a')]).toEqual([false, false, false])
  })
})

describe('5.1.5 where one goes after logging on', () => {
  test.each([
    ['/requests?show=open', '/requests?show=open'],
    ['/cases/a%2Fb', '/cases/a%2Fb'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['///evil.example', '/'],
    ['/\\evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/%09/evil.example', '/%09/evil.example'],
    ['/.//evil.example', '/'],
    ['/a/..//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['evil.example', '/'],
    ['/a\r\nset-cookie: a=b', '/'],
    ['/@evil.example', '/@evil.example'],
    ['/log-out', '/'],
    ['/log-on?to=/', '/'],
    ['', '/'],
    [undefined, '/'],
    [['/a'], '/'],
    [`/${'a'.repeat(2000)}`, '/'],
  ])('%j leads to %j', (asked, target) => {
    expect(safeTarget(asked)).toBe(target)
    expect(new URL(safeTarget(asked), 'https://desk.example').host).toBe('desk.example')
  })

  test('through the pages: the wish is kept from the door to the answer', async () => {
    const someone = person(running.url)
    const door = await someone.get('/requests?show=open')
    expect(door.location).toBe('/log-on?to=%2Frequests%3Fshow%3Dopen')
    expect((await someone.get(door.location ?? '')).body).toContain('name="to" value="/requests?show=open"')
    expect((await someone.logOn('agent@test', PASSWORD, '/requests?show=open')).location).toBe('/requests?show=open')
    const other = person(running.url)
    expect((await other.logOn('agent@test', PASSWORD, '//evil.example')).location).toBe('/')
    expect((await other.get('/log-on?to=//evil.example')).location).toBe('/')
  })
})

test('2.2.1, 2.2.3 the page says the same of a name that there isn’t, and keeps no password', async () => {
  const answers = await Promise.all(['viewer@test', 'nobody has this'].map((name) => person(running.url).logOn(name, OTHER_PASSWORD)))
  const [known, unknown] = answers.map(({ status, body }, index) => [
    status,
    body.replace(/name="_csrf" value="[^"]+"/g, '').replaceAll(index === 0 ? 'viewer@test' : 'nobody has this', 'NAME'),
  ])
  expect(known).toEqual(unknown)
  expect(known?.[0]).toBe(403)
  expect(String(known?.[1])).not.toContain(OTHER_PASSWORD)
  expect(running.logged.join('')).not.toContain(OTHER_PASSWORD)
})

test('2.2.1 the page of a locked account says until when, and so does Retry-After', async () => {
  const someone = person(running.url)
  for (let count = 0; count < 5; count += 1) await someone.logOn('locked one', 'wrong password')
  const { status, body, headers } = await someone.logOn('locked one', 'wrong password')
  expect(status).toBe(429)
  expect(body).toMatch(/looked at after \d\d:\d\d \(Hong Kong\)/)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(20)
  expect((await someone.get('/log-on?lang=zh-HK')).body).toContain('<html lang="zh-HK">')
})

describe('the language', () => {
  test.each([
    ['zh-HK,zh;q=0.9,en;q=0.8', 'zh-HK'],
    ['en-GB,en;q=0.9,zh-HK;q=0.8', 'en'],
    ['fr, zh-TW;q=0.3', 'zh-HK'],
    ['zh-CN', 'zh-HK'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['de', 'en'],
    ['zhx;q=1', 'en'],
    ['', 'en'],
    [`${'en;q=0.1,'.repeat(10_000)}zh`, 'en'],
  ])('%.40s asks for %s', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language)
  })

  test('chosen on a page it stays chosen, whatever the browser asks for', async () => {
    const someone = person(running.url)
    expect((await someone.get('/log-on', { 'accept-language': 'zh-HK' })).body).toContain('<html lang="zh-HK">')
    await someone.get('/log-on?lang=en', { 'accept-language': 'zh-HK' })
    expect((await someone.get('/log-on', { 'accept-language': 'zh-HK' })).body).toContain('<html lang="en">')
    expect((await someone.get('/log-on?lang=fr')).body).toContain('<html lang="en">')
  })
})

test('every deed is in the audit log, and no password or secret', async () => {
  const lines = await newestOf(running.desk.audit, 500)
  const seen = new Set(lines.map(({ what }) => what))
  for (const what of ['session.started', 'session.refused', 'account.locked', 'account.invited', 'account.role.viewer'])
    expect(seen).toContain(what)
  const whole = JSON.stringify(lines)
  for (const secret of [PASSWORD, OTHER_PASSWORD, 'wrong password', ...people.admin.jar.values()]) expect(whole).not.toContain(secret)
  // Names that nobody has aren't written down: some type a password there.
  expect(whole).not.toContain('nobody has this')
  expect(lines.every(({ from, who }) => from === '127.0.0.1' || who === 'command line')).toBe(true)
  const page = await people.admin.get('/audit?subject=wanted')
  expect(page.body).toContain('account.invited')
  expect(page.body).not.toContain('session.started')
})

test('2.1.11, 2.1.9 a password manager may fill in, and nothing is cut while one pastes', async () => {
  const { body } = await people.nobody.get('/log-on')
  expect(body).toMatch(/<input id="name"[^>]+autocomplete="username"/)
  expect(body).toMatch(/<input id="password"[^>]+type="password"[^>]+autocomplete="current-password"/)
  const account = (await people.viewer.get('/account')).body
  expect(account.match(/autocomplete="new-password"/g)).toHaveLength(2)
  for (const page of [body, account])
    for (const [input] of page.matchAll(/<input[^>]+type="password"[^>]*>/g)) expect(input).not.toContain('maxlength')
})
