/**
 * A thread's own program. Each task's code is loaded after the rules have their name: agent/version.ts reads it once, when it is loaded,
 * so that nothing that imports it may be imported here but as a type.
 */

import { workerData } from 'node:worker_threads'
import type { Given, TaskName, Tasks, WorkerData } from './tasks.ts'

const data = workerData as WorkerData
Object.assign(globalThis, { __VERSION__: data.rules.version, __RULES_SHA256__: data.rules.sha256 })

function task<N extends TaskName>(work: (task: Tasks[N]['task']) => Promise<Tasks[N]['answer']>) {
  return async ({ begun, task }: Given<N>): Promise<Tasks[N]['answer']> => {
    Atomics.notify(begun, 0)
    return work(task)
  }
}

export const check = task<'check'>(async (asked) => (await import('./check.ts')).checkTask(asked, data))
export const show = task<'show'>(async (asked) => (await import('./show.ts')).showTask(asked, data))
export const file = task<'file'>(async (asked) => (await import('./file.ts')).fileTask(asked, data))
export const compare = task<'compare'>(async (asked) => (await import('./compare.ts')).compareTask(asked, data))

// Makes the thread ready only when it is: the first upload is not to wait for it.
await import('./check.ts')
