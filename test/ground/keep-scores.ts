import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Score } from './score.ts'

/** Ignored by git; the next ground replaces it. */
export const SCORES = 'lab-output/ground.json'
export const RANDOM_SCORES = 'lab-output/ground-random.json'

export function keepScores(scores: readonly Score[], file = SCORES): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(scores, null, 1))
}

/** The scores that are kept, with these in the place of those of the same cases. */
export function mergedScores(scores: readonly Score[], file = SCORES): Score[] {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Score[]) : []
  const key = ({ name, session }: Score) => `${name} ${session}`
  const anew = new Map(scores.map((score) => [key(score), score]))
  const old = kept.map((score) => anew.get(key(score)) ?? score)
  return [...old, ...scores.filter((score) => !kept.some((each) => key(each) === key(score)))]
}
