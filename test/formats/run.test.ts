import { writeFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '../../agent/main.ts'
import type { Report } from '../../agent/report/schema.ts'
import { type Lab, startLab } from '../lab/lab.ts'

let healthy: Lab
let faulty: Lab
let folder: string

beforeAll(async () => {
  ;[healthy, faulty] = await Promise.all([startLab(), startLab('dns/hosts-override')])
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-formats-'))
})

afterAll(async () => {
  await Promise.all([healthy.stop(), faulty.stop(), rm(folder, { recursive: true })])
})

async function run(
  lab: Lab,
  flags: readonly string[],
  interrupted = new AbortController().signal,
  onText: (text: string) => void = () => {},
) {
  let [stdout, stderr] = ['', '']
  const terminal = {
    stdout: {
      write(text: string) {
        stdout += text
        onText(text)
      },
    },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted,
  }
  const code = await main([...lab.flags, '--lang', 'en', ...flags], lab.io, terminal)
  return { code, stdout, stderr }
}

test('every format into its file in one run, and the screen as ever', async () => {
  const path = (name: string) => join(folder, 'all', name)
  const flags = [`--json=${path('r.json')}`, `--json-lines=${path('r.jsonl')}`, '--junit', path('r.xml'), '--html', path('r.html')]
  const { code, stdout, stderr } = await run(faulty, ['--ephemeral', ...flags, '--prometheus', path('r.prom')])
  expect([code, stderr]).toEqual([2, ''])
  expect(stdout).toContain('NOT READY')
  expect((await readdir(join(folder, 'all'))).toSorted()).toEqual(['r.html', 'r.json', 'r.jsonl', 'r.prom', 'r.xml'])
  const report = JSON.parse(await readFile(path('r.json'), 'utf8')) as Report
  const lines = (await readFile(path('r.jsonl'), 'utf8')).trimEnd().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'summary', time: report.startedAt, verdict: 'not-ready' })
  expect(await readFile(path('r.xml'), 'utf8')).toContain('<testcase classname="terminal-preflight.verdict"')
  expect(await readFile(path('r.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*dns\/hosts-override/)
  expect(await readFile(path('r.prom'), 'utf8')).toContain('terminal_preflight_verdict{verdict="not-ready"} 1\n')
  if (process.platform === 'win32') return
  // The exporter runs as another user; of the others each is the user's own.
  expect((await stat(path('r.prom'))).mode & 0o777).toBe(0o644)
  expect((await stat(path('r.jsonl'))).mode & 0o077).toBe(0)
})

test('--silent prints nothing but what was asked for', async () => {
  const file = join(folder, 'silent.xml')
  expect(await run(healthy, ['--silent', '--ephemeral', '--junit', file])).toEqual({ code: 0, stdout: '', stderr: '' })
  const { code, stdout, stderr } = await run(healthy, ['--silent', '--ephemeral', '--junit=-'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^<\?xml [\s\S]*<\/testsuites>\n$/)
})

test('where a document is on the standard output, nothing else is', async () => {
  const { code, stdout, stderr } = await run(healthy, ['--json-lines', '--output', join(folder, 'lines')])
  expect(code).toBe(0)
  for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('kind')
  expect(stderr).toContain('Bundle for the helpdesk: ')
})

test('one that can’t be written is said, and never reads as READY', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  for (const flag of ['junit', 'prometheus']) {
    const { code, stdout, stderr } = await run(healthy, ['--silent', '--ephemeral', `--${flag}`, join(file, 'x.prom')])
    expect([code, stdout]).toEqual([66, ''])
    expect(stderr).toMatch(new RegExp(`^terminal-preflight: --${flag} .*can't be written`))

    // In the way only once the run has begun: a splay says when that is.
    const late = join(folder, `late-${flag}`)
    const flags = ['--ephemeral', '--splay', '1ms', `--${flag}`, join(late, 'x.prom')]
    const ran = await run(healthy, flags, undefined, (text) => void (text.includes('--splay') && writeFileSync(late, '')))
    expect([ran.code, ran.stderr]).toEqual([
      70,
      `terminal-preflight: --${flag} ${join(late, 'x.prom')}: can't be written: a file stands where a folder is needed (EEXIST)\n`,
    ])
  }
})

describe('--nagios', () => {
  test('one line and its code', async () => {
    const output = join(folder, 'nagios')
    expect(await run(healthy, ['--nagios', '--output', output])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^PREFLIGHT OK - READY: [^|\n]+ \| time=[^\n]+\n$/),
      stderr: '',
    })
    expect(await readdir(output)).toContain('report.json')
    expect(await run(faulty, ['--nagios', '--ephemeral'])).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^PREFLIGHT CRITICAL - NOT READY: [^|\n]+ \[dns\/hosts-override\][^\n]+\n$/),
    })
  })

  test.each<[string, string[], RegExp]>([
    ['a mistake on the command line', ['--nagios', '--slient'], /there is no flag '--slient'; did you mean --silent\?/],
    ['two outputs', ['--nagios', '--json'], /both write to the standard output/],
    ['a file that is not there', ['--nagios', '--site', 'no-such.yaml'], /no-such\.yaml/],
    ['an argument too many', ['--nagios', 'ccms'], /'ccms' is not expected here/],
  ])('%s is UNKNOWN, in one line on the standard output', async (_name, flags, says) => {
    let [stdout, stderr] = ['', '']
    const terminal = {
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
      colours: false,
      columns: 80,
      interrupted: new AbortController().signal,
    }
    expect(await main(flags, healthy.io, terminal)).toBe(3)
    expect(stdout).toMatch(/^PREFLIGHT UNKNOWN - [^|\n]+\n$/)
    expect(stdout).toMatch(says)
    expect([stdout.includes('terminal-preflight: '), stderr]).toEqual([false, ''])
  })

  test('what can’t be written, Ctrl-C, and our own failure too', async () => {
    const file = join(folder, 'another-file')
    await writeFile(file, '')
    const unwritten = await run(healthy, ['--nagios', '--ephemeral', '--junit', join(file, 'x')])
    expect(unwritten).toEqual({ code: 3, stdout: expect.stringMatching(/^PREFLIGHT UNKNOWN - --junit .*can't be written/), stderr: '' })
    expect(await run(healthy, ['--nagios', '--ephemeral'], AbortSignal.abort())).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^PREFLIGHT UNKNOWN - Interrupted/),
    })
    const io = {
      ...healthy.io,
      get clock(): never {
        throw new Error('broken | inside')
      },
    }
    expect(await run({ ...healthy, io }, ['--nagios', '--ephemeral'])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^PREFLIGHT UNKNOWN - this program failed \(broken \/ inside\)\n$/),
    })
  })
})
