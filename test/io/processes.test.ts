import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { realProcesses } from '../../checks/io/processes.ts'
import type { ProcessOptions } from '../../checks/io.ts'

const processes = realProcesses()
const ENOUGH_MS = 20_000
const forever = new AbortController().signal
const windows = process.platform === 'win32'

/** Runs a script in another Node. */
function run(script: string, options: Partial<ProcessOptions> = {}) {
  return processes.execFile(process.execPath, ['-e', script], { limitMs: ENOUGH_MS, signal: forever, ...options })
}

describe('a program that ends', () => {
  test.each([0, 1, 42])('tells its exit code %i and both outputs', async (exitCode) => {
    expect(await run(`console.log('out'); console.error('err'); process.exitCode = ${exitCode}`)).toEqual({
      exitCode,
      stdout: 'out\n',
      stderr: 'err\n',
    })
  })

  test('reads an empty stdin, not ours', async () => {
    expect(await run(`process.stdin.on('data', (data) => console.log(String(data))).on('end', () => console.log('end'))`)).toMatchObject({
      stdout: 'end\n',
    })
  })

  test('is given what comes later for its stdin, and heard while it still runs', async () => {
    const { promise: stdin, resolve } = Promise.withResolvers<string>()
    const script = `console.log('ready'); process.stdin.on('data', (data) => console.log('got ' + data)).on('end', () => console.log('end'))`
    const heard: string[] = []
    const onStdout = (piece: string) => {
      heard.push(piece)
      if (heard.join('') === 'ready\n') resolve('answer')
    }
    expect(await run(script, { stdin, onStdout })).toMatchObject({ exitCode: 0, stdout: 'ready\ngot answer\nend\n' })
    expect(heard.join('')).toBe('ready\ngot answer\nend\n')
  })

  test('before it is given its stdin is no uncaught error', async () => {
    const { promise: stdin, resolve } = Promise.withResolvers<string>()
    expect(await run(`process.exitCode = 3`, { stdin })).toMatchObject({ exitCode: 3 })
    resolve('too late')
    await new Promise((turn) => setTimeout(turn, 50))
  })

  test('gets its arguments as they are: no shell reads them', async () => {
    const outcome = await processes.execFile(process.execPath, ['-p', 'process.argv[1]', '--', '$HOME; "x" %PATH%'], {
      limitMs: ENOUGH_MS,
      signal: forever,
    })
    expect(outcome).toMatchObject({ stdout: '$HOME; "x" %PATH%\n' })
  })

  test('gets no code of ours into it', async () => {
    vi.stubEnv('NODE_OPTIONS', '--no-such-option')
    // Windows finds it in any spelling.
    vi.stubEnv('Node_Options', '--no-such-option')
    vi.stubEnv('PREFLIGHT_TEST', 'kept')
    expect(await run(`console.log(process.env.PREFLIGHT_TEST, process.env.NODE_OPTIONS, process.env.Node_Options)`)).toMatchObject({
      exitCode: 0,
      stdout: 'kept undefined undefined\n',
    })
  })
})

describe('a program that does not end well', () => {
  test('is killed at its limit; what it had said is kept', async () => {
    expect(await run(`process.on('SIGTERM', () => {}); console.log('so far'); setInterval(() => {}, 1000)`, { limitMs: 3000 })).toEqual({
      failure: { word: 'no-reply', code: 'limit' },
      partialStdout: 'so far\n',
    })
  })

  test('that says too much is stopped', async () => {
    const outcome = await run(`process.stdout.write('x'.repeat(100_000))`, { maxBytes: 1000 })
    expect(outcome).toMatchObject({ failure: { word: 'too-large', code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' } })
    expect('partialStdout' in outcome && outcome.partialStdout).toBe('x'.repeat(1000))
  })

  test.skipIf(windows)('that somebody else killed is no network’s failure', async () => {
    expect(await run(`console.log('alive'); process.kill(process.pid, 'SIGKILL')`)).toMatchObject({
      failure: { word: 'exited', code: 'SIGKILL' },
    })
  })

  test('is missing where there is none of that name', async () => {
    const outcome = await processes.execFile('no-such-program-here', [], { limitMs: ENOUGH_MS, signal: forever })
    expect(outcome).toMatchObject({ failure: { word: 'file-missing', code: 'ENOENT' }, partialStdout: '' })
  })

  test.skipIf(windows)('is denied where it may not be started', async () => {
    const outcome = await processes.execFile(import.meta.filename, [], { limitMs: ENOUGH_MS, signal: forever })
    expect(outcome).toMatchObject({ failure: { word: 'access-denied', code: 'EACCES' } })
  })
})

describe('cancelling', () => {
  test('ends at once and leaves nothing running, not even a program that ignores the request', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-processes-'))
    const note = join(folder, 'pid')
    const script = `process.on('SIGTERM', () => {}); require('node:fs').writeFileSync(process.argv[1], String(process.pid)); setTimeout(() => {}, 600_000)`
    const controller = new AbortController()
    const running = processes.execFile(process.execPath, ['-e', script, '--', note], { limitMs: 600_000, signal: controller.signal })
    const pid = await vi.waitFor(() => pidIn(note), { timeout: ENOUGH_MS })
    controller.abort()
    expect(await running).toMatchObject({ failure: { word: 'cancelled' } })
    await vi.waitUntil(() => !isRunning(pid), { timeout: ENOUGH_MS })
    await rm(folder, { recursive: true })
  })

  test('before the start starts nothing', async () => {
    const outcome = await run(`console.log('started')`, { signal: AbortSignal.abort() })
    expect(outcome).toEqual({ failure: { word: 'cancelled', code: 'cancelled' }, partialStdout: '' })
  })
})

/** Throws until the program has written it down. */
function pidIn(note: string): number {
  const text = readFileSync(note, 'utf8')
  if (text === '') throw new Error('not written yet')
  return Number(text)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
