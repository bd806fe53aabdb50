/** ASVS 4.0.3 V4: every route there is, by everybody there is. A new route without a row fails. */

import { describe, expect, test } from 'vitest'
import { roles } from '../../../helpdesk/accounts/accounts.ts'
import { csrfToken } from '../../../helpdesk/accounts/csrf.ts'
import { may } from '../../../helpdesk/accounts/may.ts'
import { newSecret } from '../../../helpdesk/data/secrets.ts'
import { assets } from '../../../helpdesk/web/assets.ts'
import { attacked, type Who } from './attack.ts'

const { running, routes, ask } = await attacked()

/** Who may; `token`: a bearer token opens it, a session doesn't. */
const table: Readonly<Record<string, Who | 'token'>> = {
  'GET /': 'viewer',
  'GET /account': 'viewer',
  'GET /accounts': 'admin',
  'GET /audit': 'admin',
  'GET /bundles/:sha256': 'viewer',
  'GET /bundles/:sha256/download': 'viewer',
  'GET /bundles/:sha256/files/:name': 'viewer',
  'GET /bundles/:sha256/pictures/:name': 'viewer',
  'GET /bundles/:sha256/remove': 'admin',
  'GET /cases/:name': 'viewer',
  'GET /code': 'viewer',
  'GET /diff': 'viewer',
  'GET /events': 'viewer',
  'GET /healthz': 'nobody',
  'GET /invitations/:secret': 'nobody',
  'GET /log-on': 'nobody',
  'GET /metrics': 'nobody',
  'GET /r/:secret': 'nobody',
  'GET /r/:secret/check.zip': 'nobody',
  'GET /r/:secret/request': 'nobody',
  'GET /requests': 'viewer',
  'GET /requests/:id': 'viewer',
  'GET /requests/new': 'agent',
  'GET /terminals/:terminal': 'viewer',
  'POST /account/log-out-everywhere': 'viewer',
  'POST /account/password': 'viewer',
  'POST /accounts/:id/disable': 'admin',
  'POST /accounts/:id/enable': 'admin',
  'POST /accounts/:id/invite': 'admin',
  'POST /accounts/:id/role': 'admin',
  'POST /accounts/:id/unlock': 'admin',
  'POST /accounts/invite': 'admin',
  'POST /bundles/:sha256/remove': 'admin',
  'POST /bundles/:sha256/trust': 'admin',
  'POST /code': 'viewer',
  'POST /invitations/:secret': 'nobody',
  'POST /log-on': 'nobody',
  'POST /log-out': 'viewer',
  'POST /requests/:id/withdraw': 'agent',
  'POST /requests/new': 'agent',
  'PUT /bundles/:sha256': 'token',
  ...Object.fromEntries(Object.values(assets).map(({ path }) => [`GET ${path}`, 'nobody'] as const)),
}

test('4.1.1 every route of the service has a row here, and every row is a route', () => {
  expect([...routes].toSorted()).toEqual(Object.keys(table).toSorted())
})

/** As a page it is a way to the log-on, or "not for you"; nothing else is let in. */
function isTurnedAway({ status, headers }: { status: number; headers: { location?: string | undefined } }): boolean {
  return status === 401 || status === 403 || (status === 303 && (headers.location ?? '').startsWith('/log-on?to=') === true)
}

/** A session of its own where it ends. */
async function sessionFor(who: Who, route: string): Promise<string> {
  if (who === 'nobody') return ''
  const isEnded = /log-out|\/account\/password/.test(route)
  if (isEnded) return running.logOn(who, `${who} ${route.replace(/[^a-z]+/g, ' ').trim()}`)
  const cookie = sessions.get(who) ?? (await running.logOn(who, `${who} of all`))
  sessions.set(who, cookie)
  return cookie
}

const sessions = new Map<Who, string>()

const pathOf = (url: string) =>
  url.replace(':sha256', 'a'.repeat(64)).replace(':secret', 'A'.repeat(43)).replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')

