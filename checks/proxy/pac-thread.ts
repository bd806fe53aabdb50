/** The thread for PAC scripts: started when the first one is run, and kept for the next. Each script gets an engine of its own in it. */

import type { Worker } from 'node:worker_threads'
import { quickJsModule } from './quickjs-wasm.ts'

type StartWorker = (Thread: typeof Worker, engine: WebAssembly.Module) => Worker

/** Nothing of this PC's environment is for a script. */
export const workerOptions = { env: {}, stdout: true, stderr: true } as const

let startWorker: StartWorker = (Thread, engine) =>
  new Thread(new URL('./pac-worker.ts', import.meta.url), { ...workerOptions, workerData: engine })

/** The single executable has no file of that name: it says at its start how the thread is made, from its own bundle of pac-worker.ts. */
export function replacePacWorker(start: StartWorker): void {
  startWorker = start
}

const spare = new Set<Worker>()

/** A thread that waits for work and does not keep the program alive. Rejects where none can be started. */
export async function takeWorker(): Promise<Worker> {
  const [kept] = spare
  if (kept !== undefined) {
    spare.delete(kept)
    return kept
  }
  const [threads, engine] = await Promise.all([import('node:worker_threads'), quickJsModule()])
  const worker = startWorker(threads.Worker, engine)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  worker.once('online', resolve).once('error', reject)
  worker.once('exit', () => spare.delete(worker))
  // A thread that breaks while it waits, or after it was given up, is no reason to end the program.
  worker.on('error', () => {})
  await promise
  worker.off('error', reject).unref()
  return worker
}

export function giveBack(worker: Worker): void {
  spare.add(worker)
}
