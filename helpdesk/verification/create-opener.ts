/** The threads in which bundles are opened, and what happens to one that takes too much. */

import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import type { Language } from '../../checks/text.ts'
import { createGate } from './gate.ts'
import { HEAP_LIMIT_MIB, MOST_WAITING, START_LIMIT_MS, TIME_LIMIT_MS } from './limits.ts'
import type { Checked, Compared, Opener, OpenProblem, Shown } from './opener.ts'
import type { Given, TaskName, Tasks, WorkerData } from './tasks.ts'

export interface OpenerOptions {
  /** PEM, PKCS#8; it goes to the threads by message, and stands in no argument and no variable. */
  readonly encryptionKeyPem: string
  readonly certificatePem: string
  /** Certificates that vouch (data/folder.ts). */
  readonly trustFolder: string
  readonly threads?: number
  /** Of this program: a thread that runs from source would not know them. */
  readonly rules: { readonly version: string; readonly sha256: string }
  /** Milliseconds; less only in tests. */
  readonly timeLimitMs?: number
  /** MiB; less only in tests. */
  readonly heapLimitMib?: number
  /** Told of a thread that died without a task; another one takes its place. */
  readonly onThreadLost?: (error: Error) => void
  /** The thread's own program, where it does not lie beside this file. */
  readonly workerFile?: string
}

const fromSource = join(import.meta.dirname ?? '', 'worker.ts')

/** One that is kept busy to its limit leaves another one. */
const usualThreads = Math.max(2, Math.min(4, availableParallelism()))

export function createOpener(options: OpenerOptions): Opener {
  const {
    threads = usualThreads,
    timeLimitMs = TIME_LIMIT_MS,
    heapLimitMib = HEAP_LIMIT_MIB,
    workerFile = fromSource,
    onThreadLost = () => {},
  } = options
  const { encryptionKeyPem, certificatePem, trustFolder, rules } = options
  const pool = new Piscina<unknown, unknown>({
    filename: workerFile,
    name: 'check' satisfies TaskName,
    // Kept warm: a new thread takes longer to load its program than to open a bundle.
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMib },
    workerData: { encryptionKeyPem, certificatePem, trustFolder, rules } satisfies WorkerData,
    // Nothing of the service's own surroundings is a thread's business.
    env: {},
    argv: [],
    execArgv: [],
  })
  pool.on('error', onThreadLost)
  const gate = createGate(threads, MOST_WAITING)

  async function ask<N extends TaskName>(name: N, task: Tasks[N]['task']): Promise<Tasks[N]['answer'] | { readonly problem: OpenProblem }> {
    return gate.enter(async () => {
      const limit = new AbortController()
      let ended = false
      let timer = setTimeout(() => limit.abort(), START_LIMIT_MS)
      const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
      // A thread that takes the place of one that died has to load its program first: no bundle is to blame for that.
      const begins = Atomics.waitAsync(begun, 0, 0)
      if (begins.async) {
        void begins.value.then(() => {
          clearTimeout(timer)
          if (!ended) timer = setTimeout(() => limit.abort(), timeLimitMs)
        })
      }
      try {
        return (await pool.run({ begun, task } satisfies Given<N>, { name, signal: limit.signal })) as Tasks[N]['answer']
      } catch (error) {
        // The thread is gone either way; the pool has begun another one.
        if (limit.signal.aborted || isOutOfMemory(error)) return { problem: { code: 'limit' } } as const
        throw error
      } finally {
        ended = true
        clearTimeout(timer)
        // Where no thread ever took it, nobody else would end the wait.
        Atomics.notify(begun, 0)
      }
    })
  }

  return {
    check: (path: string): Promise<Checked> => ask('check', { path }),
    show: (path: string, language: Language): Promise<Shown | { readonly problem: OpenProblem }> => ask('show', { path, language }),
    file: (path, name) => ask('file', { path, name }),
    async compare(a, b, language): Promise<Compared | { readonly problem: OpenProblem; readonly side: 'a' | 'b' }> {
      const answer = await ask('compare', { a, b, language })
      // Which of the two took too much is not known; together they did.
      return 'problem' in answer && !('side' in answer) ? { ...answer, side: 'b' } : answer
    },
    close: () => pool.destroy(),
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
