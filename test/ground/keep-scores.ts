import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Score } from './score.ts'

/** Ignored by git; the next ground replaces it. */
export const SCORES = 'lab-output/ground.json'

export function keepScores(scores: readonly Score[], file = SCORES): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(scores, null, 1))
}
