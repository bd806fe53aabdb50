/** ASVS 4.0.3 V3 over the whole service: cookies, when sessions end, and that nothing of a session shows. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ABSOLUTE_MS, IDLE_MS, INVITATION_MS, MOST_SESSIONS } from '../../../helpdesk/accounts/limits.ts'
import { runHelpdesk } from '../commands/run.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { movableClock, OTHER_PASSWORD, PASSWORD, person } from './person.ts'

const clock = movableClock()
let running: RunningDesk
beforeAll(async () => {
  running = await startDesk({ doors: { clock } })
  for (const [name, role] of [
    ['anna', 'admin'],
    ['berta', 'viewer'],
  ] as const) {
    const invited = await running.desk.accounts.invite(name, role)
    if ('secret' in invited) await running.desk.accounts.accept(invited.secret, PASSWORD)
  }
})
afterAll(() => running.close())
// A lock of one test is none of the next.
afterEach(() => clock.move(25 * 3_600_000))

const newPerson = () => person(running.url)
async function loggedOn(name = 'anna') {
  const someone = newPerson()
  expect((await someone.logOn(name, PASSWORD)).status).toBe(303)
  return someone
}
const idOf = async (name: string) => (await running.desk.accounts.list()).find((each) => each.name === name)?.id ?? ''
const isIn = async (someone: ReturnType<typeof person>) => (await someone.get('/account')).status === 200

describe('3.4 the cookie', () => {
  test('3.4.1 to 3.4.5 Secure, HttpOnly, SameSite, __Host-, its path, no age, no domain', async () => {
    const answer = await newPerson().logOn('anna', PASSWORD)
    const [line = ''] = answer.cookies.filter((each) => each.startsWith('__Host-session='))
    const [pair = '', ...attributes] = line.split('; ')
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    // 3.2.2, 3.2.4: 256 bits.
    expect(pair).toMatch(/^__Host-session=[A-Za-z0-9_-]{43}$/)
  })

  test('the one by which a browser is known again keeps to the same, lasts a year, and is no way in', async () => {
    const answer = await newPerson().logOn('anna', PASSWORD)
    const [line = ''] = answer.cookies.filter((each) => each.startsWith('__Host-device='))
    expect(line).toMatch(/^__Host-device=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const [pair = ''] = line.split(';')
    for (const cookie of [pair, pair.replace('device', 'session')]) expect(await isIn(person(running.url, cookie))).toBe(false)
    expect((await person(running.url, pair).logOn('anna', PASSWORD)).cookies.join()).not.toContain('__Host-device')
  })

  test('every other cookie keeps to the same', async () => {
    const answer = await newPerson().get('/log-on?lang=zh-HK')
    expect(answer.cookies.map((each) => each.split('=', 1)[0]).toSorted()).toEqual(['__Host-language', '__Host-visit'])
    for (const each of answer.cookies) expect(each).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  test('what is the same for everybody and kept by caches sets none', async () => {
    const page = await newPerson().get('/log-on')
    const style = /href="(\/assets\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    expect((await newPerson().get(style)).cookies).toEqual([])
    expect(page.headers.get('cache-control')).toBe('no-store')
  })
})

test('3.1.1 no address and no page holds a session', async () => {
  const anna = await loggedOn()
  const secret = anna.jar.get('__Host-session') ?? 'none'
  const stranger = newPerson()
  expect((await stranger.get(`/account?session=${secret}&__Host-session=${secret}`)).location).toMatch(/^\/log-on/)
  for (const path of ['/', '/account', '/accounts', '/audit']) expect((await anna.get(path)).body).not.toContain(secret)
  expect(running.logged.join('')).not.toContain(secret)
})

test('3.2.1 a new session at each log-on; one that was planted before is worth nothing', async () => {
  const planted = 'A'.repeat(43)
  const anna = newPerson()
  anna.jar.set('__Host-session', planted)
  await anna.logOn('anna', PASSWORD)
  const first = anna.jar.get('__Host-session')
  expect(first).not.toBe(planted)
  expect((await person(running.url, `__Host-session=${planted}`).get('/account')).status).toBe(303)
  const other = await loggedOn()
  expect(other.jar.get('__Host-session')).not.toBe(first)
})

test('logging on anew in the same browser ends the session before', async () => {
  const someone = await loggedOn('berta')
  const before = person(running.url, `__Host-session=${someone.jar.get('__Host-session')}`)
  expect(await isIn(before)).toBe(true)
  // As a page does that stood open in another tab.
  const answer = await someone.post('/account', '/log-on', { name: 'anna', password: PASSWORD })
  expect(answer.status).toBe(303)
  expect(await isIn(before)).toBe(false)
  expect((await someone.get('/account')).body).toContain('<bdi>anna</bdi>')
})

test('3.3.1 logging off ends it, also for whoever kept the cookie', async () => {
  const anna = await loggedOn()
  const copy = person(running.url, `__Host-session=${anna.jar.get('__Host-session')}`)
  const answer = await anna.post('/account', '/log-out', {})
  expect([answer.status, answer.location]).toEqual([303, '/log-on'])
  expect(anna.jar.has('__Host-session')).toBe(false)
  expect(await isIn(copy)).toBe(false)
})

test('3.3.2 it ends after 30 minutes without use, and after 12 hours in any case', async () => {
  expect([IDLE_MS, ABSOLUTE_MS]).toEqual([30 * 60_000, 12 * 3_600_000])
  const idle = await loggedOn()
  clock.move(IDLE_MS - 1)
  expect(await isIn(idle)).toBe(true)
  clock.move(IDLE_MS)
  const told = await idle.get('/account')
  expect([told.status, told.location]).toEqual([303, '/log-on?to=%2Faccount'])
  expect((await idle.get('/log-on')).body).toContain('Your session has ended')

  const busy = await loggedOn()
  const end = clock.wallMs() + ABSOLUTE_MS
  for (; clock.wallMs() < end - 20 * 60_000; clock.move(20 * 60_000)) expect(await isIn(busy)).toBe(true)
  clock.move(end - clock.wallMs())
  expect(await isIn(busy)).toBe(false)
})

test('what goes on without a person doesn’t keep it alive', async () => {
  const anna = await loggedOn()
  const secret = anna.jar.get('__Host-session') ?? ''
  for (let minutes = 0; minutes < 29; minutes += 1) {
    clock.move(60_000)
    expect(await running.desk.accounts.isLoggedOn(secret)).toBe(true)
  }
  clock.move(60_000)
  expect(await running.desk.accounts.isLoggedOn(secret)).toBe(false)
})

test('3.3.3 another password ends all others', async () => {
  const [here, there] = [await loggedOn('berta'), await loggedOn('berta')]
  const changed = await here.post('/account', '/account/password', { present: PASSWORD, next: OTHER_PASSWORD, repeat: OTHER_PASSWORD })
  expect(changed.location).toBe('/account?done=password')
  expect((await here.get('/account?done=password')).body).toContain('The password is changed')
  expect(await isIn(there)).toBe(false)
  expect((await newPerson().logOn('berta', PASSWORD)).status).toBe(403)
  const back = await here.post('/account', '/account/password', { present: OTHER_PASSWORD, next: PASSWORD, repeat: PASSWORD })
  expect(back.status).toBe(303)
})

test('2.1.6 the present password is needed, the two new ones have to be one, and a weak one is told', async () => {
  const berta = await loggedOn('berta')
  const change = (fields: Record<string, string>) => berta.post('/account', '/account/password', fields)
  const next = { next: OTHER_PASSWORD, repeat: OTHER_PASSWORD }
  expect((await change({ present: 'another one', ...next })).body).toContain('Type your present password again')
  expect((await change({ present: PASSWORD, next: OTHER_PASSWORD, repeat: PASSWORD })).body).toContain('the two are different')
  expect((await change({ present: PASSWORD, next: 'short', repeat: 'short' })).body).toContain('at least 12 characters')
  expect((await change({ present: PASSWORD })).status).toBe(400)
  expect(await isIn(berta)).toBe(true)
})

test('3.3.4 a person logs off everywhere at once', async () => {
  const [here, there] = [await loggedOn(), await loggedOn()]
  expect((await here.post('/account', '/account/log-out-everywhere', {})).location).toBe('/log-on')
  expect([await isIn(here), await isIn(there)]).toEqual([false, false])
})

test('another role and a disabled account end sessions at once', async () => {
  const anna = await loggedOn()
  const id = await idOf('berta')
  let berta = await loggedOn('berta')
  expect((await anna.post('/accounts', `/accounts/${id}/role`, { role: 'agent' })).location).toBe('/accounts')
  expect(await isIn(berta)).toBe(false)
  berta = await loggedOn('berta')
  expect((await anna.post('/accounts', `/accounts/${id}/disable`, {})).location).toBe('/accounts')
  expect(await isIn(berta)).toBe(false)
  expect((await newPerson().logOn('berta', PASSWORD)).status).toBe(403)
  expect((await anna.post('/accounts', `/accounts/${id}/enable`, {})).location).toBe('/accounts')
  expect(await isIn(berta)).toBe(false)
  await loggedOn('berta')
})

test('the command line takes a way in away at once, while the service runs', async () => {
  const berta = await loggedOn('berta')
  const { code, stdout } = await runHelpdesk(['account', 'disable', 'berta', '--data', running.folder])
  expect([code, stdout]).toEqual([0, 'berta is disabled: logged out everywhere, and no link works.\n'])
  expect(await isIn(berta)).toBe(false)
  expect(await newestOf(running.desk.audit, 1)).toMatchObject([{ who: 'command line', what: 'account.disabled', subject: 'berta' }])
  expect((await running.desk.audit.check()).breaks).toEqual([])
  await running.desk.accounts.setDisabled(await idOf('berta'), false)
})

test('sessions of one person are bounded: the oldest goes', async () => {
  const first = await loggedOn()
  for (let count = 0; count < MOST_SESSIONS; count += 1) {
    clock.move(1000)
    await running.desk.accounts.logOn('anna', PASSWORD, '192.0.2.9')
  }
  expect(await isIn(first)).toBe(false)
})

describe('2.3.1, 2.5 a one-time link', () => {
  const invite = async (name: string) => {
    const invited = await running.desk.accounts.invite(name, 'viewer')
    if ('refused' in invited) throw new Error(invited.refused)
    return `/invitations/${invited.secret}`
  }

  test('256 bits; sets the password, logs on, works once, and two at once are one', async () => {
    const path = await invite('carla')
    expect(path).toMatch(/^\/invitations\/[A-Za-z0-9_-]{43}$/)
    const [carla, thief] = [newPerson(), newPerson()]
    const page = await carla.get(path)
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.body).toContain('carla')
    await thief.get(path)
    const fields = { next: PASSWORD, repeat: PASSWORD }
    const [one, other] = await Promise.all([carla.post(path, path, fields), thief.post(path, path, fields)])
    expect([one.status, other.status].toSorted()).toEqual([303, 404])
    expect((await newPerson().get(path)).status).toBe(404)
    expect(running.logged.join('')).not.toContain(path.slice(13))
  })

  test('two passwords for one link in the same moment: one is set, and it is the one that gets in', async () => {
    const secret = (await invite('frieda')).slice('/invitations/'.length)
    const both = [PASSWORD, OTHER_PASSWORD]
    const outcomes = await Promise.all(both.map((password) => running.desk.accounts.accept(secret, password)))
    expect(outcomes.map((each) => 'refused' in each)).toContain(true)
    const set = both[outcomes.findIndex((each) => 'session' in each)] ?? ''
    expect(await running.desk.accounts.logOn('frieda', set, '192.0.2.4')).toHaveProperty('session')
  })

  test('a weak password and a mistyped one don’t use it up', async () => {
    const path = await invite('dora')
    const dora = newPerson()
    expect((await dora.post(path, path, { next: 'password1234', repeat: 'password1234' })).body).toContain('among the first')
    expect((await dora.post(path, path, { next: PASSWORD, repeat: OTHER_PASSWORD })).status).toBe(400)
    expect((await dora.post(path, path, { next: PASSWORD, repeat: PASSWORD })).status).toBe(303)
    expect(await isIn(dora)).toBe(true)
  })

  test('a day later it is worth nothing, and neither is one behind which a newer one was made', async () => {
    const old = await invite('erna')
    const newer = await invite('erna')
    expect((await newPerson().get(old)).status).toBe(404)
    clock.move(INVITATION_MS - 1)
    expect((await newPerson().get(newer)).status).toBe(200)
    clock.move(1)
    expect((await newPerson().get(newer)).status).toBe(404)
    expect((await newPerson().get('/invitations/..%2f..%2fetc')).status).toBe(404)
  })
})
