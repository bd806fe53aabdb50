/** Puts pieces together: what one leaves as it should be, another may change; what two want differently does not go together. */

import type { ExpectedCause, Verdict } from '../lab/fault.ts'
import type { Case, Kind, Piece, Scene } from './scene.ts'

/** Two pieces want the same thing otherwise. */
export class Conflict extends Error {}

export function mergeScenes(scenes: readonly Scene[]): Scene {
  return scenes.reduce<Scene>((merged, scene) => mergeValues(merged, scene, 'scene') as Scene, {})
}

/** Lists follow one another, objects are merged, anything else must agree. */
function mergeValues(a: unknown, b: unknown, where: string): unknown {
  if (a === undefined) return b
  if (b === undefined) return a
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b]
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)])
    return Object.fromEntries([...keys].map((key) => [key, mergeValues(a[key], b[key], `${where}.${key}`)]))
  }
  if (JSON.stringify(a) === JSON.stringify(b)) return a
  throw new Conflict(`${where}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function verdictOf(expected: readonly ExpectedCause[]): Verdict {
  const worst = (severity: ExpectedCause['severity']) => expected.some((each) => each.severity === severity)
  return worst('blocker') ? 'not-ready' : worst('warning') ? 'attention' : 'ready'
}

/** What several pieces are expected to yield where each stands by itself; one note that two of them bring is said once. */
export function expectedOf(pieces: readonly Piece[]): ExpectedCause[] {
  const all = pieces.flatMap(({ expected }) => expected)
  return all.filter((each, at) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === at)
}

export interface Composed {
  readonly name: string
  readonly kind: Kind
  readonly pieces: readonly Piece[]
  /** Where together they yield something else than each by itself: why is said in `why`. */
  readonly expected?: readonly ExpectedCause[]
  readonly why?: string
}

export function compose({ name, kind, pieces, expected = expectedOf(pieces), why }: Composed): Case {
  const [only] = pieces
  const reasons =
    why ??
    (pieces
      .map((piece) => piece.why ?? '')
      .filter((each) => each !== '')
      .join(' ') ||
      undefined)
  const verdict = (pieces.length === 1 ? only?.verdict : undefined) ?? verdictOf(expected)
  return {
    name,
    kind,
    does: pieces.map(({ does }) => does).join('; '),
    ...(reasons === undefined ? {} : { why: reasons }),
    sessions: [
      { scene: mergeScenes(pieces.map(({ scene }) => scene)), expected, chance: pieces.flatMap(({ chance = [] }) => chance), verdict },
    ],
  }
}
