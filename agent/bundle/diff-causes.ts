/** Cause by cause: mended, new, still there. A cause that is not named any more is mended only where somebody looked. */

import type { Report, ReportCause } from '../report/schema.ts'
import { argDifferences } from './diff-findings.ts'
import type { CauseRef, OtherSide, RunDiff } from './diff-schema.ts'

const ranks = { blocker: 2, warning: 1, note: 0 } as const

/** Questions that a judge answers only where something is wrong: not having been answered is a good answer, where the check was made. */
const saidOnlyWhenBad: ReadonlySet<string> = new Set(['dns.policy', 'path.loss', 'smartcard.driver'])

export function diffCauses(a: Report, b: Report): Pick<RunDiff, 'causes' | 'unexplained'> {
  const [inA, inB] = [byKey(a), byKey(b)]
  const only = (own: ReadonlyMap<string, CauseRef>, others: ReadonlyMap<string, CauseRef>, other: Report) =>
    [...own].flatMap(([key, cause]) => (others.has(key) ? [] : [{ ...cause, otherSide: seenBy(other, ownOf(cause)) }]))
  const onlyIds = (own: Report, other: Report) =>
    own.unexplained
      .filter((id) => !other.unexplained.includes(id))
      .toSorted()
      .map((id) => ({ id, otherSide: seenBy(other, [id]) }))
  return {
    causes: {
      gone: only(inA, inB, b),
      new: only(inB, inA, a),
      still: [...inA].flatMap(([key, cause]) => {
        const other = inB.get(key)
        return other === undefined ? [] : [{ differs: differences(cause, other), a: cause, b: other }]
      }),
    },
    unexplained: {
      gone: onlyIds(a, b),
      new: onlyIds(b, a),
      still: a.unexplained.filter((id) => b.unexplained.includes(id)).toSorted(),
    },
  }
}

/** What stops the log-on comes first, as in a report; then by number, so that the order in which they came decides nothing. */
function byKey({ causes }: Report): Map<string, CauseRef> {
  const sorted = causes
    .map(refOf)
    .toSorted((a, b) => ranks[b.severity] - ranks[a.severity] || a.number - b.number || (a.subject < b.subject ? -1 : 1))
  const groups = Map.groupBy(sorted, ({ code, subject }) => `${code} ${subject}`)
  return new Map([...groups].flatMap(([key, same]) => same.map((cause, index) => [`${key} #${index}`, cause] as const)))
}

function refOf({ title: _title, why: _why, steps: _steps, confirm: _confirm, ...cause }: ReportCause): CauseRef {
  return { ...cause, explains: cause.explains.toSorted() }
}

function differences(a: CauseRef, b: CauseRef): string[] {
  const own = (['severity', 'owner'] as const).filter((name) => a[name] !== b[name])
  return [...own, ...argDifferences(a.args, b.args)]
}

/**
 * What a cause explains in its own area speaks for it first: a connection that is made again was mended, though the page behind it may not
 * be looked at for another reason.
 */
function ownOf({ code, explains }: CauseRef): readonly string[] {
  const [area = ''] = code.split('/', 1)
  const own = explains.filter((id) => id.startsWith(`${area}.`))
  return own.length > 0 ? own : explains
}

/** How this report answers the questions that the other one's cause explains. */
function seenBy(report: Report, ids: readonly string[]): OtherSide {
  const byId = new Map(report.findings.map((finding) => [finding.id, finding]))
  const states = ids.map((id) => byId.get(id)?.status ?? (isSilentlyGood(report, id) ? 'ok' : 'absent'))
  if (states.some((status) => status === 'problem' || status === 'warning')) return 'bad'
  if (states.some((status) => status === 'not-checked' || status === 'error')) return 'not-seen'
  if (!states.includes('ok')) return 'not-seen'
  return states.includes('absent') ? 'elsewhere' : 'good'
}

function isSilentlyGood({ checks, findings }: Report, id: string): boolean {
  const [question = ''] = id.split(' ', 1)
  const [check = ''] = question.split('.', 1)
  const status = checks.find((each) => each.id === check)?.status
  const isWhole = findings.every((finding) => finding.check !== check || finding.status !== 'not-checked')
  return saidOnlyWhenBad.has(question) && isWhole && status !== undefined && status !== 'error' && status !== 'not-applicable'
}

/** What the change did, counted in what stops the log-on or will: notes wake nobody. */
export function changeOf({ causes, unexplained }: Pick<RunDiff, 'causes' | 'unexplained'>, sameVerdict: boolean): RunDiff['change'] {
  const matters = ({ severity }: CauseRef) => severity !== 'note'
  const gone = [...causes.gone.filter(matters), ...unexplained.gone].map(({ otherSide }) => otherSide)
  const added = [...causes.new.filter(matters), ...unexplained.new].map(({ otherSide }) => otherSide)
  const shifts = causes.still.map(({ a, b }) => ranks[b.severity] - ranks[a.severity])
  const count = (list: readonly OtherSide[], which: OtherSide) => list.filter((each) => each === which).length
  const counts = {
    mended: count(gone, 'good') + shifts.filter((shift) => shift < 0).length,
    broke: count(added, 'good') + shifts.filter((shift) => shift > 0).length,
    still: causes.still.filter(({ a, b }) => matters(a) && a.severity === b.severity).length + unexplained.still.length,
    goneElsewhere: count(gone, 'elsewhere'),
    newElsewhere: count(added, 'elsewhere'),
    newlySeen: count(added, 'not-seen'),
    notSeenAgain: count(gone, 'not-seen'),
    otherCause: Math.max(count(gone, 'bad'), count(added, 'bad')),
  }
  return { kind: kindOf(counts, sameVerdict), ...counts }
}

function kindOf(counts: Omit<RunDiff['change'], 'kind'>, sameVerdict: boolean): RunDiff['change']['kind'] {
  const [better, worse] = [counts.mended + counts.goneElsewhere > 0, counts.broke + counts.newElsewhere > 0]
  if ((better && worse) || (better && counts.newlySeen > 0) || (worse && counts.notSeenAgain > 0)) return 'mixed'
  if (better || worse) return better ? 'mended' : 'broke'
  if (counts.newlySeen + counts.notSeenAgain > 0) return 'cannot-tell'
  if (counts.otherCause > 0) return 'mixed'
  return sameVerdict ? 'same' : 'cannot-tell'
}
