/** What is being checked and how much time is left: one live line while the run lasts, only where somebody watches. */

import { type CheckId, checkIds } from '../checks/check.ts'
import { fill, type Language } from '../checks/text.ts'
import type { Progress } from './collect.ts'

/** Often enough to look alive, seldom enough to cost nothing; and a run that is over before it never flickers. */
const REDRAW_MS = 200

export interface LiveProgress {
  readonly onProgress: Progress
  /** Takes the line away again. */
  stop(): void
}

export const noProgress: LiveProgress = { onProgress: () => {}, stop: () => {} }

/** Words and drawing load at the first redraw, when the packets are on their way. */
export function liveProgress(stream: NodeJS.WriteStream, language: Language, deadlineMs: number): LiveProgress {
  const startedMs = performance.now()
  const running = new Set<CheckId>(checkIds)
  let show: { (text: string): void; clear(): void; done(): void } | undefined
  let stopped = false
  const timer = setInterval(() => void draw(), REDRAW_MS)

  async function draw(): Promise<void> {
    const [{ createLogUpdate }, { labels }, { checkName }] = await Promise.all([
      import('log-update'),
      import('./report/labels.ts'),
      import('./report/words.ts'),
    ])
    if (stopped) return
    show ??= createLogUpdate(stream, { showCursor: true })
    const words = labels[language]
    const seconds = Math.max(0, Math.ceil((deadlineMs - (performance.now() - startedMs)) / 1000))
    const names = [...running].map((check) => checkName(check, language))
    show(`${words.checking}${words.colon}${names.join(', ')} · ${fill(words.secondsLeft, { seconds }, language)}`)
  }

  return {
    onProgress: (check, state) => void (state === 'done' && running.delete(check)),
    stop() {
      stopped = true
      clearInterval(timer)
      show?.clear()
      show?.done()
    },
  }
}
