/** A request that another process makes or takes back, as the command line does beside the service, is news here too. */

import { stat } from 'node:fs/promises'
import type { News } from '../server/news.ts'

/** One question to the disk: nothing beside what a page costs. A watch by the system itself misses what happens on a network's disk. */
const LOOK_MS = 1000

/**
 * Looks at the records' folder: a record gets its name by a rename (data/durable.ts), which changes the folder's own time.
 *
 * @returns how to stop
 */
export function watchRecords(folder: string, news: Pick<News, 'tell'>): () => void {
  let before: number | null | undefined
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    const now = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    isLooking = false
    // Who writes a record notes it in the index afterwards: pages are told a second later (audience.ts), and find it there.
    if (before !== undefined && now !== before) news.tell({ kind: 'request', subject: '' })
    before = now
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_MS).unref()
  return () => clearInterval(timer)
}
