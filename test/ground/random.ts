/**
 * Grounds composed at random: some odd and healthy features, and one fault or two that have nothing to do with one another. What is
 * expected follows from the pieces alone, so it finds what nobody thought of writing down; what it finds becomes a case.
 */

import { everyPiece, faultPieces, healthyPieces } from './catalogue.ts'
import { Conflict, compose } from './compose.ts'
import type { Case, Piece } from './scene.ts'

const MOST_FEATURES = 3
const MOST_FAULTS = 2
/** Pieces that go together are found soon; a catalogue in which none do is our own mistake. */
const MOST_DRAWS = 1000

/** What a piece takes up beyond its own words: one DNS server's fault weighs otherwise when another has one, and behind a proxy nothing else is asked. */
const wider: Readonly<Record<string, readonly string[]>> = {
  'pc-dns': ['dns'],
  preferred: ['dns'],
  alternate: ['dns'],
  forwarder: ['dns'],
  names: ['dns', 'www', 'sso'],
  trust: ['www', 'sso'],
  proxy: ['dns', 'www', 'sso', 'line', 'trust', 'browser', 'host'],
  'pc-network': ['dns', 'www', 'sso', 'line', 'proxy', 'clock', 'browser', 'trust', 'host', 'smartcard'],
}

/** The same count and seed make the same cases. */
export function composeAtRandom(count: number, seed: number): Case[] {
  const random = generator(seed)
  return Array.from({ length: count }, (_, at) => draw(`random/${seed}-${at + 1}`, random))
}

function draw(name: string, random: () => number): Case {
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const pieces = [
      ...sample(healthyPieces, Math.floor(random() * (MOST_FEATURES + 1)), random),
      ...sample(faultPieces, Math.floor(random() * (MOST_FAULTS + 1)), random),
    ]
    const found = pieces.length > 0 && areApart(pieces) ? composed(name, pieces) : undefined
    if (found !== undefined) return found
  }
  throw new Error(`no pieces go together (${everyPiece.length} pieces)`)
}

function composed(name: string, pieces: readonly Piece[]): Case | undefined {
  try {
    const made = compose({ name, kind: 'random', pieces })
    return { ...made, does: `${pieces.map((piece) => piece.name).join(' + ')}: ${made.does}` }
  } catch (error) {
    if (error instanceof Conflict) return undefined
    throw error
  }
}

function areApart(pieces: readonly Piece[]): boolean {
  const taken = new Set<string>()
  return pieces.every((piece) => {
    const words = wordsOf(piece)
    const free = piece.verdict === undefined && words.isDisjointFrom(taken)
    for (const word of words) taken.add(word)
    return free
  })
}

/**
 * What a piece takes up by its scene: without any DNS server no name is asked further, a Windows terminal's own clock and state are
 * recorded, and a proxy is a proxy whatever else the piece is about.
 */
function wordsOf({ touches, scene }: Piece): Set<string> {
  const proxied = scene.proxies === undefined ? [] : ['proxy']
  const noDns = ['preferred', 'alternate'].every((word) => touches.includes(word)) ? ['www', 'sso'] : []
  const windows = scene.pc?.system === 'windows' ? ['clock', 'host'] : []
  return new Set([...touches, ...proxied, ...noDns, ...windows].flatMap((word) => [word, ...(wider[word] ?? [])]))
}

function sample(pieces: readonly Piece[], count: number, random: () => number): Piece[] {
  return Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).filter((piece) => piece !== undefined)
}

/** mulberry32: small, and good enough to choose by. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
