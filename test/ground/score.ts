/** What the agent named against what was done: exact or not, and by how much. */

import type { Report } from '../../agent/report/schema.ts'
import type { ExpectedCause, Verdict } from '../lab/fault.ts'
import type { Case, Kind, Session } from './scene.ts'
import type { Ran } from './world/terminal.ts'

export interface Score {
  readonly name: string
  readonly kind: Kind
  readonly does: string
  readonly why?: string
  /** Of a drill: which session. */
  readonly session: number
  readonly expected: readonly string[]
  readonly named: readonly string[]
  readonly missed: readonly string[]
  readonly extra: readonly string[]
  readonly unexplained: readonly string[]
  readonly expectedVerdict: Verdict
  readonly verdict: Verdict | 'none'
  /** Set, verdict and nothing unexplained. */
  readonly exact: boolean
  /** Of a healthy ground: a blocker or a warning was named, or it was not called ready. */
  readonly falseAlarm: boolean
  /** From the start of the run to the verdict, as the report has it. */
  readonly verdictMs: number | null
  readonly processMs: number
  readonly screen: string
}

export function scoreRun(given: Case, at: number, ran: Ran): Score {
  const { expected, chance = [], verdict } = given.sessions[at] as Session
  const { report } = ran
  const { missed, extra: beyond } = compare(expected, report?.causes ?? [])
  const extra = beyond.filter((cause) => !chance.some((each) => fits(each, cause)))
  const unexplained = (report?.unexplained ?? []).map(String)
  const said = report?.verdict ?? 'none'
  const failed = report === null || report.findings.some(({ status }) => status === 'error') || ran.stderr !== ''
  return {
    name: given.name,
    kind: given.kind,
    does: given.does,
    ...(given.why === undefined ? {} : { why: given.why }),
    session: at + 1,
    expected: expected.map(expectedText),
    named: (report?.causes ?? []).map(causeText),
    missed: missed.map(expectedText),
    extra: extra.map(causeText),
    unexplained: [...unexplained, ...(failed ? [`the program failed: ${ran.stderr.slice(0, 500)}`] : [])],
    expectedVerdict: verdict,
    verdict: said,
    exact: missed.length === 0 && extra.length === 0 && unexplained.length === 0 && said === verdict && !failed,
    falseAlarm: verdict === 'ready' && (said !== 'ready' || extra.some(({ severity }) => severity !== 'note')),
    verdictMs: report === null ? null : Math.round(report.elapsedMs),
    processMs: Math.round(ran.wallMs),
    screen: ran.screen,
  }
}

type Named = Report['causes'][number]

/** Each expected cause takes one that was named; what is left over on either side is missed or extra. Notes count like the rest. */
function compare(expected: readonly ExpectedCause[], named: readonly Named[]): { missed: ExpectedCause[]; extra: Named[] } {
  const extra = [...named]
  // The more exactly described first, so that one without a subject does not take what belongs to another.
  const inOrder = expected.toSorted((a, b) => Number(b.subject !== undefined) - Number(a.subject !== undefined))
  const missed = inOrder.filter((each) => {
    const at = extra.findIndex((cause) => fits(each, cause))
    if (at >= 0) extra.splice(at, 1)
    return at < 0
  })
  return { missed, extra }
}

function fits({ code, severity, subject, owner }: ExpectedCause, cause: Named): boolean {
  return (
    cause.code === code &&
    cause.severity === severity &&
    (subject === undefined || cause.subject === subject) &&
    (owner === undefined || cause.owner === owner)
  )
}

function expectedText({ code, severity, subject, owner }: ExpectedCause): string {
  return [severity, code, subject, owner && `(${owner})`].filter((each) => each !== undefined).join(' ')
}

function causeText({ code, severity, subject, owner }: Named): string {
  return `${severity} ${code} ${subject} (${owner})`
}

export interface Totals {
  readonly runs: number
  readonly exact: number
  readonly healthy: number
  readonly falseAlarms: number
  readonly codes: number
  /** Milliseconds to the verdict. */
  readonly medianMs: number
  readonly worstMs: number
}

export function totalsOf(scores: readonly Score[]): Totals {
  const times = scores.flatMap(({ verdictMs }) => verdictMs ?? []).toSorted((a, b) => a - b)
  const healthy = scores.filter(({ expectedVerdict }) => expectedVerdict === 'ready')
  const codes = new Set(scores.flatMap(({ expected }) => expected.map((each) => each.split(' ')[1])))
  return {
    runs: scores.length,
    exact: scores.filter(({ exact }) => exact).length,
    healthy: healthy.length,
    falseAlarms: healthy.filter(({ falseAlarm }) => falseAlarm).length,
    codes: codes.size,
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
    worstMs: times.at(-1) ?? 0,
  }
}
