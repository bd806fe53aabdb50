/** Variables that libraries in the program would listen to: whatever they hold, the same is said, written and sent, and no secret is told. */

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle, repository } from '../../scripts/bundle.ts'
import { type Collector, startCollector } from '../upload/servers.ts'

const SECRET = 'c2VjcmV0LXBlcm1pc3Npb24'
let folder: string
let program: string
let collector: Collector
let plain: Awaited<ReturnType<typeof ranWith>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-environment-'))
  program = join(folder, 'terminal-preflight.cjs')
  collector = await startCollector({ status: 201 })
  await writeFile(join(folder, 'deaf.yaml'), 'id: deaf\ntargets: [{ id: deaf, url: "https://127.0.0.1:9/" }]\n')
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
  plain = await ranWith({})
})
afterAll(async () => {
  await collector[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

let runs = 0

/** Reads YAML, asks, writes a log, seals and sends: all that a run does with libraries. */
async function ranWith(variables: Readonly<Record<string, string>>) {
  runs += 1
  const output = join(folder, `run-${runs}`)
  const before = collector.requests.length
  const args = ['--profile', join(folder, 'deaf.yaml'), '--browser', 'off', '--smartcard', 'off', '--proxy', 'direct', '--silent']
  const upload = ['--upload', `${collector.url}/bundle?sig=${SECRET}`, '--upload-kind', 'azure-sas']
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: folder, XDG_STATE_HOME: folder, ...variables }
  const ran = await promisify(execFile)(process.execPath, [program, ...args, ...upload, '--output', output], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )
  const written = (await readdir(output)).map((name) => name.replace(/^[\d-]+-[0-9a-f]{8}/, 'RUN')).sort()
  return { ...ran, written, sent: collector.requests.length - before }
}

test.each<Readonly<Record<string, string>>>([
  { DEBUG: '*' },
  { DIAGNOSTICS: '*' },
  { LOG_STREAM: '1' },
  { LOG_TOKENS: '1' },
  { READABLE_STREAM: 'disable' },
  { YARGS_MIN_NODE_VERSION: '99' },
  { NODE_DEBUG: 'undici,fetch' },
])('%o changes nothing', async (variables) => {
  expect(plain).toMatchObject({ code: 2, stdout: '', stderr: '', sent: 1 })
  expect(plain.written).toEqual(['RUN.preflight.zip', 'agent.log', 'evidence.json', 'report.json', 'settings.json'])
  expect(await ranWith(variables)).toEqual(plain)
})

test('Node’s own talk (NODE_DEBUG) tells no permission, and says the same otherwise', async () => {
  const { stderr, ...rest } = await ranWith({ NODE_DEBUG: '*' })
  expect(rest).toMatchObject({ code: 2, stdout: '', sent: 1 })
  expect(stderr).toMatch(/^NET \d+: /m)
  expect(stderr).not.toContain(SECRET)
})
