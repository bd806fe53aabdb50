import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseFlags } from '../../agent/cli/flags.ts'
import { main } from '../../agent/main.ts'
import { waitBySplay } from '../../agent/watch/splay.ts'
import { startLab } from '../lab/lab.ts'

const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-watch-'))
afterAll(() => rm(folder, { recursive: true }))

function shown(interruption: AbortController, onText: (text: string) => void = () => {}) {
  const said = { stdout: '', stderr: '' }
  const write = (stream: keyof typeof said) => (text: string) => {
    said[stream] += text
    onText(text)
  }
  const terminal = {
    stdout: { write: write('stdout') },
    stderr: { write: write('stderr') },
    colours: false,
    columns: 80,
    interrupted: interruption.signal,
  }
  return { said, terminal }
}

test('a whole watch: a line a round, its formats in each, and Ctrl-C is 130', async () => {
  await using lab = await startLab('dns/hosts-override')
  const interruption = new AbortController()
  let rounds = 0
  const { said, terminal } = shown(interruption, (text) => {
    if (!/^\d\d:\d\d:\d\d {2}NOT READY/.test(text)) return
    rounds += 1
    if (rounds === 2) setTimeout(() => interruption.abort(), 300)
  })
  const file = join(folder, 'watch.prom')
  const flags = ['--lang', 'en', '--watch', '5s', '--until', 'ready', '--prometheus', file, '--json-lines', '--ephemeral']
  expect(await main([...lab.flags, ...flags], lab.io, terminal)).toBe(130)
  const lines = said.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.filter(({ kind }) => kind === 'summary').map(({ verdict }) => verdict)).toEqual(['not-ready', 'not-ready'])
  expect(said.stderr).toMatch(
    /^Checking again 5 s after each check, until READY\.\nTimes are Hong Kong time\. Ctrl-C ends it\.\n(\d\d:\d\d:\d\d {2}NOT READY {2}[^\n]+\n){2}Stopped\. Checks: 2\./,
  )
  expect(await readFile(file, 'utf8')).toContain('terminal_preflight_verdict{verdict="not-ready"} 1')
})

test('the last round is delivered as any run: its files, its screen, its exit code', async () => {
  await using lab = await startLab()
  const { said, terminal } = shown(new AbortController())
  const output = join(folder, 'last')
  expect(await main([...lab.flags, '--lang', 'en', '--watch', '5s', '--until', 'ready', '--output', output], lab.io, terminal)).toBe(0)
  expect(said.stdout).toMatch(/\n\d\d:\d\d:\d\d {2}READY {2}[\s\S]*\n {2}READY {2}/)
  expect(JSON.parse(await readFile(join(output, 'report.json'), 'utf8'))).toMatchObject({ verdict: 'ready' })
})

test('a splay waits by chance, within its time, says when it starts, and is ended by Ctrl-C before anything is contacted', async () => {
  await using lab = await startLab()
  const { said, terminal } = shown(new AbortController())
  const began = performance.now()
  const parsed = await parseFlags(['--splay', '80ms'], { version: '', language: 'en' })
  if (parsed.kind !== 'run') throw new Error('flags')
  expect(await waitBySplay({ options: parsed.options, language: 'en', clock: lab.io.clock, terminal })).toBe(true)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(said.stdout).toMatch(/^The check starts at \d\d:\d\d:\d\d Hong Kong time, in [01] s \(by chance, --splay\)\.\n$/)

  const interruption = new AbortController()
  const stopped = shown(interruption, () => setTimeout(() => interruption.abort(), 20))
  // One time in thirty thousand the wait is over before.
  expect(await main([...lab.flags, '--lang', 'en', '--ephemeral', '--splay', '10m'], lab.io, stopped.terminal)).toBe(130)
  expect(stopped.said.stderr).toBe('Stopped before the check started. Nothing was contacted.\n')
})

test('--silent says nothing when it is stopped either; a plug-in says why it has no answer', async () => {
  await using lab = await startLab('dns/hosts-override')
  const watching = new AbortController()
  const watch = shown(watching, (text) => void (text.includes('"kind":"summary"') && setTimeout(() => watching.abort(), 50)))
  expect(await main([...lab.flags, '--silent', '--watch', '60m', '--json-lines', '--ephemeral'], lab.io, watch.terminal)).toBe(130)
  expect([watch.said.stdout.length > 0, watch.said.stderr]).toEqual([true, ''])

  const splayed = async (...flags: readonly string[]) => {
    const interruption = new AbortController()
    setTimeout(() => interruption.abort(), 50)
    const { said, terminal } = shown(interruption)
    return { code: await main([...lab.flags, '--lang', 'en', '--ephemeral', '--splay', '10m', ...flags], lab.io, terminal), ...said }
  }
  expect(await splayed('--silent')).toEqual({ code: 130, stdout: '', stderr: '' })
  expect(await splayed('--nagios')).toMatchObject({ code: 3, stdout: expect.stringContaining('Stopped before the check started') })
})

test('waits of a splay differ, and none is longer than it', async () => {
  const parsed = await parseFlags(['--splay', '10m'], { version: '', language: 'en' })
  if (parsed.kind !== 'run') throw new Error('flags')
  const waits = new Set<number>()
  for (let turn = 0; turn < 40; turn += 1) {
    const interruption = new AbortController()
    interruption.abort()
    const { said, terminal } = shown(interruption)
    expect(await waitBySplay({ options: parsed.options, language: 'en', clock: { wallMs: () => 0 }, terminal })).toBe(false)
    waits.add(Number(/in (\d+) s/.exec(said.stdout)?.[1]))
  }
  expect(waits.size).toBeGreaterThan(20)
  expect(Math.max(...waits)).toBeLessThanOrEqual(600)
})
