/** Finding by finding: what appeared, what is gone, what changed. Figures that are never twice the same are no change. */

import type { Arg, Args } from '../../checks/check.ts'
import type { Report } from '../report/schema.ts'
import type { RunDiff } from './diff-schema.ts'

export type DiffFinding = RunDiff['findings']['appeared'][number]

/** Measured times, clocks, what counts down from day to day, and names made up for one run. What they lead to stands in code and status. */
const noise: ReadonlySet<string> = new Set([
  'bytesRead',
  'daysAgo',
  'daysLeft',
  'daysUntil',
  'elapsedMs',
  'hongKongTime',
  'lookedUp',
  'lost',
  'months',
  'pcTime',
  'percent',
  'renames',
  'seconds',
  'sent',
  'skew',
  'days',
  'skewMs',
  'ttlSeconds',
  'uncertaintyMs',
])

/** A name that does not exist is another one in each run; which server told the time first, and what a second is ahead of, is chance. */
const noiseOf: Readonly<Record<string, readonly string[]>> = { 'dns.rewrite': ['name'], 'clock.skew': ['witness', 'direction'] }

/** Lists of which the order means something; the others are sets. */
const ordered: ReadonlySet<string> = new Set(['proxies', 'chain', 'roles'])

export function diffFindings(a: Report, b: Report): RunDiff['findings'] {
  const [inA, inB] = [byId(a), byId(b)]
  const pairs = [...inA].flatMap(([id, one]) => {
    const other = inB.get(id)
    return other === undefined ? [] : [{ id, differs: differences(one, other), a: one, b: other }]
  })
  return {
    appeared: [...inB.values()].filter(({ id }) => !inA.has(id)),
    gone: [...inA.values()].filter(({ id }) => !inB.has(id)),
    changed: pairs.filter(({ differs }) => differs.length > 0),
    same: pairs.filter(({ differs }) => differs.length === 0).map(({ id }) => id),
  }
}

/** In the order of their ids, so that the order in which they came decides nothing; without the words, which are chosen by whoever reads. */
function byId({ findings }: Report): Map<string, DiffFinding> {
  const plain = findings.map(({ text: _text, ...finding }) => [finding.id, finding] as const)
  return new Map(plain.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function differences(a: DiffFinding, b: DiffFinding): string[] {
  const own = (['status', 'reason', 'code', 'subject'] as const).filter((name) => a[name] !== b[name])
  return [...own, ...argDifferences(a.args, b.args, a.id.split(' ', 1)[0])]
}

/** Names of the args that matter and are not the same: "args.issuer". */
export function argDifferences(a: Args, b: Args, question = ''): string[] {
  const passed = noiseOf[question] ?? []
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !noise.has(name) && !passed.includes(name))
  return names
    .filter((name) => comparable(name, a[name]) !== comparable(name, b[name]))
    .map((name) => `args.${name}`)
    .toSorted()
}

function comparable(name: string, value: Arg | undefined): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  // "10.0.0.1:53: 10.1.0.10 10.1.0.11": a resolver turns its addresses round from answer to answer.
  const items = name === 'answers' ? value.map((text) => text.split(' ').toSorted().join(' ')) : value
  return JSON.stringify(ordered.has(name) ? items : items.toSorted())
}
