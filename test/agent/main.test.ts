import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../agent/main.ts'
import type { Report } from '../../agent/report/schema.ts'
import { failure } from '../../checks/failure.ts'
import type { Io } from '../../checks/io.ts'
import reportSchema from '../../schema/report.schema.json' with { type: 'json' }
import { type Lab, startLab } from '../lab/lab.ts'

let lab: Lab
let folder: string

beforeAll(async () => {
  lab = await startLab()
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-main-'))
})

afterAll(async () => {
  await lab.stop()
  await rm(folder, { recursive: true })
})

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function run(flags: readonly string[], io: Io = lab.io, interrupted = new AbortController().signal): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted,
  }
  const code = await main([...lab.flags, ...flags], io, terminal)
  return { code, stdout, stderr }
}

test('the JSON keeps to its published schema, in both languages', async () => {
  const validate = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(reportSchema)
  for (const language of ['en', 'zh-HK']) {
    const { code, stdout } = await run(['--json', '--ephemeral', '--lang', language])
    expect(code).toBe(0)
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true)
  }
})

test('the schema does refuse what is not in the contract', () => {
  const validate = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(reportSchema)
  expect(validate({ schema: 'terminal-preflight/report/1' })).toBe(false)
})

test('a run leaves its files and a bundle, for the user alone, and no half-written one', async () => {
  const output = join(folder, 'four')
  const { code, stdout, stderr } = await run(['--output', output])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('READY')
  expect(stdout).toContain(join(output, 'report.json'))
  const names = (await readdir(output)).toSorted()
  expect(names).toEqual([
    expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{8}\.preflight\.zip$/),
    'agent.log',
    'evidence.json',
    'report.json',
    'settings.json',
  ])
  expect(stdout).toContain(`Bundle for the helpdesk: ${join(output, names[0] ?? '')}`)
  if (process.platform !== 'win32') {
    for (const name of await readdir(output)) expect((await stat(join(output, name))).mode & 0o077).toBe(0)
  }
  const log = (await readFile(join(output, 'agent.log'), 'utf8')).trim().split('\n')
  expect(log.map((line) => JSON.parse(line).message)).toEqual(expect.arrayContaining(['run started', 'check ended', 'finding', 'judged']))
})

test('--verbose shows every finding before the verdict', async () => {
  const { stdout } = await run(['--ephemeral', '--verbose'])
  expect(stdout.indexOf('[dns/answered; ok]')).toBeGreaterThan(-1)
  expect(stdout.indexOf('[dns/answered; ok]')).toBeLessThan(stdout.indexOf('READY'))
})

test('--silent prints nothing but what was asked for', async () => {
  expect(await run(['--silent', '--ephemeral'])).toEqual({ code: 0, stdout: '', stderr: '' })
  const file = join(folder, 'asked.json')
  expect(await run(['--silent', '--ephemeral', `--json=${file}`])).toEqual({ code: 0, stdout: '', stderr: '' })
  expect((JSON.parse(await readFile(file, 'utf8')) as Report).verdict).toBe('ready')
})

