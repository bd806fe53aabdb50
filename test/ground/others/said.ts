/** What was said and how long it took, as it is recorded. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Score } from '../score.ts'
import type { Answer } from '../world/commands-at-terminal.ts'
import type { Ran } from '../world/terminal.ts'
import type { Class } from './classes.ts'
import type { Tool } from './tools.ts'

export interface Said {
  /** Exactly, save for what is cut off or left out at `…`. */
  readonly words: string
  /** 124: ended at its limit. */
  readonly exitCode: number | null
  readonly seconds: number
}

/** Said by fault and tool. */
export type Recorded = Readonly<Record<string, Readonly<Record<string, Said>>>>

export interface Results {
  readonly versions: Readonly<Record<string, string>>
  /** Of tools that are not installed. */
  readonly missing: readonly string[]
  readonly said: Recorded
  /** The agent's own, from its score. */
  readonly agentClasses: Readonly<Record<string, Class>>
}

export const resultsFile = fileURLToPath(new URL('./results.json', import.meta.url))

export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results
}

const ENDED_AT_LIMIT = 124
/** Of one line. */
const MAX_WORDS = 120
const MAX_LINES = 10

/** The lines of the first pattern that finds any. */
export function whatItSaid({ said, exitCode, wallMs }: Answer, { telling, leftOut, limitSeconds }: Tool): Said {
  const text = said.replaceAll('\r', '')
  const lines = telling.map((pattern) => text.match(pattern) ?? []).find((found) => found.length > 0) ?? []
  const ended = exitCode === ENDED_AT_LIMIT ? [`(ended at its limit of ${limitSeconds} s)`] : []
  const told = [...new Set(lines.map((line) => shortened(leftOut === undefined ? line : line.replaceAll(leftOut, ''))))]
  const kept = [...told.slice(0, MAX_LINES), ...(told.length > MAX_LINES ? ['…'] : []), ...ended]
  return { words: kept.join(' · ') || '(nothing)', exitCode, seconds: seconds(wallMs) }
}

export function whatTheAgentSaid({ report, exitCode, wallMs }: Ran): Said {
  const causes = (report?.causes ?? []).filter(({ severity }) => severity !== 'note')
  const words = causes.map(({ code, title, owner }) => `${shortened(title)} [${code}; ${owner}]`)
  return { words: [report?.verdict ?? '(nothing)', ...words].join(' · '), exitCode, seconds: seconds(wallMs) }
}

/** Exact is N (S where nothing is wrong); the cause and something untrue or lacking beside it n; other causes alone W. */
export function classOfAgent({ exact, falseAlarm, expected, missed, extra, verdict }: Score): Class {
  const serious = (each: string) => !each.startsWith('note ')
  if (!expected.some(serious)) return exact ? 'S' : falseAlarm ? 'W' : 'n'
  if (exact) return 'N'
  if (verdict === 'ready') return 'S'
  if (missed.filter(serious).length < expected.filter(serious).length) return 'n'
  return extra.some(serious) ? 'W' : 'G'
}

/** Its middle is cut out: the beginning says who speaks, the end mostly why. */
function shortened(line: string): string {
  const one = line.replaceAll(/\s+/g, ' ').trim()
  return one.length > MAX_WORDS ? `${one.slice(0, MAX_WORDS / 2 - 10)}…${one.slice(-MAX_WORDS / 2 - 9)}` : one
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10
}
