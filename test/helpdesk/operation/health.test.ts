import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realFiles } from '../../../checks/io/files.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { illsOf } from '../../../helpdesk/server/ills.ts'
import { createServiceLog } from '../../../helpdesk/server/log.ts'
import { readMetricsToken } from '../../../helpdesk/server/metrics-token.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const base = mkdtempSync(join(tmpdir(), 'health-'))
let near: RunningDesk
let behindProxy: RunningDesk
beforeAll(async () => {
  near = await startDesk()
  behindProxy = await startDesk({ options: { publicUrl: 'https://helpdesk.example' }, server: { metricsToken: TOKEN, behindProxy: true } })
})
afterAll(async () => {
  await near.close()
  await behindProxy.close()
  rmSync(base, { recursive: true })
})

test('a helpdesk that is well says so to anybody, and no more than that', async () => {
  const response = await fetch(`${near.url}/healthz`)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual({ status: 'ok', reasons: [] })
  expect(readdirSync(dataFolderAt(near.folder).incoming)).toEqual([])
})

test('what is ill is told by a word for machines, and a gauge that can’t be read is left out', async () => {
  const ill = await startDesk()
  rmSync(dataFolderAt(ill.folder).incoming, { recursive: true })
  const text = await (await fetch(`${ill.url}/metrics`)).text()
  expect(text).not.toMatch(/^terminal_preflight_helpdesk_incoming_files \d/m)
  expect(text).toContain('terminal_preflight_helpdesk_bundles{verdict="ready"} 0')
  await ill.desk.index.close()
  const response = await fetch(`${ill.url}/healthz`)
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 503,
    body: { status: 'unwell', reasons: ['index-silent', 'data-not-writable'] },
  })
  await ill.close().catch(() => {})
})

test('a data folder that is gone has no disk either', async () => {
  const { desk } = near
  const options = { ...desk.options, dataFolder: join(base, 'nothing') }
  expect(await illsOf({ index: desk.index, options })).toEqual(['data-not-writable', 'disk-full'])
  const silent = { ...desk.index, bundle: () => wait(60_000, null, { ref: false }) }
  expect(await illsOf({ index: silent, options: desk.options }, 100)).toEqual(['index-silent'])
})

