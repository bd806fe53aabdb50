/**
 * Where PAC scripts run: a thread that can be killed. A script may come from anybody who answers to the name `wpad`, the engine
 * looks at its time limit between its own steps alone, and one long step (sorting, filling) would hold the whole program.
 */

import type { Worker } from 'node:worker_threads'
import { giveBack, takeWorker } from './pac-thread.ts'

export interface PacRequest {
  readonly script: string
  /** As Edge hands it over: of https without path and query. */
  readonly url: string
  readonly host: string
  /** Addresses by name, none where it has none. A script that asks for another name is run again when that is known. */
  readonly known: ReadonlyMap<string, readonly string[]>
  readonly myAddresses: readonly string[]
}

export type PacErrorKind = 'syntax' | 'no-function' | 'threw' | 'not-a-text' | 'time-limit'

export type PacOutcome =
  | { readonly kind: 'answer'; readonly text: string }
  /** The script asked for a name that is not known yet. Chromium's resolver looks it up and starts again, too. */
  | { readonly kind: 'needs'; readonly name: string }
  /** `load`: the script as a whole is of no use · `run`: for this URL it gives no answer. */
  | { readonly kind: 'error'; readonly stage: 'load' | 'run'; readonly error: PacErrorKind; readonly detail: string }

export interface Sandbox {
  /** One request after the other. Rejects only where no thread can be started. */
  run(request: PacRequest): Promise<PacOutcome>
  /** Ends the thread, whatever it is at; what is asked then is out of time. */
  close(): void
}

const outOfTime: PacOutcome = { kind: 'error', stage: 'run', error: 'time-limit', detail: '' }

export function createSandbox(): Sandbox {
  let busy: Worker | undefined
  let spent: PacOutcome | undefined
  let last: Promise<unknown> = Promise.resolve()
  const runNow = async (request: PacRequest): Promise<PacOutcome> => {
    // What ran out of time once would do so for every target.
    if (spent !== undefined) return spent
    const worker = await takeWorker()
    // Closed meanwhile: the thread was not at work yet.
    if (spent !== undefined) {
      giveBack(worker)
      return spent
    }
    busy = worker
    const outcome = (await answerOf(worker, request)) ?? outOfTime
    busy = undefined
    if (outcome.kind !== 'error' || outcome.error !== 'time-limit') giveBack(worker)
    else {
      spent = outcome
      void worker.terminate()
    }
    return outcome
  }
  return {
    run(request) {
      const turn = last.then(() => runNow(request))
      last = turn.catch(() => {})
      return turn
    },
    close() {
      spent ??= outOfTime
      void busy?.terminate()
    },
  }
}

/**
 * The engine's own limit is half a second; what is not back by then is inside one long step. Of the thread's own work: a PC that has just been
 * switched on may let it wait for seconds, and no script is to blame for that.
 */
const KILL_AFTER_MS = 1500
/** So often it is looked at. */
const LOOK_MS = 500

/** `undefined` where the thread has to be given up, or was ended. */
async function answerOf(worker: Worker, request: PacRequest): Promise<PacOutcome | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<PacOutcome | undefined>()
  const onExit = () => resolve(undefined)
  worker.once('message', resolve).once('exit', onExit).once('error', reject)
  const before = cpuMsOf(worker)
  worker.postMessage(request)
  const timer = setInterval(async () => {
    if ((await cpuMsOf(worker)) - (await before) >= KILL_AFTER_MS) onExit()
  }, LOOK_MS)
  return promise.finally(() => {
    clearInterval(timer)
    worker.off('message', resolve).off('exit', onExit).off('error', reject)
  })
}

/** Not a number for a thread that has ended: that it has, it tells by itself. */
async function cpuMsOf(worker: Worker): Promise<number> {
  const used = await worker.cpuUsage().catch(() => undefined)
  return used === undefined ? Number.NaN : (used.user + used.system) / 1000
}
