import { expect, test } from 'vitest'
import { diagnose } from '../../agent/diagnosis/diagnose.ts'
import { type Candidate, type Cause, defineCause } from '../../checks/cause.ts'
import type { Finding, Status } from '../../checks/check.ts'

function finding(id: string, status: Status, code = 'path/no-reply'): Finding {
  return { id, check: 'path', code, status, subject: id, args: {} }
}

function cause(code: string, candidate: Partial<Candidate> & Pick<Candidate, 'predicts'>): Cause {
  const instance: Candidate = {
    code,
    subject: code,
    severity: 'blocker',
    owner: 'site-it',
    args: {},
    ruledOutBy: [],
    specificity: 0,
    ...candidate,
  }
  return defineCause({ code, number: 1, owner: 'site-it', confirm: '', propose: () => [instance] })
}

function codes(findings: readonly Finding[], catalogue: readonly Cause[]): string[] {
  return diagnose(findings, catalogue).causes.map(({ code }) => code)
}

const all = [{ id: 'a' }, { id: 'b' }]

test('one cause that explains everything beats two that explain a part each', () => {
  const catalogue = [
    cause('one', { predicts: [{ id: 'a' }] }),
    cause('other', { predicts: [{ id: 'b' }] }),
    cause('both', { predicts: all }),
  ]
  expect(codes([finding('a', 'problem'), finding('b', 'warning')], catalogue)).toEqual(['both'])
})

test('a cause is ruled out when something that it predicts was seen to be good', () => {
  const catalogue = [cause('both', { predicts: all }), cause('one', { predicts: [{ id: 'a' }] })]
  expect(codes([finding('a', 'problem'), finding('b', 'ok')], catalogue)).toEqual(['one'])
})

test('a cause is ruled out by a good finding that speaks against it', () => {
  expect(
    diagnose([finding('a', 'problem'), finding('z', 'ok')], [cause('one', { predicts: [{ id: 'a' }], ruledOutBy: ['z'] })]),
  ).toMatchObject({ causes: [], unexplained: [{ id: 'a' }] })
})

test.each<Status>(['not-checked', 'not-applicable', 'error'])('%s is not bad: it needs no cause, and rules none out', (status) => {
  const catalogue = [cause('both', { predicts: all })]
  expect(codes([finding('b', status)], catalogue)).toEqual([])
  expect(codes([finding('a', 'problem'), finding('b', status)], catalogue)).toEqual(['both'])
})

test('a prediction of some answers only does not explain another one', () => {
  const catalogue = [cause('refused', { predicts: [{ id: 'a', codes: ['path/refused'] }] })]
  expect(diagnose([finding('a', 'problem')], catalogue).unexplained.map(({ id }) => id)).toEqual(['a'])
  expect(codes([finding('a', 'problem', 'path/refused')], catalogue)).toEqual(['refused'])
})

test('among equal covers: fewest unobserved predictions, then the more specific, then the more severe', () => {
  const bad = [finding('a', 'problem')]
  const plain = { predicts: [{ id: 'a' }] }
  const wide = { predicts: [{ id: 'a' }, { id: 'unseen' }] }
  expect(codes(bad, [cause('wide', { ...wide, specificity: 2 }), cause('narrow', plain)])).toEqual(['narrow'])
  expect(codes(bad, [cause('general', plain), cause('specific', { ...plain, specificity: 1, severity: 'note' })])).toEqual(['specific'])
  expect(codes(bad, [cause('note', { ...plain, severity: 'note' }), cause('warning', { ...plain, severity: 'warning' })])).toEqual([
    'warning',
  ])
})

test('what no cause explains is reported, never dropped', () => {
  expect(diagnose([finding('a', 'problem'), finding('b', 'warning')], []).unexplained.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('a cause that fails inside leaves its findings unexplained, and says so', () => {
  const broken: Cause = { code: 'broken', number: 1, owner: 'site-it', confirm: '', propose: fail }
  expect(diagnose([finding('a', 'problem')], [broken, cause('one', { predicts: [{ id: 'a' }] })])).toMatchObject({
    causes: [{ code: 'one' }],
    errors: ['broken: broken inside'],
  })
})

function fail(): Candidate[] {
  throw new Error('broken inside')
}

test('what stops the log-on comes first', () => {
  const catalogue = [cause('note', { predicts: [{ id: 'a' }], severity: 'note' }), cause('blocker', { predicts: [{ id: 'b' }] })]
  expect(codes([finding('a', 'warning'), finding('b', 'problem')], catalogue)).toEqual(['blocker', 'note'])
})