describe.each(Object.entries(table).filter(([, needs]) => needs !== 'token'))('4.1.3 %s, for %s', (route, needs) => {
  const [method = '', url = ''] = route.split(' ')

  test.each<Who>(['nobody', ...roles])('asked by: %s', async (who) => {
    const cookie = await sessionFor(who, route)
    const answer = await ask(pathOf(url), { method, cookie, ...(method === 'POST' ? { form: {} } : {}) })
    const mayIn = needs === 'nobody' || (who !== 'nobody' && may(who, needs as 'viewer'))
    if (who === 'nobody' && needs !== 'nobody') {
      const to = method === 'GET' && url !== '/' ? `/log-on?to=${encodeURIComponent(pathOf(url))}` : '/log-on'
      // A form is refused, or leads to the log-on: it does nothing either way.
      expect([answer.status, answer.headers.location]).toEqual([303, to])
    } else if (mayIn && needs !== 'nobody') expect([route, isTurnedAway(answer)]).toEqual([route, false])
    else if (!mayIn) expect([route, answer.status]).toEqual([route, 403])
    expect(answer.status).not.toBe(500)
    if (method === 'GET' && url !== '/events' && !url.endsWith('check.zip')) {
      const head = await ask(pathOf(url), { method: 'HEAD', cookie })
      expect([head.status, head.text]).toEqual([answer.status, ''])
    }
  })
})

test('4.1.5 a session opens no upload, and a token opens no page', async () => {
  const path = `/bundles/${'a'.repeat(64)}`
  const admin = await ask(path, { method: 'PUT', who: 'admin', body: 'x' })
  expect([admin.status, JSON.parse(admin.text).code]).toEqual([401, 'token-missing'])
  const bearer = await ask('/', { headers: { authorization: `Bearer ${newSecret()}` } })
  expect(bearer.status).toBe(303)
})

describe('4.2.2 other sites', () => {
  const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const form = (token: string) => new URLSearchParams({ _csrf: token, name: 'x', password: 'y', code: 'z' }).toString()
  const typed = { 'content-type': 'application/x-www-form-urlencoded' }

  test.each<[what: string, headers: Readonly<Record<string, string>>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port of this PC', { origin: 'http://127.0.0.1:1' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['no origin, but the browser says so', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('a visit’s cookie and its right token, stolen, sent from %s: nobody is logged on', async (_what, headers) => {
    const visit = newSecret()
    const answer = await ask('/log-on', {
      cookie: `__Host-visit=${visit}`,
      headers: { ...typed, ...headers },
      body: form(csrfToken(visit)),
    })
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  })

  test('a visit’s token is none of a session, whichever cookies come along', async () => {
    const [visit, session] = [newSecret(), (await running.logOn('agent', 'planted')).split('=')[1] ?? '']
    const cookie = `__Host-visit=${visit}; __Host-session=${session}`
    for (const token of [csrfToken(visit), csrfToken(newSecret()), session, visit, '', csrfToken('')]) {
      const answer = await ask('/code', { cookie, headers: typed, body: form(token) })
      expect(answer.status).toBe(403)
    }
    expect((await ask('/code', { cookie, headers: typed, body: form(csrfToken(session)) })).status).toBe(303)
    expect((await ask('/code', { cookie, headers: { ...typed, ...elsewhere }, body: form(csrfToken(session)) })).status).toBe(403)
  })

  test('14.5.3 a page of elsewhere is not asked whether it may: no answer allows another origin', async () => {
    const origin = {
      origin: 'https://evil.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization',
    }
    for (const method of ['OPTIONS', 'GET']) {
      const answer = await ask(`/bundles/${'a'.repeat(64)}`, { method, headers: origin, who: 'admin' })
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
})

test('4.1.3, 11.1.6 two administrators who take each other away in the same moment: one is left', async () => {
  for (const deed of ['role', 'disable']) {
    const cookies = await Promise.all(['one', 'other'].map((name) => running.logOn('admin', `${name} ${deed}`)))
    const accounts = await running.desk.accounts.list()
    const ids = ['one', 'other'].map((name) => accounts.find((each) => each.name === `${name} ${deed}`)?.id ?? '')
    for (const each of accounts.filter(({ id, role, disabled }) => role === 'admin' && !disabled && !ids.includes(id)))
      await running.desk.accounts.setDisabled(each.id, true)
    const rivals = cookies.map((cookie, at) => ask(`/accounts/${ids[1 - at]}/${deed}`, { cookie, form: { role: 'viewer' } }))
    await Promise.all(rivals)
    const left = (await running.desk.accounts.list()).filter(({ role, disabled }) => role === 'admin' && !disabled)
    expect(left.map(({ name }) => name)).toEqual([expect.stringMatching(/^(?:one|other) /)])
  }
})
