/** Logging on by a real provider (oidc-provider), over its own pages; then every part of it wrong once (RFC 9700; OpenID Connect Core 1.0). */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { oidcRoom } from '../../../helpdesk/oidc/room.ts'
import { movableClock, person } from '../accounts/person.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { type RunningProvider, SECRET, startProvider, through } from './provider.ts'

/** All of these people come from one address. */
const often = { max: 1000, timeWindow: 60_000 }

const clock = movableClock(Date.now())
let provider: RunningProvider
let running: RunningDesk
beforeAll(async () => {
  provider = await startProvider()
  running = await startDesk({ server: { more: [oidcRoom(provider.settings, often)] }, doors: { clock } })
  provider.serve(`${running.url}/oidc/answer`)
})
afterAll(async () => {
  await running.close()
  await provider.stop()
})
beforeEach(() => {
  for (const [sub, name, groups] of [
    ['1', 'anna', ['helpdesk-admins', 'night-shift']],
    ['2', 'berta', ['night-shift']],
    ['3', 'carla', ['kitchen']],
    ['4', '<b>dora</b>\u202e', 'helpdesk-agents'],
  ] as const)
    provider.people.set(sub, { preferred_username: name, groups })
})
afterEach(() => provider.changed.clear())

const newPerson = () => person(running.url)
const pathOf = (address: string) => address.slice(running.url.length)
const whoIs = async (someone: ReturnType<typeof person>) =>
  /<dd><bdi>([^<]*)<\/bdi><\/dd>[\s\S]*?<dd>([^<]*)<\/dd>/.exec((await someone.get('/account')).body)?.slice(1, 3)

async function logOn(sub: string, begin?: string) {
  const someone = newPerson()
  const answer = await someone.get(pathOf(await through(someone, provider, sub, begin === undefined ? {} : { begin })))
  return { someone, answer }
}

describe('who gets in', () => {
  test('the page offers it, and goes back to where one wanted to be', async () => {
    const page = await newPerson().get('/log-on?to=%2Frequests')
    expect(page.body).toContain(
      `<a class="button primary" href="/oidc/log-on?to=%2Frequests">Log on with ${new URL(provider.issuer).host}</a>`,
    )
    const { someone, answer } = await logOn('1', '/oidc/log-on?to=%2Frequests')
    expect([answer.status, answer.location]).toEqual([303, '/requests'])
    expect(someone.jar.has('__Host-oidc')).toBe(false)
    expect(await whoIs(someone)).toEqual(['anna', 'administrator'])
    expect((await logOn('1', '/oidc/log-on?to=//evil.example')).answer.location).toBe('/')
  })

  test('a group is a role, the highest counts, one group may be a text alone', async () => {
    expect(await whoIs((await logOn('2')).someone)).toEqual(['berta', 'agent'])
    const { someone } = await logOn('4')
    expect(await whoIs(someone)).toEqual(['bdorab', 'agent'])
  })

  test('in none of the groups: refused, told by name, and recorded', async () => {
    const { someone, answer } = await logOn('3')
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('carla is in none of them')
    expect(someone.jar.has('__Host-session')).toBe(false)
    expect(await newestOf(running.desk.audit, 1)).toMatchObject([{ who: 'nobody', what: 'session.refused', subject: 'carla' }])
    expect((await running.desk.accounts.list()).some(({ name }) => name === 'carla')).toBe(false)
  })

  test('what the provider says counts at each log-on: who left a group has left it here, and older sessions end', async () => {
    const first = (await logOn('1')).someone
    provider.people.set('1', { preferred_username: 'anna', groups: ['helpdesk-agents'] })
    const second = (await logOn('1')).someone
    expect(await whoIs(second)).toEqual(['anna', 'agent'])
    expect((await first.get('/account')).status).toBe(303)
    expect((await newestOf(running.desk.audit, 5)).map(({ what }) => what)).toContain('account.role.agent')
    provider.people.set('1', { preferred_username: 'anna', groups: [] })
    expect((await logOn('1')).answer.status).toBe(403)
  })

  test('a name that somebody has already is no way to be that person', async () => {
    await running.logOn('admin', 'erna')
    provider.people.set('5', { preferred_username: 'ERNA', groups: ['helpdesk-agents'] })
    expect(await whoIs((await logOn('5')).someone)).toEqual(['ERNA (2)', 'agent'])
    expect(await whoIs((await logOn('5')).someone)).toEqual(['ERNA (2)', 'agent'])
    provider.people.set('6', { preferred_username: 'nobody', groups: ['helpdesk-agents'] })
    expect((await whoIs((await logOn('6')).someone))?.[0]).not.toBe('nobody')
  })

  test('disabled here is disabled, whatever the provider says; a password is no way in', async () => {
    await logOn('2')
    const berta = (await running.desk.accounts.list()).find(({ name }) => name === 'berta')
    await running.desk.accounts.setDisabled(berta?.id ?? '', true)
    const { answer, someone } = await logOn('2')
    expect([answer.status, someone.jar.has('__Host-session')]).toEqual([403, false])
    await running.desk.accounts.setDisabled(berta?.id ?? '', false)
    expect(await running.desk.accounts.invite('berta', 'agent')).toEqual({ refused: 'provider' })
    expect(await running.desk.accounts.setRole(berta?.id ?? '', 'admin')).toBe('provider')
  })

  test('claims in the ID token alone are enough', async () => {
    provider.serve(`${running.url}/oidc/answer`, { conformIdTokenClaims: false })
    provider.asked.length = 0
    expect(await whoIs((await logOn('2')).someone)).toEqual(['berta', 'agent'])
    expect(provider.asked).not.toContain('/me')
    provider.serve(`${running.url}/oidc/answer`)
  })
})

