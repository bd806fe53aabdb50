/** ASVS 4.0.3 V2.2.1: guessing is slow, nobody is kept out for ever, and nothing tells which names there are. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Accounts } from '../../../helpdesk/accounts/accounts.ts'
import { accountRule, addressRule } from '../../../helpdesk/accounts/limits.ts'
import { openAccounts } from '../../../helpdesk/accounts/open-accounts.ts'
import { addressCounted, waitMs } from '../../../helpdesk/accounts/store/tries.ts'
import { movableClock, PASSWORD } from './person.ts'

let folder = ''
let accounts: Accounts
let clock = movableClock()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-lock-'))
  clock = movableClock()
  accounts = await openAccounts(join(folder, 'accounts.sqlite'), clock, { ln: 4, r: 8, p: 1 })
  for (const name of ['anna', 'berta']) {
    const invited = await accounts.invite(name, 'admin')
    if ('secret' in invited) await accounts.accept(invited.secret, PASSWORD)
  }
})
afterEach(async () => {
  await accounts.close()
  await rm(folder, { recursive: true, force: true })
})

/** An address of its own for each, so that only the account's count matters. */
const address = (index: number) => `198.51.100.${index % 250}`

test('2.2.1 fewer than 100 tries an hour at one account, however many addresses they come from', async () => {
  let looked = 0
  for (let second = 0; second < 3600; second += 5) {
    const outcome = await accounts.logOn('anna', `guess ${second}`, address(second))
    if ('refused' in outcome && outcome.refused === 'wrong') looked += 1
    clock.move(5000)
  }
  expect(looked).toBeGreaterThan(5)
  expect(looked).toBeLessThan(20)
})

test('the wait grows, has an end, and the right password gets in after it', async () => {
  const waits = Array.from({ length: 30 }, (_, wrong) => waitMs(wrong, accountRule))
  expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 30_000, 60_000, 120_000, 240_000])
  expect(Math.max(...waits)).toBe(15 * 60_000)
  for (let index = 0; index < 5; index += 1) await accounts.logOn('anna', 'wrong one', address(index))
  expect(await accounts.logOn('anna', PASSWORD, address(9))).toMatchObject({ refused: 'locked', known: 'anna' })
  clock.move(29_000)
  expect(await accounts.logOn('anna', PASSWORD, address(9))).toMatchObject({ refused: 'locked' })
  clock.move(1001)
  expect(await accounts.logOn('anna', PASSWORD, address(9))).toHaveProperty('session')
  expect(await accounts.logOn('anna', 'wrong one', address(9))).toMatchObject({ refused: 'wrong', lockedUntilMs: null })
})

test('a thousand guesses at once are no more than five', async () => {
  const all = await Promise.all(Array.from({ length: 1000 }, (_, index) => accounts.logOn('anna', `guess ${index}`, address(index))))
  const looked = all.filter((each) => 'refused' in each && each.refused === 'wrong').length
  expect(looked).toBe(5)
})

test('one address that goes through many names waits too, and others from elsewhere don’t', async () => {
  for (let index = 0; index < addressRule.free; index += 1) await accounts.logOn(`name ${index}`, 'guess', '203.0.113.7')
  expect(await accounts.logOn('berta', PASSWORD, '203.0.113.7')).toMatchObject({ refused: 'locked' })
  expect(await accounts.logOn('berta', PASSWORD, '203.0.113.8')).toHaveProperty('session')
})

describe('a browser in which the person logged on before', () => {
  const first = async (name: string) => {
    const outcome = await accounts.logOn(name, PASSWORD, address(1))
    if ('refused' in outcome || outcome.device === null) throw new Error('no device')
    return outcome.device
  }

  test('gets in while somebody guesses from everywhere without end', async () => {
    const device = await first('anna')
    for (let index = 0; index < 40; index += 1) await accounts.logOn('anna', `guess ${index}`, address(index))
    expect(await accounts.logOn('anna', PASSWORD, address(9))).toMatchObject({ refused: 'locked' })
    // Nothing new to keep, and the guesser is locked as before.
    expect(await accounts.logOn('anna', PASSWORD, address(9), device)).toMatchObject({ device: null })
    expect(await accounts.logOn('anna', PASSWORD, address(9))).toMatchObject({ refused: 'locked' })
  })

  test('has no more tries than anybody else', async () => {
    const device = await first('anna')
    const refused: string[] = []
    for (let index = 0; index < 8; index += 1) {
      const outcome = await accounts.logOn('anna', `guess ${index}`, address(index), device)
      refused.push('refused' in outcome ? outcome.refused : 'in')
    }
    expect(refused).toEqual([...Array(5).fill('wrong'), ...Array(3).fill('locked')])
    expect(await accounts.logOn('anna', PASSWORD, address(9), device)).toMatchObject({ refused: 'locked' })
    expect(await accounts.logOn('anna', PASSWORD, address(9))).toHaveProperty('session')
  })

  test('is a stranger at another account, after another password, and when it is made up', async () => {
    const device = await first('berta')
    for (let index = 0; index < 5; index += 1) await accounts.logOn('anna', `guess ${index}`, address(index))
    for (const other of [device, 'A'.repeat(43), '', "' OR 1=1 --"])
      expect(await accounts.logOn('anna', PASSWORD, address(9), other)).toMatchObject({ refused: 'locked' })
    const invited = await accounts.invite('berta', 'admin')
    if ('secret' in invited) await accounts.accept(invited.secret, PASSWORD)
    for (let index = 0; index < 5; index += 1) await accounts.logOn('berta', `guess ${index}`, address(index))
    expect(await accounts.logOn('berta', PASSWORD, address(9), device)).toMatchObject({ refused: 'locked' })
  })
})