test('a report that cannot be written is said, and never reads as READY', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const { code, stderr } = await run(['--silent', '--output', join(file, 'below')])
  expect(code).toBe(66)
  expect(stderr).toMatch(/can't be written: [^\n]+ \((ENOTDIR|EEXIST|ENOENT)\)/)
  expect((await run(['--silent', '--ephemeral', `--json=${join(file, 'x.json')}`])).code).toBe(66)
  // What only the end of the run shows.
  const write: Io['files']['write'] = async () => ({ failure: failure('unknown', 'ENOSPC') })
  const full = { ...lab.io, files: { ...lab.io.files, write } }
  for (const flags of [
    ['--output', join(folder, 'full')],
    ['--ephemeral', `--json=${join(folder, 'full.json')}`],
  ]) {
    const ran = await run(['--silent', ...flags], full)
    expect([ran.code, ran.stdout]).toEqual([70, ''])
    expect(ran.stderr).toMatch(/can't be written: the disk is full \(ENOSPC\)/)
  }
})

test('Ctrl-C stops at once, says what had ended, and writes nothing', async () => {
  await using silent = await startLab('dns/both-silent')
  const interruption = new AbortController()
  const output = join(folder, 'interrupted')
  const running = main([...silent.flags, '--output', output], silent.io, { ...screen(), interrupted: interruption.signal })
  setTimeout(() => interruption.abort(), 300)
  expect(await running).toBe(130)
  expect(written).toMatch(/^Interrupted\. Ended so far: .*Clock/)
  await expect(readdir(output)).rejects.toThrow('ENOENT')
})

let written = ''
function screen() {
  written = ''
  const write = (text: string) => {
    written += text
  }
  return { stdout: { write }, stderr: { write }, colours: false, columns: 80 }
}

test('at the deadline what was not answered is not checked, never a pass', async () => {
  await using silent = await startLab('dns/both-silent')
  const { code, stdout } = await run([...silent.flags.slice(0, 0), '--json', '--ephemeral', '--deadline', '1s'], withoutNames(silent.io))
  const report = JSON.parse(stdout) as Report
  expect(code).toBe(3)
  expect(report.findings.filter(({ check, status }) => check === 'page' && status === 'ok')).toEqual([])
  expect(report.findings.filter(({ reason }) => reason === 'deadline').length).toBeGreaterThan(0)
})

/** This lab's terminal with resolvers that say nothing. */
function withoutNames(io: Io): Io {
  return {
    ...lab.io,
    machine: {
      ...io.machine,
      lookup: (_names, _limitMs, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({}))),
    },
    net: { ...lab.io.net, udpSocket: () => blackHole() },
  }
}

function blackHole(): ReturnType<Io['net']['udpSocket']> {
  const socket = lab.io.net.udpSocket(4)
  // Port 9 of this PC's own: nobody answers there, and the ICMP refusal is not listened to.
  socket.removeAllListeners()
  socket.send = () => {}
  return socket
}

test('where no helper may start, what applications see is not checked, and the rest goes on', async () => {
  const denied: Io = {
    ...lab.io,
    machine: {
      ...lab.io.machine,
      lookup: async (names) =>
        Object.fromEntries(names.map((name) => [name, { failure: failure('access-denied', 'EACCES'), elapsedMs: 1 }])),
    },
  }
  const { code, stdout } = await run(['--json', '--ephemeral'], denied)
  const report = JSON.parse(stdout) as Report
  expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: 'ready' })
  expect(report.findings.filter(({ code: each }) => each === 'dns/system-not-asked').map(({ reason }) => reason)).toEqual([
    'policy',
    'policy',
  ])
})

test('a probe that throws is our own error: it is said, and the others go on', async () => {
  const broken: Io = {
    ...lab.io,
    machine: {
      ...lab.io.machine,
      interfaces: () => {
        throw new Error('broken inside')
      },
    },
  }
  const { code, stdout } = await run(['--json', '--ephemeral'], broken)
  const report = JSON.parse(stdout) as Report
  expect(report.checks.find(({ id }) => id === 'host')?.status).toBe('error')
  expect({ code, verdict: report.verdict, causes: report.causes }).toEqual({ code: 0, verdict: 'ready', causes: [] })
})

test('--dry-run says what a run would contact, and contacts nothing', async () => {
  const forbidden: Io = {
    ...lab.io,
    net: {
      ...lab.io.net,
      udpSocket: () => {
        throw new Error('a socket was opened')
      },
      connectTcp: () => {
        throw new Error('a connection was made')
      },
    },
  }
  const { code, stdout } = await run(['--dry-run'], forbidden)
  expect(code).toBe(0)
  expect(stdout).toContain(lab.urls.sso)
  expect(stdout).toMatch(/Bundle: saved on this PC, sent nowhere\n {2}Files: manifest\.json, manifest\.p7s, evidence\.json, /)
  expect(stdout).toContain('Nothing was contacted.')
})