describe('what doesn’t fit is refused', () => {
  const refused = async (someone: ReturnType<typeof person>, address: string | URL, status: number, text: string) => {
    const answer = await someone.get(pathOf(String(address)))
    expect([answer.status, someone.jar.has('__Host-session')]).toEqual([status, false])
    expect(answer.body).toContain(text)
    // One try: the same browser can't go on with another answer.
    expect(someone.jar.has('__Host-oidc')).toBe(false)
  }

  test('the request has PKCE, state and nonce of its own each time, and no secret of the client', async () => {
    const [one, other] = await Promise.all([newPerson().get('/oidc/log-on'), newPerson().get('/oidc/log-on')])
    const [a, b] = [new URL(one.location ?? ''), new URL(other.location ?? '')]
    expect(Object.fromEntries(a.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'helpdesk',
      redirect_uri: `${running.url}/oidc/answer`,
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(a.searchParams.get(name)).toMatch(/^[\w-]{43}$/)
      expect(a.searchParams.get(name)).not.toBe(b.searchParams.get(name))
    }
    expect(a.href).not.toContain(SECRET)
    const [line = ''] = one.cookies.filter((each) => each.startsWith('__Host-oidc='))
    expect(line).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    for (const name of ['state', 'nonce', 'code_challenge']) expect(line).not.toContain(a.searchParams.get(name))
  })

  test('another state', async () => {
    const someone = newPerson()
    const back = new URL(await through(someone, provider, '1'))
    back.searchParams.set('state', 'A'.repeat(43))
    provider.asked.length = 0
    await refused(someone, back, 400, 'Log on again')
    // Nobody else's answer is even shown to the provider.
    expect(provider.asked).toEqual([])
  })

  test('no state, two states', async () => {
    for (const change of [(url: URL) => url.searchParams.delete('state'), (url: URL) => url.searchParams.append('state', 'x')]) {
      const someone = newPerson()
      const back = new URL(await through(someone, provider, '1'))
      change(back)
      await refused(someone, back, 400, 'Log on again')
    }
  })

  test('an answer that another browser was given (a planted log-on)', async () => {
    const thief = newPerson()
    const back = await through(thief, provider, '1')
    const victim = newPerson()
    await refused(victim, back, 400, 'Log on again')
    await victim.get('/oidc/log-on')
    await refused(victim, back, 400, 'Log on again')
  })

  test('a code that was used, under a state that is right', async () => {
    const someone = newPerson()
    const first = new URL(await through(someone, provider, '2'))
    expect((await someone.get(pathOf(first.href))).status).toBe(303)
    await refused(newPerson(), first, 400, 'Log on again')
    const again = newPerson()
    const second = new URL(await through(again, provider, '2'))
    second.searchParams.set('code', first.searchParams.get('code') ?? '')
    await refused(again, second, 400, 'Log on again')
  })

  test('a code that was got for another browser, under one’s own state (PKCE)', async () => {
    const victim = newPerson()
    const code = new URL(await through(victim, provider, '1')).searchParams.get('code') ?? ''
    const thief = newPerson()
    const back = new URL(await through(thief, provider, '3'))
    back.searchParams.set('code', code)
    await refused(thief, back, 400, 'Log on again')
  })

  test('another nonce', async () => {
    const someone = newPerson()
    const back = await through(someone, provider, '2', {
      change: (address) => {
        address.searchParams.set('nonce', 'another-nonce')
        return address
      },
    })
    await refused(someone, back, 502, 'can’t be relied upon')
  })

  test('another issuer in the answer (mix-up, RFC 9207)', async () => {
    const someone = newPerson()
    const back = new URL(await through(someone, provider, '2'))
    expect(back.searchParams.get('iss')).toBe(provider.issuer)
    back.searchParams.set('iss', 'https://evil.example')
    await refused(someone, back, 502, 'can’t be relied upon')
  })

  test.each<[name: string, change: (token: string) => string]>([
    ['an ID token whose signature is another one', (token) => token.replace(/.(?=.{20}$)/, (each) => (each === 'A' ? 'B' : 'A'))],
    [
      'an ID token for somebody else',
      (token) => {
        const [head = '', body = '', signature = ''] = token.split('.')
        const other = Buffer.from(body, 'base64url').toString().replace('"sub":"2"', '"sub":"1"')
        return [head, Buffer.from(other).toString('base64url'), signature].join('.')
      },
    ],
  ])('%s', async (_name, change) => {
    const someone = newPerson()
    const back = await through(someone, provider, '2')
    provider.changed.set('/token', (body) => body.replace(/(?<="id_token":")[^"]+/, change))
    await refused(someone, back, 502, 'can’t be relied upon')
  })

  test('what is told apart from the token of somebody else', async () => {
    const someone = newPerson()
    const back = await through(someone, provider, '2')
    provider.changed.set('/me', (body) => body.replace('"sub":"2"', '"sub":"1"'))
    await refused(someone, back, 502, 'can’t be relied upon')
  })

  test('too late', async () => {
    const someone = newPerson()
    const back = await through(someone, provider, '2')
    clock.move(10 * 60_000 + 1)
    await refused(someone, back, 400, 'Log on again')
  })

  test('stopped on the way', async () => {
    const someone = newPerson()
    await refused(someone, await through(someone, provider, '2', { cancel: true }), 403, 'did not vouch for you')
  })

  test('words of the provider’s are no markup, and lead nowhere', async () => {
    const someone = newPerson()
    const state = new URL((await someone.get('/oidc/log-on')).location ?? '').searchParams.get('state')
    const answer = await someone.get(
      `/oidc/answer?error=${encodeURIComponent('<script>alert(1)</script>')}&state=${state}&iss=${provider.issuer}`,
    )
    expect(answer.status).toBe(403)
    expect(answer.body).not.toContain('alert(1)')
  })

  test('the log says what failed, never a code, a token or a secret', async () => {
    const someone = newPerson()
    const back = new URL(await through(someone, provider, '2'))
    provider.changed.set('/token', (body) => body.replace(/(?<="id_token":"[^"]+).(?=")/, '!'))
    await someone.get(pathOf(back.href))
    const log = running.logged.join('')
    expect(log).toContain('log-on by the provider failed')
    for (const secret of [SECRET, back.searchParams.get('code') ?? 'none', back.searchParams.get('state') ?? 'none'])
      expect(log).not.toContain(secret)
  })
})

test('a provider that doesn’t answer is told, the password page works on, and it is asked again', async () => {
  const silent = await startProvider()
  const other = await startDesk({ server: { more: [oidcRoom(silent.settings)] } })
  try {
    const someone = person(other.url)
    // Answers 503 at first.
    expect((await someone.get('/oidc/log-on')).status).toBeGreaterThanOrEqual(502)
    expect((await someone.get('/log-on')).status).toBe(200)
    silent.serve(`${other.url}/oidc/answer`)
    expect((await someone.get('/oidc/log-on')).location).toContain(silent.issuer)
    await silent.stop()
    const third = await startDesk({ server: { more: [oidcRoom(silent.settings)] } })
    const answer = await person(third.url).get('/oidc/log-on', { 'accept-language': 'zh-HK' })
    expect([answer.status, answer.body.includes('沒有回應')]).toEqual([503, true])
    await third.close()
  } finally {
    await other.close()
  }
})

test('without a provider there is no such page, and nothing offers it', async () => {
  const plain = await startDesk()
  expect((await person(plain.url).get('/oidc/log-on')).status).toBe(404)
  const page = await person(plain.url).get('/log-on')
  expect(page.body).not.toContain('/oidc/')
  // Who starts a new helpdesk is told how the first person comes in.
  expect(page.body).toContain('npm run --silent helpdesk -- account invite NAME --role admin')
  await plain.close()
})

test('whoever else the provider knows may look, where that is configured', async () => {
  const open = await startProvider({ others: 'viewer' })
  const desk = await startDesk({ server: { more: [oidcRoom(open.settings)] } })
  open.serve(`${desk.url}/oidc/answer`)
  open.people.set('3', { preferred_username: 'carla', groups: ['kitchen'] })
  const carla = person(desk.url)
  // The provider is somebody else's: it isn't asked without end.
  for (let count = 0; count < 29; count += 1) await person(desk.url).get('/oidc/log-on')
  const back = await through(carla, open, '3')
  expect((await carla.get(back.slice(desk.url.length))).status).toBe(303)
  expect((await carla.get('/account')).body).toContain('viewer')
  expect((await person(desk.url).get('/oidc/log-on')).status).toBe(429)
  await desk.close()
  await open.stop()
})