test('an account of one’s own doesn’t buy more tries at others', async () => {
  let refused: string | null = null
  for (let index = 0; index < 40 && refused !== 'locked'; index += 1) {
    const outcome = await accounts.logOn(`name ${index}`, 'guess', '203.0.113.7')
    refused = 'refused' in outcome ? outcome.refused : null
    await accounts.logOn('berta', PASSWORD, '203.0.113.7')
  }
  expect(refused).toBe('locked')
})

test('2.2.1, 2.10 the same answers for a name that there isn’t, one that is disabled, one without a password', async () => {
  const [, berta] = await accounts.list()
  if (berta === undefined) throw new Error('no berta')
  await accounts.setDisabled(berta.id, true)
  await accounts.invite('carla', 'viewer')
  await accounts.logOnByProvider('https://login.example 1', 'dora', 'viewer')
  const outcomes = new Map<string, unknown[]>()
  for (const name of ['anna', 'berta', 'carla', 'dora', 'nobody has this', '<script>', '', 'x'.repeat(1000), '\ud800']) {
    const seen: unknown[] = []
    for (let index = 0; index < 8; index += 1) {
      const outcome = await accounts.logOn(name, 'guess', address(index + 10 * outcomes.size))
      seen.push('refused' in outcome ? [outcome.refused, outcome.lockedUntilMs !== null] : outcome)
    }
    outcomes.set(name, seen)
  }
  const expected = [...Array(4).fill(['wrong', false]), ['wrong', true], ...Array(3).fill(['locked', true])]
  for (const [name, seen] of outcomes) expect([name, seen]).toEqual([name, expected])
  // And the right password of somebody who may not come in is no other answer.
  clock.move(3_600_000)
  expect(await accounts.logOn('berta', PASSWORD, address(200))).toMatchObject({ refused: 'wrong' })
})

test('and it takes as long: a name that there isn’t costs one scrypt, too', async () => {
  await accounts.close()
  accounts = await openAccounts(join(folder, 'accounts.sqlite'), clock, { ln: 13, r: 8, p: 1 })
  const invited = await accounts.invite('erna', 'viewer')
  if ('secret' in invited) await accounts.accept(invited.secret, PASSWORD)
  const times: Record<string, number[]> = { erna: [], 'nobody has this': [] }
  for (let round = 0; round < 3; round += 1) {
    for (const [name, list] of Object.entries(times)) {
      const began = performance.now()
      await accounts.logOn(name, 'guess', address(round))
      list.push(performance.now() - began)
    }
  }
  const [known = 0, unknown = 0] = Object.values(times).map((list) => Math.min(...list))
  // Without the second scrypt it would be a hundredth.
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(unknown / known).toBeLessThan(2)
})

test('an administrator, a new password and time end a lock', async () => {
  for (let index = 0; index < 5; index += 1) await accounts.logOn('anna', 'wrong one', address(index))
  const [anna] = await accounts.list()
  expect(anna?.lockedUntilMs).not.toBeNull()
  await accounts.unlock(anna?.id ?? '')
  expect(await accounts.logOn('anna', PASSWORD, address(9))).toHaveProperty('session')
  for (let index = 0; index < 5; index += 1) await accounts.logOn('anna', 'wrong one', address(index))
  const invited = await accounts.invite('anna', 'admin')
  if ('secret' in invited) expect(await accounts.accept(invited.secret, PASSWORD)).toHaveProperty('session')
  expect(await accounts.logOn('anna', PASSWORD, address(9))).toHaveProperty('session')
})

describe('addresses that count as one', () => {
  test.each([
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['192.0.2.1', '192.0.2.2', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(addressCounted(one) === addressCounted(other)).toBe(same)
  })
})
