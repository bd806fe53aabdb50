/** Programs that talk with us over two pipes. */

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { failure } from '../failure.ts'
import type { Conversation, ConversationOptions, Processes } from '../io.ts'
import { childEnvironment, startFailure } from './children.ts'

/** What is kept of stderr: its beginning says what a program could not do. */
const MAX_STDERR_LENGTH = 16_384

const windows = process.platform === 'win32'

/**
 * The program is given fd 3 to read and fd 4 to write (on Windows by the C runtime's lpReserved2, which Chromium reads too).
 * It cannot outlive us: its pipes end with us, and on Windows libuv's job object ends it (libuv, src/win/process.c,
 * JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE).
 */
export const converse: Processes['converse'] = async (file, args, options) => {
  if (options.signal.aborted) return { failure: failure('cancelled') }
  try {
    return await started(spawnChild(file, args, options), options)
  } catch (error) {
    // On Windows a program that may not start throws here.
    return { failure: startFailure(error) }
  }
}

function spawnChild(file: string, args: readonly string[], { env = {} }: ConversationOptions): ChildProcess {
  return spawn(file, [...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that one signal ends the whole tree. On Windows it would only take the program out of our job.
    detached: !windows,
    windowsHide: true,
    env: { ...childEnvironment(), ...env },
  })
}

function started(child: ChildProcess, { signal, onData }: ConversationOptions): ReturnType<Processes['converse']> {
  const outcome = Promise.withResolvers<Awaited<ReturnType<Processes['converse']>>>()
  const ended = Promise.withResolvers<Awaited<Conversation['ended']>>()
  const [, , errors, input, output] = child.stdio as [null, null, Readable, Writable, Readable]
  let stderr = ''
  let over = false

  const kill = () => {
    if (!over) killTree(child)
  }
  // A pipe that breaks is told by the program's end.
  for (const pipe of [errors, input, output]) pipe.on('error', () => {})
  errors.setEncoding('utf8').on('data', (piece: string) => {
    stderr = `${stderr}${piece}`.slice(0, MAX_STDERR_LENGTH)
  })
  output.on('data', onData)
  child.once('error', (error) => {
    outcome.resolve({ failure: startFailure(error) })
  })
  child.once('spawn', () => {
    outcome.resolve({
      send: (text) => {
        if (input.writable) input.write(text)
      },
      ended: ended.promise,
      kill,
    })
  })
  child.once('exit', (exitCode) => {
    over = true
    signal.removeEventListener('abort', kill)
    // What it started may still live, and hold the pipes.
    killGroup(child)
    const close = () => ended.resolve({ exitCode, stderr })
    child.once('close', close)
    setTimeout(close, AFTER_EXIT_MS).unref()
  })
  signal.addEventListener('abort', kill, { once: true })
  return outcome.promise
}

/** What is still in the pipes when a program has ended is read within this; a child of its own that has the pipes too would hold them open for ever. */
const AFTER_EXIT_MS = 200

function killTree(child: ChildProcess): void {
  if (windows) {
    killWindowsTree(child)
    return
  }
  killGroup(child)
  child.kill('SIGKILL')
}

function killGroup({ pid }: ChildProcess): void {
  if (windows || pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

/**
 * Windows ends no tree by itself; taskkill walks it from its root (Microsoft, taskkill, /T), which must still be there. Where
 * security software forbids it, the root alone is ended: Chromium's children go when their browser is gone.
 */
function killWindowsTree(child: ChildProcess): void {
  const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`
  const killRoot = () => void child.kill('SIGKILL')
  try {
    execFile(taskkill, ['/PID', String(child.pid), '/T', '/F'], { windowsHide: true, timeout: TASKKILL_LIMIT_MS }, killRoot)
  } catch {
    killRoot()
  }
}

/** It takes some 100 ms. */
const TASKKILL_LIMIT_MS = 3000
