/** Two faults at once that have nothing to do with one another: both are named, and nothing else. */

import type { ExpectedCause } from '../lab/fault.ts'
import { type Composed, compose } from './compose.ts'
import type { Case, Piece } from './scene.ts'

interface Pair {
  readonly of: readonly [string, string]
  /** Where together they weigh otherwise than each by itself, and why. */
  readonly expected?: readonly ExpectedCause[]
  readonly why?: string
}

const pairs: readonly Pair[] = []

export function composePairs(pieces: readonly Piece[]): Case[] {
  const named = new Map(pieces.map((piece) => [piece.name, piece]))
  return pairs.map(({ of, ...rest }) => {
    const found = of.map((name) => {
      const piece = named.get(name)
      if (piece === undefined) throw new RangeError(`no such piece: ${name}`)
      return piece
    })
    return compose({ name: `pair/${of.map((name) => name.replace('/', '-')).join('+')}`, kind: 'pair', pieces: found, ...rest } satisfies Composed)
  })
}
