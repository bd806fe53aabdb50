/**
 * Judges again, while the service runs, what other rules judged: after an upgrade the inbox comes to say what a bundle's own page says.
 * `helpdesk reindex` does it at once, with the service ended.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { rules } from '../../agent/version.ts'
import type { Desk } from '../desk.ts'
import { rulesText } from '../verification/facts.ts'
import { OpenerBusy } from '../verification/gate.ts'
import type { Facts } from '../verification/opener.ts'

type Parts = Pick<Desk, 'index' | 'objects' | 'opener' | 'log' | 'news'>

/** People look at bundles, and more come than may wait (verification/limits.ts). */
const BUSY_MS = 5000
/** Open lists are told together: each time they are loaded anew. */
const TOLD_MS = 30_000

/**
 * The newest first, as people look at them. Each row says which rules judged it, so that it goes on where the service was ended, whichever
 * rules came and went meanwhile. What can't be opened is tried again at the next start.
 */
export async function judgeAgain(parts: Parts, ended: AbortSignal): Promise<void> {
  const { index, log, news } = parts
  const today = rulesText(rules)
  const digests = await index.judgedOtherwise(today)
  if (digests.length === 0) return
  log.info('bundles that other rules judged are judged again', { rules: today, count: digests.length })
  const [counts, pause] = [{ judged: 0, notOpened: 0 }, pausing(ended)]
  let toldMs = performance.now()
  const tell = () => {
    toldMs = performance.now()
    news.tell({ kind: 'bundle', subject: '' })
  }
  for (const sha256 of digests) {
    const beganMs = performance.now()
    const facts = await factsOf(sha256, parts, pause, ended)
    if (ended.aborted) return
    if (facts === null) counts.notOpened += 1
    else {
      await index.judgeAgain(sha256, facts)
      counts.judged += 1
    }
    if (performance.now() - toldMs > TOLD_MS) tell()
    // Half of one thread's time at most: what is uploaded meanwhile is answered.
    await pause(performance.now() - beganMs)
  }
  tell()
  log.info('bundles were judged again', counts)
}

/** Null where it is damaged, or was deleted meanwhile. */
async function factsOf(
  sha256: string,
  { objects, opener }: Pick<Parts, 'objects' | 'opener'>,
  pause: (ms: number) => Promise<void>,
  ended: AbortSignal,
): Promise<Facts | null> {
  while (!ended.aborted) {
    try {
      const path = await objects.path(sha256)
      const checked = path === null ? null : await opener.check(path)
      return checked === null || 'problem' in checked ? null : checked.facts
    } catch (error) {
      if (!(error instanceof OpenerBusy)) return null
      await pause(BUSY_MS)
    }
  }
  return null
}

/** Shorter where the service ends. */
function pausing(ended: AbortSignal): (ms: number) => Promise<void> {
  return (ms) => wait(ms, undefined, { signal: ended }).catch(() => {})
}
