import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PreflightRequest } from '../../../agent/request/document.ts'
import { readRequest } from '../../../agent/request/read.ts'
import { keepSettings } from '../../../helpdesk/data/settings.ts'
import { runHelpdesk } from '../commands/run.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { newestOf } from '../support/newest.ts'
import { filesWith } from './making.ts'

let running: RunningDesk
let out: string
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

beforeAll(async () => {
  running = await startDesk()
  await keepSettings(running.folder, { publicUrl: running.url })
})
afterAll(() => running.close())

afterEach(() => rmSync(out ?? '', { recursive: true, force: true }))

function output(): string {
  out = mkdtempSync(join(tmpdir(), 'terminal-preflight-requests-'))
  return out
}

/** Hours. */
function lifetimeOf({ created, expires }: PreflightRequest): number {
  return (Date.parse(expires) - Date.parse(created)) / 3_600_000
}

const run = (...argv: string[]) => runHelpdesk([...argv, '--data', running.folder])

describe('request new', () => {
  it('writes a request that terminals trust, and prints a link that works, while the service runs', async () => {
    const folder = output()
    const ran = await run(
      'request',
      'new',
      '--case',
      'INC123',
      '--profile',
      'ccms',
      '--expires',
      '12h',
      '--redaction=strict',
      '--output',
      folder,
    )
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    const path = join(folder, 'INC123.preflight-request')
    const file = readFileSync(path)
    const { certificates } = running.desk.keys.signer
    const read = await readRequest(file, { nowMs: Date.now(), trusted: { certificates, fingerprints: [] } })
    expect(read).toMatchObject({ signer: { trusted: true }, request: { case: 'INC123', profiles: ['ccms'], redaction: 'strict' } })
    if ('problem' in read) return
    expect(lifetimeOf(read.request)).toBeCloseTo(12, 2)
    const lines = ran.stdout.split('\n')
    expect(lines[0]).toBe(`Request file: ${path}`)
    // This desk listens on loopback.
    expect(ran.stdout).toContain('This link works on this PC alone')
    const link = lines[2] ?? ''
    expect(Buffer.from(await (await fetch(`${link}/request`)).bytes())).toEqual(file)
    expect(await filesWith(running.folder, link.slice(-43))).toEqual([])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await newestOf(running.desk.audit, 1)).toMatchObject([
      { who: 'command line', what: 'request.made', subject: read.request.id, from: '' },
    ])
  })

  it('asks for all services for a week, where only the case is said', async () => {
    const ran = await run(
      'request',
      'new',
      '--case',
      'INC9',
      '--output',
      join(output(), 'x'),
      '--no-encrypt',
      '--public-url',
      'https://helpdesk.example',
    )
    expect(ran.stdout).toContain('https://helpdesk.example/r/')
    expect(ran.stdout).not.toContain('this PC')
    const read = await readRequest(readFileSync(join(out, 'x')), { nowMs: Date.now(), trusted: { certificates: [], fingerprints: [] } })
    expect(read).toMatchObject({
      recipient: null,
      request: { profiles: ['ccass', 'dms', 'ccms'], upload: { url: 'https://helpdesk.example/bundles' } },
    })
    if (!('problem' in read)) expect(lifetimeOf(read.request)).toBeCloseTo(168, 2)
  })

  it('says the same as JSON', async () => {
    const path = join(output(), 'x.preflight-request')
    const ran = await run('request', 'new', '--case', 'INC10', '--output', path, '--json')
    const json = JSON.parse(ran.stdout) as Record<string, string>
    expect(json).toMatchObject({ id: expect.stringMatching(uuid), case: 'INC10', file: path, expires: expect.stringMatching(/Z$/) })
    expect((await fetch(json.link ?? '')).status).toBe(200)
  })

  it('writes over nothing unless it is told to, and makes no request that it can’t write', async () => {
    const folder = output()
    const argv = ['request', 'new', '--case', 'INC5', '--output', folder]
    expect((await run(...argv)).code).toBe(0)
    const path = join(folder, 'INC5.preflight-request')
    const first = readFileSync(path)
    const count = async () => (await running.desk.index.requests({ nowMs: 0, caseName: 'INC5' }, 100)).length
    const again = await run(...argv)
    expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('is there already')])
    expect(readFileSync(path)).toEqual(first)
    expect(await count()).toBe(1)
    const [old] = await running.desk.index.requests({ caseName: 'INC5', nowMs: 0 }, 1)
    const forced = await run(...argv, '--force')
    expect(forced.code).toBe(0)
    expect(readFileSync(path)).not.toEqual(first)
    // Its link still works: that is said, with what takes it back.
    expect(forced.stderr).toBe(
      `helpdesk: the request whose file this one replaces is still open: ${old?.id}. To take it back: npm run --silent helpdesk -- request withdraw ${old?.id} --data '${running.folder}'\n`,
    )
    const [second] = await running.desk.index.requests({ caseName: 'INC5', nowMs: 0 }, 1)
    expect(second?.id).not.toBe(old?.id)
    await run('request', 'withdraw', second?.id ?? '')
    const third = await run(...argv, '--force', '--json')
    expect([third.code, third.stderr, JSON.parse(third.stdout).file]).toEqual([0, '', path])
    const missing = join(folder, 'no', 'such')
    for (const flags of [[], ['--force']])
      expect((await run('request', 'new', '--case', 'INC5', '--output', missing, ...flags)).code).toBe(66)
    expect(await count()).toBe(3)
  })

  it.each([
    [[], '--case is needed'],
    [['--case', ' '], '--case is needed'],
    [['--case', 'x'.repeat(101)], '--case takes 100 characters'],
    [['--case', 'a\u202Eb'], '--case holds a line end, or a character'],
    [['--case', 'x', '--message', 'a\nb'], '--message holds a line end'],
    [['--case', 'x', '--profile', 'ccm'], "--profile: 'ccm' is not a profile; did you mean ccms?"],
    [['--case', 'x', '--expires', '7'], "--expires: '7' is not a period"],
    [['--case', 'x', '--expires', '100d'], '--expires: '],
    [['--case', 'x', '--redaction', 'none'], '--redaction: '],
    [['--case', 'x', '--public-url', 'http://helpdesk.example'], '--public-url '],
  ])('refuses in one line: %j', async (flags, line) => {
    const ran = await run('request', 'new', '--output', output(), ...flags)
    expect([ran.code, ran.stdout]).toEqual([64, ''])
    expect(ran.stderr).toMatch(/^helpdesk: [^\n]+\n$/)
    expect(ran.stderr).toContain(line)
    expect(readdirSync(out)).toEqual([])
  })

  it('needs a helpdesk that has run', async () => {
    const folder = output()
    for (const argv of [['request', 'new', '--case', 'x'], ['request', 'list'], ['request', 'withdraw', 'x'], ['certificate']]) {
      const ran = await runHelpdesk([...argv, '--data', join(folder, 'none')])
      expect([argv[0], ran.code]).toEqual([argv[0], 66])
      expect(ran.stderr).toContain('npm run --silent helpdesk -- serve')
    }
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

describe('request list and withdraw', () => {
  it('show what there is, and take one back', async () => {
    await run('request', 'new', '--case', 'list 1', '--output', output())
    const listed = await run('request', 'list', '--case', 'list 1')
    const [id = '', state, , caseName] = listed.stdout.trim().split(/ {2,}/)
    expect([id, state, caseName]).toEqual([expect.stringMatching(uuid), 'Open', 'list 1'])
    expect(await run('request', 'withdraw', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('Withdrawn') })
    expect(await run('request', 'withdraw', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('before') })
    expect(await run('request', 'withdraw', '../x')).toMatchObject({ code: 64, stderr: expect.stringContaining('request list') })
    expect((await run('request', 'list', '--case', 'list 1', '--open')).stdout).toBe('There are no requests.\n')
    const json = JSON.parse((await run('request', 'list', '--case', 'list 1', '--json')).stdout) as Record<string, unknown>[]
    expect(json).toMatchObject([{ id, state: 'withdrawn', case: 'list 1', madeBy: 'command line', encrypted: true }])
    expect(JSON.stringify(json)).not.toMatch(/tokenSha256|linkSha256|sealed/)
  })
})

it('pages that are open hear of what the command line does beside the service', async () => {
  const cookie = await running.logOn('viewer')
  const leaving = new AbortController()
  const stream = await fetch(`${running.url}/events`, { headers: { cookie }, signal: leaving.signal })
  let heard = ''
  const listening = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString()
  })().catch(() => {})
  const countOf = () => heard.match(/event: request\n/g)?.length ?? 0
  // Until all is told that other tests did.
  let quietSinceMs = performance.now()
  for (let before = -1; performance.now() - quietSinceMs < 3000; await wait(100)) {
    if (countOf() !== before) quietSinceMs = performance.now()
    before = countOf()
  }
  for (const argv of [
    ['request', 'new', '--case', 'heard', '--output', join(output(), 'x')],
    ['request', 'withdraw'],
  ]) {
    const before = countOf()
    const [row] = await running.desk.index.requests({ nowMs: 0, caseName: 'heard' }, 1)
    expect((await run(...argv, ...(row === undefined ? [] : [row.id]))).code).toBe(0)
    await expect.poll(countOf, { timeout: 10_000 }).toBe(before + 1)
  }
  leaving.abort()
  await listening
}, 30_000)

describe('certificate', () => {
  it('prints what terminals are given, and beside it where it goes', async () => {
    const { signer, encryption } = running.desk.keys
    const signing = await run('certificate')
    expect(signing).toMatchObject({ code: 0, stdout: signer.certificates[0].toString() })
    expect(signing.stderr).toContain('trust/helpdesk.pem')
    const other = await run('certificate', '--encryption', '--lang', 'zh-HK')
    expect(other).toMatchObject({ code: 0, stdout: encryption.toString() })
    expect(other.stderr).toContain('encryptTo')
  })

  it.skipIf(process.platform === 'win32')('tells what is wrong with the keys', async () => {
    chmodSync(join(running.folder, 'keys', 'signing.key'), 0o644)
    const ran = await run('certificate')
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('could read signing.key')])
  })
})