test('Prometheus reads its counts on this machine', async () => {
  near.desk.metrics.kept.inc({ kind: 'plain', verdict: 'ready' })
  near.desk.metrics.refused.inc({ reason: 'token-used' })
  near.desk.metrics.uploadSeconds.observe(0.02)
  writeFileSync(join(dataFolderAt(near.folder).incoming, 'on-its-way.part'), '12345')
  const response = await fetch(`${near.url}/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  const lines = text.split('\n')
  expect(lines).toContain('terminal_preflight_helpdesk_bundles_kept_total{kind="plain",verdict="ready"} 1')
  expect(lines).toContain('terminal_preflight_helpdesk_uploads_refused_total{reason="token-used"} 1')
  expect(lines).toContain('terminal_preflight_helpdesk_upload_seconds_bucket{le="0.025"} 1')
  expect(lines).toContain('terminal_preflight_helpdesk_incoming_files 1')
  expect(lines).toContain('terminal_preflight_helpdesk_incoming_bytes 5')
  expect(lines).toContain('terminal_preflight_helpdesk_bundles{verdict="ready"} 0')
  expect(text).toMatch(/terminal_preflight_helpdesk_disk_bytes\{state="free"\} \d{6,}/)
  expect(text).toMatch(/terminal_preflight_helpdesk_info\{version="[^"]+",rules="[^"]+"\} 1/)
  expect(text).toMatch(/^process_cpu_user_seconds_total /m)
  expect(text).not.toContain(near.folder)
})

test.each<[name: string, desk: () => RunningDesk, headers: Readonly<Record<string, string>>, status: number]>([
  ['nothing', () => near, {}, 200],
  ['a proxy’s header', () => near, { 'x-forwarded-for': '192.0.2.1' }, 403],
  ['a token, where there is none', () => near, { authorization: `Bearer ${TOKEN}` }, 403],
  ['nothing, behind a proxy', () => behindProxy, {}, 401],
  ['another token', () => behindProxy, { authorization: `Bearer ${TOKEN}x` }, 401],
  ['the token', () => behindProxy, { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '192.0.2.1' }, 200],
])('/metrics with %s', async (_name, desk, headers, status) => {
  const response = await fetch(`${desk().url}/metrics`, { headers })
  expect(response.status).toBe(status)
  expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
  expect((await response.text()).includes('process_cpu')).toBe(status === 200)
})

test('/metrics under a name that only leads here', async () => {
  expect(await ask(`${near.url}/metrics`, { host: 'rebound.example' })).toBe(403)
})

test('the log tells of each request by its route, and of no secret', async () => {
  const secret = 'S3cr3t'.repeat(6)
  const paths = [`/r/${secret}`, `/invitations/${secret}`, `/?text=${secret}`, `/nothing/${secret}`]
  for (const path of paths) await ask(`${near.url}${path}`, { cookie: `__Host-session=${secret}`, authorization: `Bearer ${secret}` })
  await ask(`${near.url}/bundles/${'0'.repeat(64)}`, { authorization: `Bearer ${secret}` }, 'PUT')
  const text = near.logged.join('')
  expect(text).not.toContain('S3cr3t')
  const lines = near.logged.map((line) => JSON.parse(line)).filter(({ message }) => message === 'request')
  const routes = lines.map(({ route }) => route)
  expect(routes).toEqual(expect.arrayContaining(['/healthz', '/metrics', '/r/:secret', '(none)']))
  const [first] = lines.filter(({ route }) => route === '/healthz')
  expect(first).toMatchObject({
    level: 'info',
    method: 'GET',
    status: 200,
    from: '127.0.0.1',
    ms: expect.any(Number),
    bytes: expect.any(Number),
  })
})

/** fetch forbids some of these headers. */
async function ask(url: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>()
  request(url, { method, headers }, (response) => response.resume().once('end', () => resolve(response.statusCode))).end()
  return promise
}

test('the log is a file for its owner that stays within its bounds, and leaves out what is named a secret', async () => {
  const file = join(base, 'helpdesk.log')
  const log = createServiceLog(file)
  log.info('one', { token: 'T0KEN', csrfToken: 'T0KEN', text: 'a\nb\u202e', error: new Error('bad') })
  await finished(log)
  const line = readFileSync(file, 'utf8')
  expect(line.split('\n')).toHaveLength(2)
  expect(line).not.toContain('\u202e')
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    message: 'one',
    token: '(left out)',
    text: 'a\nb\u202e',
    error: { message: 'bad' },
  })
  expect(line).not.toContain('T0KEN')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const large = createServiceLog(file)
  for (let at = 0; at < 120; at += 1) {
    for (let more = 0; more < 10; more += 1) large.info('x'.repeat(65_536))
    await wait(2)
  }
  await finished(large)
  const sizes = readdirSync(base)
    .filter((name) => name.startsWith('helpdesk'))
    .map((name) => statSync(join(base, name)).size)
  expect(sizes.length).toBeLessThanOrEqual(5)
  expect(Math.max(...sizes)).toBeLessThan(11 * 1024 * 1024)
})
async function finished(log: ReturnType<typeof createServiceLog>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  log.on('finish', () => setTimeout(resolve, 200))
  log.end()
  await promise
}

test('a log that can’t be written stops nothing', async () => {
  const folder = mkdtempSync(join(base, 'closed-'))
  const log = createServiceLog(join(folder, 'helpdesk.log'))
  log.info('one')
  await wait(100)
  rmSync(folder, { recursive: true })
  log.info('two')
  await wait(50)
})

test.each<[name: string, content: string, code: number | null]>([
  ['a token', `${TOKEN}\n`, null],
  ['a short one', 'short\n', 78],
  ['two lines', `${TOKEN}\n${TOKEN}\n`, 78],
  ['nothing', '', 78],
])('a token file with %s', async (_name, content, code) => {
  const file = join(base, 'token')
  writeFileSync(file, content)
  chmodSync(file, 0o600)
  const read = await readMetricsToken(file, realFiles())
  expect(typeof read === 'string' ? read : read.exitCode).toBe(code ?? TOKEN)
})

test('a token file that is not there', async () => {
  expect(await readMetricsToken(join(base, 'no-token'), realFiles())).toMatchObject({ exitCode: 66 })
})
