import { type ChildProcess, execFile } from 'node:child_process'
import { Socket } from 'node:net'
import { failure } from '../failure.ts'
import type { Processes, ProcessOutcome } from '../io.ts'
import { childEnvironment, startFailure } from './children.ts'
import { converse } from './conversation.ts'

const DEFAULT_MAX_BYTES = 1_048_576

export function realProcesses(): Processes {
  return {
    converse,
    execFile(file, args, { limitMs, signal, maxBytes = DEFAULT_MAX_BYTES, encoding = 'utf8', env = {}, stdin, onStdout }) {
      const { promise, resolve } = Promise.withResolvers<ProcessOutcome>()
      if (signal.aborted) return Promise.resolve({ failure: failure('cancelled'), partialStdout: '' })
      let child: ChildProcess | undefined
      const kill = () => void child?.kill('SIGKILL')
      // Before Node's own listener, which cancels with SIGTERM: a program may ignore that.
      signal.addEventListener('abort', kill, { once: true })
      try {
        child = execFile(
          file,
          [...args],
          {
            timeout: limitMs,
            killSignal: 'SIGKILL',
            signal,
            maxBuffer: maxBytes,
            windowsHide: true,
            encoding,
            env: { ...childEnvironment(), ...env },
          },
          (error, stdout, stderr) => {
            signal.removeEventListener('abort', kill)
            resolve(
              error !== null && signal.aborted
                ? { failure: failure('cancelled'), partialStdout: stdout }
                : outcomeOf(error, stdout, stderr),
            )
          },
        )
        if (stdin === undefined) child.stdin?.end()
        else giveLater(child, stdin)
        if (onStdout !== undefined) child.stdout?.on('data', onStdout)
      } catch (error) {
        signal.removeEventListener('abort', kill)
        resolve({ failure: startFailure(error), partialStdout: '' })
      }
      return promise
    },
  }
}

/** A child that waits for its input holds up nothing. */
function giveLater(child: ChildProcess, stdin: Promise<string>): void {
  const pipes = [child.stdin, child.stdout, child.stderr].filter((each) => each instanceof Socket)
  for (const each of [child, ...pipes]) each.unref()
  // It may be gone by then.
  child.stdin?.on('error', () => {})
  void stdin.then((text) => {
    for (const each of [child, ...pipes]) each.ref()
    child.stdin?.end(text)
  })
}

function outcomeOf(
  error: (Error & { code?: unknown; killed?: boolean; signal?: unknown }) | null,
  stdout: string,
  stderr: string,
): ProcessOutcome {
  if (error === null) return { exitCode: 0, stdout, stderr }
  if (typeof error.code === 'number') return { exitCode: error.code, stdout, stderr }
  if (error.killed === true && error.code === null) return { failure: failure('no-reply', 'limit'), partialStdout: stdout }
  // Somebody else ended it: it crashed, or a guard killed it.
  if (typeof error.signal === 'string') return { failure: failure('exited', error.signal), partialStdout: stdout }
  return { failure: startFailure(error), partialStdout: stdout }
}
