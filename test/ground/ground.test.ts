/** Part of the ground, or with TEST_FULL all of it: each case in a world of its own, then the scoreboard. */

import { afterAll, describe, expect, test } from 'vitest'
import { everyCase } from './catalogue.ts'
import { keepScores } from './keep-scores.ts'
import { play, whyNot } from './play.ts'
import { type Score, scoreRun } from './score.ts'
import { scoreLines, totalLines } from './scoreboard.ts'
import { comparedSessions, sealedAs } from './sealed.ts'
import { subset } from './subset.ts'

const reason = whyNot()
const full = process.env.TEST_FULL !== undefined
const cases = full ? everyCase : everyCase.filter(({ name }) => subset.includes(name))
const scores: Score[] = []

afterAll(() => {
  if (scores.length === 0) return
  keepScores(scores)
  process.stdout.write(`${[...scores.flatMap(scoreLines), ...totalLines(scores)].join('\n')}\n`)
})

test('every name of the part is a case', () => {
  const names = new Set(everyCase.map(({ name }) => name))
  expect(subset.filter((name) => !names.has(name))).toEqual([])
  expect(names.size).toBe(everyCase.length)
})

describe.concurrent(reason === undefined ? 'the ground' : `the ground (skipped, since ${reason})`, () => {
  test.skipIf(reason !== undefined).each(cases)('$name', { timeout: 180_000 }, async (given) => {
    const { runs, bundles } = await play(given)
    const own = runs.map((ran, at) => scoreRun(given, at, ran))
    scores.push(...own)
    expect(own.map(said)).toEqual(given.sessions.map(({ verdict }) => ({ verdict, missed: [], extra: [], unexplained: [] })))
    const sealed = await Promise.all(bundles.map((bundle, at) => sealedAs(bundle, runs[at]?.report ?? null)))
    expect(sealed).toEqual(sealed.map(() => ({ altered: [], otherwise: [] })))
    if (given.together !== undefined) expect(await comparedSessions(bundles)).toBe(given.together)
  })
})

function said({ verdict, missed, extra, unexplained }: Score) {
  return { verdict, missed, extra, unexplained }
}
