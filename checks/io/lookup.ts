import { type Failure, failure, wordOfCode } from '../failure.ts'
import type { Machine, Processes, SystemLookup } from '../io.ts'

/** How the program starts a helper child of itself. */
export type HelperCommand = (script: string, args: readonly string[]) => { file: string; args: readonly string[] }

/** From source and from one file the child is Node with the script. */
export const nodeHelper: HelperCommand = (script, args) => ({ file: process.execPath, args: ['-e', script, '--', ...args] })

/** The first argument by which the single executable, which has no `-e`, tells itself to be the helper; nobody else uses it. */
export const LOOKUP_ARGUMENT = '--internal-lookup'
export const executableHelper: HelperCommand = (_script, args) => ({ file: process.execPath, args: [LOOKUP_ARGUMENT, ...args] })

/**
 * What the child runs: one line of JSON as each name is answered, so that a name that hangs does not hide the others.
 * It stands alone (only built-in modules, no closure), because it travels as text.
 */
export function lookupInChild(names: readonly string[]): void {
  const { lookup } = process.getBuiltinModule('node:dns')
  for (const name of names) {
    const startedMs = performance.now()
    lookup(name, { all: true, verbatim: true }, (error, found) => {
      const elapsedMs = performance.now() - startedMs
      const line = error ? { name, code: error.code ?? 'unknown', elapsedMs } : { name, addresses: found.map((each) => each.address), elapsedMs }
      process.stdout.write(`${JSON.stringify(line)}\n`)
    })
  }
}

/** Threads of the child: more names than half of these wait for each other. */
const MOST_THREADS = 128

/** libuv lets look-ups have half of its threads (4 by default): two names that hang would make all others wait. */
function threadsFor(names: readonly string[]): string {
  return String(Math.min(MOST_THREADS, 2 * names.length + 2))
}

/**
 * `getaddrinfo` in a child process: a look-up that hangs cannot be cancelled, keeps a thread of libuv's pool, and would
 * outlive `process.exit` (seen with a truncated answer and TCP dropped).
 */
export function childLookup(processes: Processes, helper: HelperCommand): Machine['lookup'] {
  return async (names, limitMs, signal) => {
    const command = helper(`(${lookupInChild.toString()})(process.argv.slice(1))`, names)
    const startedMs = performance.now()
    const outcome = await processes.execFile(command.file, command.args, { limitMs, signal, env: { UV_THREADPOOL_SIZE: threadsFor(names) } })
    const elapsedMs = performance.now() - startedMs
    const output = 'stdout' in outcome ? outcome.stdout : outcome.partialStdout
    const answers = readAnswers(output)
    const missing: SystemLookup = { failure: 'failure' in outcome ? unanswered(outcome.failure) : failure('access-denied', `exit ${outcome.exitCode}`), elapsedMs }
    return Object.fromEntries(names.map((name) => [name, answers.get(name) ?? missing]))
  }
}

/**
 * Silence is an answer of the look-up; a helper that did not start or was ended is none, and says nothing of the name
 * (Windows has no name for some refusals: `spawn UNKNOWN`).
 */
function unanswered(reason: Failure): Failure {
  return reason.word === 'no-reply' || reason.word === 'cancelled' ? reason : { ...reason, word: 'access-denied' }
}

function readAnswers(output: string): Map<string, SystemLookup> {
  const answers = new Map<string, SystemLookup>()
  for (const line of output.split('\n')) {
    if (!line.endsWith('}')) continue
    const answer = JSON.parse(line) as { name: string; elapsedMs: number; code?: string; addresses?: string[] }
    answers.set(
      answer.name,
      answer.addresses === undefined
        ? { failure: { word: wordOfCode(String(answer.code)), code: String(answer.code), syscall: 'getaddrinfo' }, elapsedMs: answer.elapsedMs }
        : { addresses: answer.addresses, elapsedMs: answer.elapsedMs },
    )
  }
  return answers
}
