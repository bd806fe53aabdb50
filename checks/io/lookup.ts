import { type Failure, failure, wordOfCode } from '../failure.ts'
import type { Machine, Processes, ProcessOutcome, SystemLookup } from '../io.ts'
import { startLimit } from '../limit.ts'
import { monotonicMs } from '../monotonic.ts'

/** How the program starts a helper child of itself. */
export type HelperCommand = (script: string) => { file: string; args: readonly string[] }

/** From source and from one file the child is Node with the script. */
export const nodeHelper: HelperCommand = (script) => ({ file: process.execPath, args: ['-e', script] })

/** The first argument by which the single executable, which has no `-e`, tells itself to be the helper; nobody else uses it. */
export const LOOKUP_ARGUMENT = '--internal-lookup'
export const executableHelper: HelperCommand = () => ({ file: process.execPath, args: [LOOKUP_ARGUMENT] })

/**
 * What the child runs: it waits for the names (one line on stdin, a list in JSON), and prints one line of JSON as each is
 * answered, so that a name that hangs does not hide the others. It stands alone (only built-in modules, no closure), because it
 * travels as text; and it uses the pipes as they are, since the streams of `process` would have to be made first.
 */
export function lookupInChild(): void {
  const { lookup } = process.getBuiltinModule('node:dns')
  const { readSync, writeSync } = process.getBuiltinModule('node:fs')
  const piece = Buffer.alloc(65_536)
  let line = ''
  while (!line.endsWith('\n')) {
    const length = readSync(0, piece)
    // Nobody asks any more.
    if (length === 0) return
    line += piece.toString('utf8', 0, length)
  }
  const names = JSON.parse(line) as string[]
  let unanswered = names.length
  for (const name of names) {
    const startedMs = performance.now()
    lookup(name, { all: true, verbatim: true }, (error, found) => {
      const elapsedMs = performance.now() - startedMs
      const answer = error
        ? { name, code: error.code ?? 'unknown', elapsedMs }
        : { name, addresses: found.map((each) => each.address), elapsedMs }
      writeSync(1, `${JSON.stringify(answer)}\n`)
      unanswered -= 1
      // All is said, and to end in good order would only keep a core busy that the run needs.
      if (unanswered === 0) process.kill(process.pid, 'SIGKILL')
    })
  }
}

/** Threads of the child: more names than half of these wait for each other. */
const MOST_THREADS = 128
/** Of a child that is started before it is known for how many names: enough for seven. */
const PREPARED_THREADS = 16

/** libuv lets look-ups have half of its threads (4 by default): two names that hang would make all others wait. */
function threadsFor(names: readonly string[]): number {
  return Math.min(MOST_THREADS, 2 * names.length + 2)
}

/** A child that waits for names. */
interface Helper {
  /** Resolves when every name is answered or the child has ended: to what it printed, and how it ended where that came first. */
  readonly ask: (names: readonly string[]) => Promise<{ readonly printed: string; readonly outcome?: ProcessOutcome }>
  readonly stop: () => void
}

function startHelper(processes: Pick<Processes, 'execFile'>, helper: HelperCommand, threads: number): Helper {
  const { file, args } = helper(`(${lookupInChild.toString()})()`)
  const stopping = new AbortController()
  const stdin = Promise.withResolvers<string>()
  const everyName = Promise.withResolvers<{ printed: string }>()
  let asked: readonly string[] = []
  let printed = ''
  const onStdout = (piece: string) => {
    printed += piece
    const answers = readAnswers(printed)
    if (asked.every((name) => answers.has(name))) everyName.resolve({ printed })
  }
  const env = { UV_THREADPOOL_SIZE: String(threads) }
  const ended = processes
    .execFile(file, args, { limitMs: 0, signal: stopping.signal, env, stdin: stdin.promise, onStdout })
    .then((outcome) => ({ printed: 'stdout' in outcome ? outcome.stdout : outcome.partialStdout, outcome }))
  return {
    ask(names) {
      asked = names
      stdin.resolve(`${JSON.stringify(names)}\n`)
      // Nobody waits for the child itself to go.
      return Promise.race([everyName.promise, ended])
    },
    stop: () => stopping.abort(),
  }
}

/**
 * `getaddrinfo` in a child process: a look-up that hangs cannot be cancelled, keeps a thread of libuv's pool, and would
 * outlive `process.exit` (seen with a truncated answer and TCP dropped).
 */
export function childLookup(processes: Pick<Processes, 'execFile'>, helper: HelperCommand): Pick<Machine, 'lookup' | 'prepareLookup'> {
  let prepared: Helper | undefined

  function helperFor(names: readonly string[]): Helper {
    const threads = threadsFor(names)
    const ready = prepared
    prepared = undefined
    if (ready !== undefined && threads <= PREPARED_THREADS) return ready
    ready?.stop()
    return startHelper(processes, helper, threads)
  }

  return {
    prepareLookup() {
      prepared ??= startHelper(processes, helper, PREPARED_THREADS)
    },
    async lookup(names, limitMs, signal) {
      const startedMs = monotonicMs()
      if (signal.aborted) return Object.fromEntries(names.map((name) => [name, { failure: failure('cancelled'), elapsedMs: 0 }]))
      const child = helperFor(names)
      const limit = startLimit(limitMs, child.stop)
      signal.addEventListener('abort', child.stop, { once: true })
      const { printed, outcome } = await child.ask(names)
      limit.clear()
      signal.removeEventListener('abort', child.stop)
      const answers = readAnswers(printed)
      const missing: SystemLookup = { failure: unanswered(outcome, signal), elapsedMs: monotonicMs() - startedMs }
      return Object.fromEntries(names.map((name) => [name, answers.get(name) ?? missing]))
    },
  }
}

/**
 * Silence is an answer of the look-up; a helper that did not start or was ended is none, and says nothing of the name
 * (Windows has no name for some refusals: `spawn UNKNOWN`).
 */
function unanswered(outcome: ProcessOutcome | undefined, signal: AbortSignal): Failure {
  if (signal.aborted) return failure('cancelled')
  if (outcome === undefined || 'exitCode' in outcome) return failure('access-denied', `exit ${outcome?.exitCode ?? 0}`)
  const { failure: reason } = outcome
  // Where the run goes on nobody stops it but the limit.
  if (reason.word === 'cancelled') return failure('no-reply', 'limit')
  return reason.word === 'no-reply' ? reason : { ...reason, word: 'access-denied' }
}

function readAnswers(output: string): Map<string, SystemLookup> {
  const answers = new Map<string, SystemLookup>()
  for (const line of output.split('\n')) {
    if (!line.endsWith('}')) continue
    const answer = JSON.parse(line) as { name: string; elapsedMs: number; code?: string; addresses?: string[] }
    answers.set(
      answer.name,
      answer.addresses === undefined
        ? {
            failure: { word: wordOfCode(String(answer.code)), code: String(answer.code), syscall: 'getaddrinfo' },
            elapsedMs: answer.elapsedMs,
          }
        : { addresses: answer.addresses, elapsedMs: answer.elapsedMs },
    )
  }
  return answers
}
