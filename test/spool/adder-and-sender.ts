/** Adds bundles to a spool and sends what waits, one after the other, until it is done or killed. What it was told is kept, it says. */

import { writeSync } from 'node:fs'
import { sendSpooled } from '../../agent/spool/send-spooled.ts'
import { loadClient } from '../../checks/page/request.ts'
import { bundleOf, collectorAt, sizeOf, testDoors } from '../upload/bundles.ts'
import { spoolAt } from './spools.ts'

export interface Task {
  readonly folder: string
  readonly url: string
  /** Numbers of the bundles to add. */
  readonly numbers: readonly number[]
  /** Milliseconds for whatever is waited for: short where a server that stalls must not hold the test up. */
  readonly patienceMs: number
}

const STDOUT = 1

async function addAndSend({ folder, url, numbers, patienceMs }: Task): Promise<void> {
  const spool = spoolAt(folder, { items: 10_000, bytes: 1e12 })
  const limits = { idleMs: patienceMs, answerMs: patienceMs, wholeMs: 4 * patienceMs, bytesPerSecond: 1e9, refusalMs: 20 }
  const doors = { ...testDoors({ limits }), random: () => 0 }
  await loadClient()
  writeSync(STDOUT, 'ready\n')
  for (const number of numbers) {
    const { content, sha256, size, mediaType, name } = bundleOf(number, sizeOf(number))
    writeSync(STDOUT, `adding ${number}\n`)
    const added = await spool.add({ sha256, size, mediaType, name, chunks: content() }, collectorAt(url), Date.now())
    if (added.kind === 'added' || added.kind === 'there') writeSync(STDOUT, `added ${number}\n`)
    if (number % 2 === 0)
      await sendSpooled(spool, doors, { tries: 1, withinMs: 2 * patienceMs, lockWaitMs: 50, refused: 'again' }, () => {})
  }
  await sendSpooled(spool, doors, { tries: 1, withinMs: 10 * patienceMs, lockWaitMs: 10 * patienceMs, refused: 'again' }, () => {})
  writeSync(STDOUT, 'done\n')
}

void addAndSend(JSON.parse(process.argv[2] ?? '') as Task)
