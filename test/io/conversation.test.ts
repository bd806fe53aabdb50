import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { converse } from '../../checks/io/conversation.ts'
import type { Conversation } from '../../checks/io.ts'

const windows = process.platform === 'win32'
const forever = new AbortController().signal
const ENOUGH_MS = 20_000

interface Talk {
  readonly conversation: Conversation
  readonly heard: () => string
}

async function talkWith(script: string, signal = forever, args: readonly string[] = []): Promise<Talk> {
  let heard = ''
  const onData = (piece: Buffer) => {
    heard += piece.toString()
  }
  const conversation = await converse(process.execPath, ['-e', script, '--', ...args], { signal, onData, env: { PREFLIGHT_TEST: 'given' } })
  if ('failure' in conversation) throw new Error(conversation.failure.code)
  return { conversation, heard: () => heard }
}

/** Answers everything that it is told. */
const echo = `
  const { writeSync } = require('node:fs')
  const input = new (require('node:net').Socket)({ fd: 3 })
  input.on('data', (data) => writeSync(4, 'got ' + data)).on('end', () => process.exit(7))
  process.stderr.write('note'); writeSync(4, process.env.PREFLIGHT_TEST + ' ')
`

describe('a program that talks', () => {
  test('reads fd 3, writes fd 4, and tells its end', async () => {
    const { conversation, heard } = await talkWith(`${echo}; input.on('data', (data) => String(data) === 'end' && process.exit(3))`)
    conversation.send('hello')
    await vi.waitUntil(() => heard() === 'given got hello', { timeout: ENOUGH_MS })
    conversation.send('end')
    expect(await conversation.ended).toEqual({ exitCode: 3, stderr: 'note' })
    // Too late, and no error.
    conversation.send('anybody?')
    conversation.kill()
  })

  test('that says too much on stderr loses the rest of it', async () => {
    const { conversation } = await talkWith(`process.stderr.write('x'.repeat(100_000), () => process.exit())`)
    expect((await conversation.ended).stderr).toBe('x'.repeat(16_384))
  })

  test('is missing where there is none, denied where it may not start, cancelled before its start', async () => {
    const options = { signal: forever, onData: () => {} }
    expect(await converse('no-such-program-here', [], options)).toMatchObject({ failure: { word: 'file-missing' } })
    if (!windows) expect(await converse(import.meta.filename, [], options)).toMatchObject({ failure: { word: 'access-denied' } })
    expect(await converse(process.execPath, [], { ...options, signal: AbortSignal.abort() })).toMatchObject({
      failure: { word: 'cancelled' },
    })
  })
})

/** Starts a child of its own that ignores requests to end, and writes both process ids down. */
const family = `
  const { spawn } = require('node:child_process')
  const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"
  const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' })
  require('node:fs').writeFileSync(process.argv[1], process.pid + ' ' + child.pid)
  process.on('SIGTERM', () => {})
  setInterval(() => {}, 1000)
`

describe('its end', () => {
  async function familyWith(signal: AbortSignal) {
    const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-conversation-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const note = join(folder, 'pids')
    const talk = await talkWith(family, signal, [note])
    const pids = await vi.waitFor(() => pidsIn(note), { timeout: ENOUGH_MS, interval: 20 })
    return { ...talk, pids }
  }

  test('is that of all that it started', async () => {
    const { conversation, pids } = await familyWith(forever)
    conversation.kill()
    expect(await conversation.ended).toMatchObject({ exitCode: windows ? expect.any(Number) : null })
    await vi.waitUntil(() => !pids.some(isRunning), { timeout: ENOUGH_MS })
  })

  test('comes when the signal fires', async () => {
    const controller = new AbortController()
    const { conversation, pids } = await familyWith(controller.signal)
    controller.abort()
    await conversation.ended
    await vi.waitUntil(() => !pids.some(isRunning), { timeout: ENOUGH_MS })
  })

  test('does not leave its children behind when it dies by itself', async () => {
    const { conversation, pids } = await familyWith(forever)
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await conversation.ended
    if (!windows) await vi.waitUntil(() => !pids.some(isRunning), { timeout: ENOUGH_MS })
  })
})

function pidsIn(note: string): number[] {
  if (!existsSync(note)) throw new Error('not written yet')
  const pids = readFileSync(note, 'utf8').split(' ').map(Number)
  if (pids.length !== 2) throw new Error('not written yet')
  return pids
}

/** One that has ended and that nobody has asked for its exit code is over too. */
function isRunning(pid: number): boolean {
  try {
    if (process.platform === 'linux') return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
