/** ASVS 4.0.3 V2.1 and V2.4, by the accounts themselves: no page in between. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HASHED_AT_ONCE, HASHES_WAITING, passwordCost } from '../../../helpdesk/accounts/limits.ts'
import { nameKey, readName } from '../../../helpdesk/accounts/names.ts'
import { openAccounts } from '../../../helpdesk/accounts/open-accounts.ts'
import { Busy, passwordHasher } from '../../../helpdesk/accounts/password-hash.ts'
import { weakness } from '../../../helpdesk/accounts/password-rules.ts'
import { movableClock, OTHER_PASSWORD, PASSWORD } from './person.ts'

const cheap = { ln: 10, r: 8, p: 1 }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-accounts-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('which passwords are taken', () => {
  test.each<[name: string, password: string, expected: string | null]>([
    ['2.1.1 eleven characters', 'mauve kettl', 'short'],
    ['2.1.1 twelve characters', 'mauve kettle', null],
    ['2.1.2 128 characters', `${'mauve kettle '.repeat(9)}and a roof!`, null],
    ['2.1.2 129 characters', `${'mauve kettle '.repeat(9)}and two roofs`.slice(0, 129).padEnd(129, '.'), 'long'],
    ['2.1.4 any character, spaces and pictures too', '紅茶與🫖都要 熱的才好喝 呀', null],
    ['2.1.4 characters are counted, not their halves', '🫖🍵🍶🥛🧃🧉🥤☕🍺🍷🥃', 'short'],
    ['2.1.9 no kinds of characters are asked for', 'mauvekettleroof', null],
    ['2.1.7 the commonest, with digits behind', 'password123456', 'common'],
    ['2.1.7 the commonest, with marks around', '!!Passw0rd2026!!', 'common'],
    ['2.1.7 one that is a row of keys', 'qwertyuiopas', 'common'],
    ['2.1.7 one that counts', '123456789012', 'common'],
    ['2.1.7 one character', 'aaaaaaaaaaaaaa', 'common'],
    ['2.1.7 one word again and again', 'monkeymonkeymonkey', 'common'],
    ['2.1.7 words of this house', 'Helpdesk-2026-11', 'common'],
    ['2.1.7 the famous one', 'correct horse battery staple', 'common'],
    ['the person’s own name with digits', 'Anna.Wong123456', 'name'],
    ['the name within a sentence', 'anna never drinks cold tea', null],
  ])('%s', (_name, password, expected) => {
    expect(weakness(password, 'anna.wong')).toBe(expected)
  })

  test('no text makes the rules fail or stall', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), fc.string({ maxLength: 80 }), (a, b) => weakness(a, b) !== undefined),
      { numRuns: 50 },
    )
    const began = performance.now()
    weakness('ab'.repeat(64), 'anna')
    weakness('ﷺ'.repeat(128), 'anna')
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('2.4 how they are kept', () => {
  test('2.4.1, 2.4.4 scrypt at OWASP’s cost, 128 bits of salt, another one each time', async () => {
    expect(passwordCost).toEqual({ ln: 17, r: 8, p: 1 })
    expect(await passwordHasher(passwordCost).hash(PASSWORD)).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    const hasher = passwordHasher(cheap)
    const [one, other] = await Promise.all([hasher.hash(PASSWORD), hasher.hash(PASSWORD)])
    expect(one).not.toBe(other)
    expect(await hasher.matches(PASSWORD, one)).toBe(true)
    expect(await hasher.matches(`${PASSWORD} `, one)).toBe(false)
    expect(await hasher.matches(PASSWORD, null)).toBe(false)
    expect(await hasher.matches(PASSWORD, '$scrypt$ln=17,r=8,p=1$short$hash')).toBe(false)
  })

  test('the program goes on while one is hashed', async () => {
    const hasher = passwordHasher({ ln: 15, r: 8, p: 1 })
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 2)
    await hasher.hash(PASSWORD)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
  })

  test('a flood is refused, not queued without end', async () => {
    const hasher = passwordHasher({ ln: 11, r: 8, p: 1 })
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => hasher.matches('x', null)))
    const refused = all.filter((each) => each.status === 'rejected')
    expect(refused).toHaveLength(60 - HASHED_AT_ONCE - HASHES_WAITING)
    expect(refused.every(({ reason }) => reason instanceof Busy)).toBe(true)
    await expect(hasher.matches('x', null)).resolves.toBe(false)
  })

  test('the same password from another keyboard is the same (NFKC)', async () => {
    const hasher = passwordHasher(cheap)
    expect(await hasher.matches('caf\u00e9 on the quiet roof', await hasher.hash('cafe\u0301 on the quiet roof'))).toBe(true)
  })

  test('neither a password nor a secret stands in the file, which is the owner’s alone; a higher cost replaces a lower one at the log-on', async () => {
    const path = join(folder, 'accounts.sqlite')
    const accounts = await openAccounts(path, movableClock(), cheap)
    const invited = await accounts.invite('anna', 'admin')
    if ('refused' in invited) throw new Error(invited.refused)
    const accepted = await accounts.accept(invited.secret, PASSWORD)
    if ('refused' in accepted) throw new Error(accepted.refused)
    const second = await accounts.invite('anna', 'admin')
    await accounts.close()
    const { readFile, readdir, stat } = await import('node:fs/promises')
    const whole = Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))).toString('latin1')
    for (const secret of [PASSWORD, accepted.session, invited.secret, 'secret' in second ? second.secret : '']) {
      expect(secret).not.toBe('')
      expect(whole).not.toContain(secret)
    }
    expect(whole).toContain('$scrypt$ln=10,')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)

    const later = await openAccounts(path, movableClock(), { ...cheap, ln: 11 })
    expect(await later.logOn('anna', PASSWORD, '192.0.2.1')).toHaveProperty('session')
    await later.close()
    const [{ password }] = new DatabaseSync(path).prepare('SELECT password FROM accounts').all() as [{ password: string }]
    expect(password).toMatch(/^\$scrypt\$ln=11,/)
  })
})

describe('names', () => {
  test.each(['nobody', 'Command  Line', 'HELPDESK', '', ' ', '.a', 'a\u202eb', 'a\nb', '<b>', 'x'.repeat(65)])('%j is none', (typed) => {
    expect(readName(typed)).toBeNull()
  })
  test.each([
    ['anna.wong@example.com', 'anna.wong@example.com'],
    [' 陳大文 ', '陳大文'],
    ['Ａnna', 'Anna'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(readName(typed)).toBe(kept)
  })
  test('one name is one person', () => {
    expect(nameKey('ANNA  Wong')).toBe(nameKey(' anna wong'))
  })
})

test('two commands and a service open the file at once, and what a newer version kept is left alone', async () => {
  const path = join(folder, 'accounts.sqlite')
  const clock = movableClock()
  const [one, other] = [await openAccounts(path, clock, cheap), await openAccounts(path, clock, cheap)]
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).invite(`person ${index}`, 'viewer')),
  )
  expect(all.every((each) => 'secret' in each)).toBe(true)
  expect(await other.list()).toHaveLength(20)
  await Promise.all([one.close(), other.close()])
  const database = new DatabaseSync(path)
  database.exec('INSERT INTO version (step) VALUES (99)')
  database.close()
  await expect(openAccounts(path, clock, cheap)).rejects.toThrow('newer version')
})

test('the password that was changed is the only one that counts', async () => {
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'), movableClock(), cheap)
  const invited = await accounts.invite('anna', 'viewer')
  const accepted = 'secret' in invited ? await accounts.accept(invited.secret, PASSWORD) : null
  if (accepted === null || 'refused' in accepted) throw new Error('no account')
  const { id } = accepted.account
  expect(await accounts.changePassword(id, 'not the present one', OTHER_PASSWORD, '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  expect(await accounts.session(accepted.session)).not.toBeNull()
  expect(await accounts.changePassword(id, PASSWORD, OTHER_PASSWORD, '192.0.2.1')).toHaveProperty('session')
  expect(await accounts.session(accepted.session)).toBeNull()
  expect(await accounts.logOn('anna', PASSWORD, '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  expect(await accounts.logOn('anna', OTHER_PASSWORD, '192.0.2.1')).toHaveProperty('session')
  await accounts.close()
})

test('2.1.3 nothing of a password is cut off: the last of 128 characters counts', async () => {
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'), movableClock(), cheap)
  const whole = `${'🫖 tea '.repeat(21)}!?`
  expect(Array.from(whole)).toHaveLength(128)
  const invited = await accounts.invite('anna', 'viewer')
  if ('secret' in invited) expect(await accounts.accept(invited.secret, whole)).toHaveProperty('session')
  expect(await accounts.logOn('anna', `${whole.slice(0, -1)}!`, '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  expect(await accounts.logOn('anna', whole.slice(0, -1), '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  expect(await accounts.logOn('anna', whole + 'x'.repeat(1000), '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  expect(await accounts.logOn('anna', whole, '192.0.2.1')).toHaveProperty('session')
  await accounts.close()
})

test('2.5.4 a new helpdesk has no account at all, and no password gets in', async () => {
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'), movableClock(), cheap)
  expect(await accounts.list()).toEqual([])
  for (const [name, password] of [
    ['admin', 'admin'],
    ['admin', ''],
    ['root', 'toor'],
    ['', ''],
  ] as const)
    expect(await accounts.logOn(name, password, '192.0.2.1')).toMatchObject({ refused: 'wrong' })
  await accounts.close()
})
