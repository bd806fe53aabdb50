/** The ground's own parts, which need neither root nor a network: how pieces are put together, and how what is said is scored. */

import { describe, expect, test } from 'vitest'
import type { Report } from '../../agent/report/schema.ts'
import { everyCase, everyPiece } from './catalogue.ts'
import { Conflict, compose, mergeScenes } from './compose.ts'
import { blocker, note, piece, warning } from './pieces/make.ts'
import { composeAtRandom } from './random.ts'
import type { Case, Piece } from './scene.ts'
import { scoreRun, totalsOf } from './score.ts'

describe('pieces', () => {
  const one: Piece = piece('a/one', {
    does: 'one',
    scene: { pc: { hosts: ['a'] }, rules: [] },
    expected: [warning('dns/slow'), note('dns/not-hkex')],
    touches: [],
  })
  const two: Piece = piece('a/two', {
    does: 'two',
    scene: { pc: { hosts: ['b'], zone: 'UTC' } },
    expected: [blocker('path/refused', 'x'), note('dns/not-hkex')],
    touches: [],
  })

  test('go together: lists follow one another, and a note that both bring is said once', () => {
    const made = compose({ name: 'pair/a', kind: 'pair', pieces: [one, two] })
    expect(made.sessions).toMatchObject([
      {
        scene: { pc: { hosts: ['a', 'b'], zone: 'UTC' } },
        expected: [{ code: 'dns/slow' }, { code: 'dns/not-hkex' }, { code: 'path/refused' }],
        verdict: 'not-ready',
      },
    ])
  })

  test('that want the same thing otherwise do not', () => {
    expect(() => mergeScenes([{ live: 'primary' }, { live: 'secondary' }])).toThrow(Conflict)
    expect(mergeScenes([{ live: 'primary' }, { live: 'primary' }])).toEqual({ live: 'primary' })
  })

  test('each has a name of its own, and says what is done', () => {
    expect(new Set(everyPiece.map(({ name }) => name)).size).toBe(everyPiece.length)
    expect(everyPiece.filter(({ does, touches }) => does === '' || touches.length === 0)).toEqual([])
  })

  test('as many as are asked for: 80 cases of 60 causes, 30 pairs, 40 that are odd and healthy', () => {
    const of = (kind: Case['kind']) => everyCase.filter((each) => each.kind === kind)
    const codes = new Set(of('fault').flatMap(({ sessions }) => sessions.flatMap(({ expected }) => expected.map(({ code }) => code))))
    expect(of('fault').length).toBeGreaterThanOrEqual(80)
    expect(codes.size).toBeGreaterThanOrEqual(60)
    expect(of('pair').length).toBeGreaterThanOrEqual(30)
    expect(of('healthy').length).toBeGreaterThanOrEqual(40)
    expect(of('drill').length).toBeGreaterThanOrEqual(10)
  })

  test('chance makes the same of the same seed, and never two faults of one thing', () => {
    const names = (seed: number) => composeAtRandom(20, seed).map(({ does }) => does)
    expect(names(7)).toEqual(names(7))
    expect(names(8)).not.toEqual(names(7))
  })
})

describe('a score', () => {
  const given: Case = {
    name: 'a/case',
    kind: 'fault',
    does: 'what is done',
    sessions: [{ scene: {}, expected: [blocker('path/refused', 'x', 'site-network')], chance: [note('path/slow')], verdict: 'not-ready' }],
  }
  const cause = (code: string, severity: string, subject = 'x') => ({ code, severity, subject, owner: 'site-network' })

  function score(causes: readonly object[], more: Partial<Report> = {}, stderr = '') {
    const report = { verdict: 'not-ready', causes, unexplained: [], findings: [], elapsedMs: 1200, ...more } as unknown as Report
    return scoreRun(given, 0, { exitCode: 2, screen: '', stderr, report, wallMs: 1300 })
  }

  test('is exact where the set, the verdict and everything else is', () => {
    expect(score([cause('path/refused', 'blocker')])).toMatchObject({ exact: true, missed: [], extra: [], verdictMs: 1200 })
    expect(score([cause('path/refused', 'blocker'), cause('path/slow', 'note')])).toMatchObject({ exact: true })
  })

  test.each<[string, ReturnType<typeof score>]>([
    ['nothing is named', score([])],
    ['one too many is', score([cause('path/refused', 'blocker'), cause('dns/slow', 'note')])],
    ['the same is named twice', score([cause('path/refused', 'blocker'), cause('path/refused', 'blocker')])],
    ['it weighs otherwise', score([cause('path/refused', 'warning')])],
    ['it is of something else', score([cause('path/refused', 'blocker', 'y')])],
    ['the verdict is another', score([cause('path/refused', 'blocker')], { verdict: 'attention' })],
    ['something is left unexplained', score([cause('path/refused', 'blocker')], { unexplained: ['dns.system x'] })],
    ['the program complains', score([cause('path/refused', 'blocker')], {}, 'oops')],
  ])('is not where %s', (_, found) => {
    expect(found.exact).toBe(false)
  })

  test('a ground that is healthy has a false alarm where it is not called ready', () => {
    const healthy: Case = { ...given, kind: 'healthy', sessions: [{ scene: {}, expected: [note('dns/not-hkex')], verdict: 'ready' }] }
    const report = (verdict: string, causes: readonly object[]) =>
      ({ verdict, causes, unexplained: [], findings: [], elapsedMs: 1 }) as unknown as Report
    const run = (verdict: string, causes: readonly object[]) =>
      scoreRun(healthy, 0, { exitCode: 0, screen: '', stderr: '', report: report(verdict, causes), wallMs: 1 })
    const scores = [
      run('ready', [cause('dns/not-hkex', 'note')]),
      run('undetermined', [cause('dns/not-hkex', 'note')]),
      run('attention', [cause('dns/not-hkex', 'note'), cause('dns/slow', 'warning')]),
    ]
    expect(scores.map(({ falseAlarm }) => falseAlarm)).toEqual([false, true, true])
    expect(totalsOf(scores)).toMatchObject({ runs: 3, exact: 1, healthy: 3, falseAlarms: 2 })
  })
})
