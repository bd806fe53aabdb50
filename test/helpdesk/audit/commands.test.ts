/** `account …` and `audit check`, as they are typed. */

import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAccounts } from '../../../helpdesk/accounts/open-accounts.ts'
import { PASSWORD } from '../accounts/person.ts'
import { runHelpdesk } from '../commands/run.ts'

let data = ''
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'helpdesk-commands-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const run = (...argv: string[]) => runHelpdesk([...argv, '--data', data])
const invite = (name: string, role: string, ...more: string[]) =>
  run('account', 'invite', name, '--role', role, '--public-url', 'https://helpdesk.example', ...more)
const linkIn = (stdout: string) => /^https:\/\/helpdesk\.example\/invitations\/(?<secret>[\w-]{43})$/m.exec(stdout)?.groups?.secret ?? ''

/** As the person does it on the page of the link. */
async function accept(secret: string): Promise<void> {
  const accounts = await openAccounts(join(data, 'accounts.sqlite'), { wallMs: Date.now }, { ln: 10, r: 8, p: 1 })
  const accepted = await accounts.accept(secret, PASSWORD)
  await accounts.close()
  if ('refused' in accepted) throw new Error(accepted.refused)
}

test('the first administrator comes in by a link of the command line, before the service ever ran', async () => {
  expect((await run('account', 'list')).code).toBe(66)
  const made = await invite('Anna', 'admin')
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(made.stdout).toContain('One-time link for Anna (administrator), until ')
  expect((await run('account', 'list')).stdout).toBe('administrator  invited  Anna\n')
  await accept(linkIn(made.stdout))
  expect((await run('account', 'list')).stdout).toBe('administrator  active  Anna\n')
  const [entry] = JSON.parse((await run('account', 'list', '--json')).stdout)
  expect(entry).toMatchObject({ name: 'Anna', role: 'admin', hasPassword: true, invitedUntil: null, disabled: false })
  expect(JSON.stringify(entry)).not.toContain('scrypt')
  // A forgotten password: a new link for the same person.
  expect(linkIn((await invite('anna', 'admin')).stdout)).toHaveLength(43)
})

test('what is wrong is one line, and nothing is made', async () => {
  const refused = [
    await run('account', 'invite', 'anna', '--public-url', 'https://helpdesk.example'),
    await invite('anna', 'king'),
    await invite('<b>', 'viewer'),
    await invite('nobody', 'viewer'),
    await run('account', 'invite', 'anna', '--role', 'viewer'),
    await run('account', 'invite', 'anna', '--role', 'viewer', '--public-url', 'http://helpdesk.example'),
    await run('account', 'invite', '--role', 'viewer'),
  ]
  for (const { code, stdout, stderr } of refused) {
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toMatch(/^helpdesk: [^\n]+\n$/)
  }
  expect((await run('account', 'list')).stdout).toBe(
    'There are no accounts. The first one: npm run --silent helpdesk -- account invite NAME --role admin\n',
  )
})

test('another role isn’t given by the way', async () => {
  await invite('anna', 'viewer')
  const { code, stderr } = await invite('anna', 'admin')
  expect([code, stderr]).toEqual([64, "helpdesk: 'anna' has another role: write that one, or have it changed on the page Accounts\n"])
})

test('an account is disabled at once, but not the last administrator’s', async () => {
  await accept(linkIn((await invite('anna', 'admin')).stdout))
  await accept(linkIn((await invite('berta', 'admin')).stdout))
  expect(await run('account', 'disable', 'BERTA')).toMatchObject({ code: 0 })
  expect((await run('account', 'disable', 'berta')).stdout).toBe('berta was disabled before.\n')
  expect(await run('account', 'disable', 'anna')).toMatchObject({ code: 1, stdout: '' })
  expect(await run('account', 'disable', 'carla')).toMatchObject({ code: 64 })
  expect((await invite('berta', 'admin')).stderr).toContain('is disabled')
  expect((await run('account', 'list')).stdout).toBe('administrator  active  anna\nadministrator  disabled  berta\n')
  const log = await readFile(join(data, 'audit.jsonl'), 'utf8')
  expect(log.match(/"what":"[^"]+"/g)).toEqual(['account.invited', 'account.invited', 'account.disabled'].map((what) => `"what":"${what}"`))
  expect(log).toContain('"who":"command line"')
})

test('audit check tells what holds, what was cut, what was changed, and what went', async () => {
  await invite('anna', 'admin')
  await invite('berta', 'viewer')
  const path = join(data, 'audit.jsonl')
  const whole = await readFile(path, 'utf8')
  const fine = await run('audit', 'check')
  expect([fine.code, fine.stdout.split('\n')[0]]).toEqual([
    0,
    'The log is as it was written: 2 lines, each of which follows from the one before it.',
  ])
  const last = /Digest of the last line: ([0-9a-f]{64})/.exec(fine.stdout)?.[1] ?? ''
  expect(await run('audit', 'check', '--seen', last.toUpperCase())).toMatchObject({ code: 0 })

  await writeFile(path, whole.replace('anna', 'ANNA'))
  const changed = await run('audit', 'check')
  expect([changed.code, changed.stdout.split('\n')[0]]).toEqual([1, expect.stringContaining('Line 2 doesn’t follow')])
  await writeFile(path, `${whole.split('\n')[0]}\n`)
  expect((await run('audit', 'check')).code).toBe(0)
  const gone = await run('audit', 'check', '--seen', last)
  expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('The line that was noted is not there')])
  await appendFile(path, '{"atMs":1')
  expect((await run('audit', 'check', '--lang', 'zh-HK')).stdout).toContain('第 2 行中途中斷')
  expect((await run('audit', 'check', '--seen', 'abc')).code).toBe(64)
  expect((await runHelpdesk(['audit', 'check', '--data', join(data, 'nowhere')])).code).toBe(66)
})

test.each(['account invite', 'account list', 'account disable', 'audit check'])(
  '%s --help, in both languages and 80 columns',
  async (name) => {
    for (const lang of ['en', 'zh-HK']) {
      const { code, stdout } = await runHelpdesk([...name.split(' '), '--help', '--lang', lang])
      expect(code).toBe(0)
      expect(stdout).toContain(`helpdesk ${name}`)
      const columns = (line: string) => Array.from(line).reduce((sum, each) => sum + (/[\u2e80-\uffef]/.test(each) ? 2 : 1), 0)
      for (const line of stdout.split('\n')) expect([line, columns(line) <= 90]).toEqual([line, true])
    }
  },
)
