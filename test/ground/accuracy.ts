/** The scoreboard in docs/accuracy.md: what stands between its two marks is written anew, the words around it are by hand. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../../scripts/bundle.ts'
import type { Kind } from './scene.ts'
import { type Score, totalsOf } from './score.ts'

const FILE = join(repository, 'docs/accuracy.md')
const BEGIN = '<!-- scoreboard: npm run ground -- --write -->'
const END = '<!-- end of the scoreboard -->'

const titles = {
  fault: 'One fault',
  pair: 'Two independent faults',
  healthy: 'Odd and healthy',
  drill: 'Switch-over drills',
  random: 'Composed at random',
} as const satisfies Record<Kind, string>

export function writeAccuracy(scores: readonly Score[]): void {
  const text = readFileSync(FILE, 'utf8')
  const [before, rest = ''] = text.split(BEGIN)
  const after = rest.split(END)[1]
  if (after === undefined) throw new Error(`${FILE} has lost the marks of its scoreboard`)
  writeFileSync(FILE, `${before}${BEGIN}\n\n${boardLines(scores).join('\n')}\n\n${END}${after}`)
}

function boardLines(scores: readonly Score[]): string[] {
  const byKind = [...Map.groupBy(scores, ({ kind }) => kind)]
  return [
    '| | runs | exact | false alarms on healthy | to the verdict: median | worst |',
    '|---|---|---|---|---|---|',
    ...byKind.map(([kind, own]) => totalsRow(titles[kind], own)),
    totalsRow('**All**', scores),
    '',
    `Different cause codes expected: ${totalsOf(scores).codes}.`,
    ...byKind.flatMap(([kind, own]) => ['', `### ${titles[kind]}`, '', ...caseTable(own)]),
  ]
}

function totalsRow(title: string, scores: readonly Score[]): string {
  const { runs, exact, healthy, falseAlarms, medianMs, worstMs } = totalsOf(scores)
  return row([title, String(runs), String(exact), healthy === 0 ? '' : `${falseAlarms} of ${healthy}`, seconds(medianMs), seconds(worstMs)])
}

function caseTable(scores: readonly Score[]): string[] {
  return ['| case | what is done | expected | exact | time |', '|---|---|---|---|---|', ...scores.map(caseRow)]
}

function caseRow({ name, kind, session, does, why, expected, exact, missed, extra, verdict, verdictMs }: Score): string {
  const reason = why === undefined ? '' : ` *${why}*`
  const result = exact ? 'yes' : `**no**: missed ${missed.join(', ') || '–'}; extra ${extra.join(', ') || '–'}; ${verdict}`
  const title = kind === 'drill' ? `${name}, session ${session}` : name
  return row([title, `${does}.${reason}`, expected.join('<br>') || '–', result, verdictMs === null ? '–' : seconds(verdictMs)])
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
