import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'

/** Longer than any limit of the sandbox. */
const PAUSE_MS = 3000

test.skipIf(process.platform === 'win32')('a PC that has no time for a script says nothing against the script', async () => {
  const child = fork(join(import.meta.dirname, 'pac-paused.ts'))
  await once(child, 'message')
  await sleep(100)
  child.kill('SIGSTOP')
  await sleep(PAUSE_MS)
  child.kill('SIGCONT')
  const [outcome] = await once(child, 'message')
  expect(outcome).toEqual({ kind: 'answer', text: 'PROXY proxy.example:8080' })
})
