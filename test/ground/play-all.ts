/** Plays many cases, some at a time, and scores each run. */

import { play } from './play.ts'
import type { Case } from './scene.ts'
import { type Score, scoreRun } from './score.ts'
import type { Played } from './world/main.ts'

export interface PlayOptions {
  readonly jobs: number
  readonly keep?: boolean
  readonly onScore?: (score: Score) => void
}

export async function playAll(cases: readonly Case[], { jobs, keep = false, onScore = () => {} }: PlayOptions): Promise<Score[]> {
  const waiting = [...cases]
  const scores: Score[] = []
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const given = next
      const { runs } = await play(given, keep).catch(didNotStand)
      for (const score of runs.map((ran, at) => scoreRun(given, at, ran))) {
        scores.push(score)
        onScore(score)
      }
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  const order = new Map(cases.map(({ name }, at) => [name, at]))
  return scores.toSorted((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) || a.session - b.session)
}

/** Told as a run that came to nothing: the others go on. */
function didNotStand(error: Error): Pick<Played, 'runs'> {
  return { runs: [{ exitCode: null, screen: '', stderr: error.message, report: null, wallMs: 0 }] }
}
