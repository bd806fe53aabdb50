import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle, repository } from '../../scripts/bundle.ts'

/** The built program, as a monitoring agent or a person starts it. */
const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-plugin-'))
const program = join(folder, 'terminal-preflight.cjs')
const env = { ...process.env, LANG: 'C.UTF-8', XDG_STATE_HOME: folder }
/** Contacts this PC alone, on a port where nobody listens. */
const profile = join(folder, 'loopback.yaml')
const quick = ['--profile', profile, '--browser', 'off', '--ephemeral', '--deadline', '3s']

beforeAll(async () => {
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
  await writeFile(profile, "id: loopback\ntargets: [{ id: here, url: 'https://127.0.0.1:9/' }]\n")
})
afterAll(() => rm(folder, { recursive: true }))

const run = (node: readonly string[], ...args: readonly string[]) =>
  spawnSync(process.execPath, [...node, program, ...args], { encoding: 'utf8', env })

test('--nagios: a verdict, a mistake, and a throw while it loads', () => {
  expect(run([], '--nagios', ...quick)).toMatchObject({
    status: 2,
    stdout: expect.stringMatching(/^PREFLIGHT CRITICAL - [^\n]+\n$/),
    stderr: '',
  })
  expect(run([], '--nagios', '--profile', 'ccas')).toMatchObject({
    status: 3,
    stdout: expect.stringMatching(/^PREFLIGHT UNKNOWN - [^\n]+\n$/),
  })
  expect(run(['-r', join(import.meta.dirname, '../e2e/break-loading.cjs')], '--nagios', ...quick).status).toBe(3)
})

test.skipIf(process.platform === 'win32').each([
  ['a splay', ['--splay', '10m'], /^The check starts at /],
  ['a watch', ['--watch', '5s', '--until', 'ready'], /NOT READY/],
])('Ctrl-C ends %s with 130', async (_name, flags, when) => {
  const child = spawn(process.execPath, [program, ...quick, '--lang', 'en', ...flags], { env })
  let [stdout, stderr, sent] = ['', '', false]
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    if (!sent && when.test(stdout)) sent = child.kill('SIGINT')
  })
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(130)
  expect(stderr).toMatch(/^Stopped/)
})
