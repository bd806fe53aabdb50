/**
 * `--prometheus`: a file for the textfile collector of node_exporter and windows_exporter, in Prometheus' text format 0.0.4. No host, address
 * or subject is a label: the series stay as few as there are profiles, checks and codes of causes. No sample has a time of its own, which the
 * collector refuses; `terminal_preflight_last_run_timestamp_seconds` says how old all of it is.
 */

import { verdicts } from '../diagnosis/verdict.ts'
import type { Report } from '../report/schema.ts'
import { countsOf } from './counts.ts'

type Labels = Readonly<Record<string, string>>

interface Sample {
  readonly labels?: Labels
  readonly value: number
}

const statuses = [
  'ok',
  'warning',
  'problem',
  'not-checked',
  'not-applicable',
  'error',
] as const satisfies readonly Report['checks'][number]['status'][]

export function prometheusText(report: Report): string {
  const { agent, rules, verdict, profiles, causes, checks, startedAt, elapsedMs, notJudged } = report
  const { unexplained } = countsOf(report)
  // The same code may be there for several subjects.
  const causeLabels = new Map(causes.map(({ code, severity, owner }) => [`${code} ${severity}`, { code, severity, owner }]))
  return [
    family('build_info', 'Version of terminal-preflight, and SHA-256 of the rules that it judges by.', [
      { labels: { version: agent.version, rules_sha256: rules.sha256 }, value: 1 },
    ]),
    family('verdict', 'Verdict over all profiles: 1 for the one that it is, 0 for the others.', oneOf(verdicts, verdict, 'verdict')),
    family(
      'profile_verdict',
      'Verdict of each profile: 1 for the one that it is, 0 for the others.',
      profiles.flatMap(({ id, verdict }) => oneOf(verdicts, verdict, 'verdict', { profile: id })),
    ),
    family(
      'cause_info',
      'A cause that was named: its code, how bad it is, and who can mend it.',
      [...causeLabels.values()].map((labels) => ({ labels, value: 1 })),
    ),
    family(
      'check_status',
      'Status of each check: 1 for the one that it has, 0 for the others.',
      checks.flatMap(({ id, status }) => oneOf(statuses, status, 'status', { check: id })),
    ),
    family(
      'check_duration_seconds',
      'How long each check took.',
      checks.map(({ id, elapsedMs }) => ({ labels: { check: id }, value: secondsOf(elapsedMs) })),
    ),
    family('duration_seconds', 'How long the run took.', [{ value: secondsOf(elapsedMs) }]),
    family('unexplained_findings', 'What is bad, and explained by no known cause.', [{ value: unexplained }]),
    family('not_judged_values', 'Values of the site file that are missing, for want of which something was not judged.', [
      { value: notJudged.length },
    ]),
    family('last_run_timestamp_seconds', 'When the run began, by the clock of this PC.', [{ value: Date.parse(startedAt) / 1000 }]),
  ].join('')
}

/** To a tenth of a millisecond, as it is measured. */
function secondsOf(ms: number): number {
  return Number((ms / 1000).toFixed(4))
}

/** A family without samples is left out, its heading too. */
function family(name: string, help: string, samples: readonly Sample[]): string {
  const whole = `terminal_preflight_${name}`
  if (samples.length === 0) return ''
  const lines = samples.map(({ labels = {}, value }) => `${whole}${labelText(labels)} ${value}`)
  return `${[`# HELP ${whole} ${help}`, `# TYPE ${whole} gauge`, ...lines].join('\n')}\n`
}

/** All of them, so that a series does not end where another begins. */
function oneOf(all: readonly string[], is: string, label: string, others: Labels = {}): Sample[] {
  return all.map((each) => ({ labels: { ...others, [label]: each }, value: each === is ? 1 : 0 }))
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

/** The format's three escapes; a profile's id may be anything that its file says. */
function escaped(value: string): string {
  return value.toWellFormed().replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))
}
