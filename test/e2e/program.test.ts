import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../agent/report/schema.ts'
import { bundle, repository } from '../../scripts/bundle.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'

// Another time zone would be one more note.
process.env.TZ = 'Asia/Hong_Kong'

/** The built program, as users run it from a checkout. */
let folder: string
let program: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal preflight 終端機 '))
  program = join(folder, 'terminal-preflight.cjs')
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, program) })
})

afterAll(() => rm(folder, { recursive: true }))

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function run(...args: readonly string[]): Promise<Ran> {
  return promisify(execFile)(process.execPath, [program, ...args], { env: { ...process.env, LANG: 'C.UTF-8', HOME: folder } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ran) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  )
}

test('--version and --help, in a folder with blanks and Chinese characters', async () => {
  expect((await run('--version')).stdout).toMatch(/^terminal-preflight \d+\.\d+\.\d+\n$/)
  expect((await run('--help')).stdout).toContain('--profile')
  expect((await run('--help', '--lang', 'zh-HK')).stdout).toMatch(/\p{Script=Han}/u)
})

test.each([
  { flags: ['--profle', 'ccass'], code: 64, line: /--profle.*--profile/ },
  { flags: ['--profile', 'ccas'], code: 64, line: /ccas.*ccass/ },
  { flags: ['--site', 'no-such-site.yaml'], code: 66, line: /no-such-site\.yaml/ },
  { flags: ['--site', 'package.json', '--dry-run'], code: 78, line: /package\.json:\d+: / },
])('$flags: exit $code, one line, no stack trace', async ({ flags, code, line }) => {
  const ran = await run(...flags)
  expect(ran.code).toBe(code)
  expect(ran.stderr).toMatch(line)
  expect(ran.stderr).not.toMatch(/\n\s+at /)
  expect(ran.stdout).toBe('')
})

test('a PAC script runs in the one file: interpreter and thread come with it', async () => {
  const server = createServer((_request, response) =>
    response.end("function FindProxyForURL(url, host) { return isPlainHostName(host) ? 'PROXY a:1' : 'DIRECT' }"),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const profile = join(folder, 'loopback.yaml')
  await writeFile(profile, `id: loopback\ntargets: [{ id: here, url: 'https://127.0.0.1:${port}/' }]\n`)
  const ran = await run('--profile', profile, '--proxy', `pac+http://127.0.0.1:${port}/proxy.pac`, '--json', '--ephemeral')
  server.close()
  const { findings } = JSON.parse(ran.stdout) as Report
  expect(findings.filter(({ check }) => check === 'proxy').map(({ code, status }) => `${code} ${status}`)).toContain(
    'proxy/pac-evaluated ok',
  )
  expect(findings.find(({ code }) => code === 'path/not-tls')).toBeDefined()
})

test.skipIf(process.platform === 'win32')('whoever reads its output may go away: it ends by itself, with its own code', async () => {
  const { status } = spawnSync(
    'sh',
    [
      '-c',
      `{ "$0" "$1" request nowhere.preflight-request; echo $? >&3; } 2>&1 3>"$2" | true`,
      process.execPath,
      program,
      join(folder, 'code'),
    ],
    { timeout: 20_000 },
  )
  expect(status).toBe(0)
  expect((await readFile(join(folder, 'code'), 'utf8')).trim()).toBe('66')
})

test('a throw while it loads reads as our own error, never as a verdict', async () => {
  const preload = join(import.meta.dirname, 'break-loading.cjs')
  const ran = await promisify(execFile)(process.execPath, ['-r', preload, program, '--ephemeral']).then(
    () => 0,
    (error: { code: number }) => error.code,
  )
  expect(ran).toBe(70)
})

const missing = noNamespaces()
if (missing !== undefined) process.stderr.write(`skipped: the program without a network, since ${missing}\n`)

describe.skipIf(missing !== undefined)('in a network of its own', () => {
  const flags = ['--json', '--ephemeral', '--silent']
  const report = (stdout: string) => JSON.parse(stdout) as Report

  test('without any network: the cause is the network, and nothing else', async () => {
    const ran = await runIn('none', ['203.0.113.53'], process.execPath, [program, ...flags])
    expect(report(ran.stdout).causes.map(({ code, severity }) => ({ code, severity }))).toEqual([
      { code: 'network/no-address', severity: 'blocker' },
    ])
    expect({
      code: ran.exitCode,
      verdict: report(ran.stdout).verdict,
      unexplained: report(ran.stdout).unexplained,
      stderr: ran.stderr,
    }).toEqual({ code: 2, verdict: 'not-ready', unexplained: [], stderr: '' })
  })

  test('without any network and with no DNS server configured: the same', async () => {
    const ran = await runIn('none', [], process.execPath, [program, ...flags])
    expect(report(ran.stdout).causes.map(({ code }) => code)).toEqual(['network/no-address'])
  })

  test('where nothing replies: the silent DNS servers, each by itself', async () => {
    const ran = await runIn('silent', ['203.0.113.53', '203.0.113.54'], process.execPath, [program, ...flags])
    expect(
      report(ran.stdout)
        .causes.map(({ code, subject }) => `${code} ${subject}`)
        .toSorted(),
    ).toEqual(['dns/resolver-silent 203.0.113.53', 'dns/resolver-silent 203.0.113.54'])
    expect(ran.exitCode).toBe(2)
  })

  test.each(['INT', 'TERM', 'HUP'])('ended by SIG%s: stops, says so, exit 130, and leaves nothing behind', async (signal) => {
    const output = join(folder, 'interrupted')
    const ran = await runIn('silent', ['203.0.113.53'], 'sh', [
      '-c',
      '"$0" "$1" --output "$2" & child=$!; sleep 1; kill -$3 $child; wait $child',
      process.execPath,
      program,
      output,
      signal,
    ])
    expect(ran.exitCode).toBe(130)
    expect(ran.stderr).toContain('Interrupted.')
    expect(existsSync(output)).toBe(false)
  })
})

test.skipIf(process.platform === 'win32')(
  'the single executable, which has no -e, is its own helper: what applications see is asked',
  async () => {
    const executable = join(folder, 'executable')
    await writeFile(
      executable,
      `#!/bin/sh\nexec "${process.execPath}" -r "${join(import.meta.dirname, 'pretend-executable.cjs')}" "${program}" "$@"\n`,
      { mode: 0o755 },
    )
    const profile = join(folder, 'own.yaml')
    await writeFile(profile, 'id: own\ntargets: [{ id: own, url: "https://localhost:1/" }]\n')
    const ran = await promisify(execFile)(executable, ['--profile', profile, '--json', '--ephemeral', '--deadline', '5s'], {
      env: { ...process.env, PRETENDED_EXECUTABLE: executable },
    }).catch((error: Ran) => error)
    const { findings } = JSON.parse(ran.stdout) as Report
    expect(findings.filter(({ id }) => id.startsWith('dns.system')).map(({ code }) => code)).toEqual(['dns/system-answers'])
  },
)

test('two at once do not get in each other’s way', async () => {
  const outputs = ['one', 'two'].map((name) => join(folder, name))
  const codes = await Promise.all(
    outputs.map((output) =>
      ended(spawn(process.execPath, [program, '--output', output, '--deadline', '2s', '--silent'], { stdio: 'ignore' })),
    ),
  )
  for (const output of outputs) expect(await readdir(output)).toContain('report.json')
  expect(codes.every((code) => code <= 3)).toBe(true)
})

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? -1)))
}
