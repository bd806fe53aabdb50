/**
 * The phone code: what the helpdesk has to know, read out by somebody whose PC reaches nothing. Pure, and without any module of Node: the
 * helpdesk's page decodes it in a browser.
 *
 * Bits, first to last, each value with its highest bit first; then zeros up to a whole group; then two check symbols (check-symbols.ts).
 * All is written in Crockford's base32 (symbols.ts): three groups of four symbols, and one more for each cause.
 *
 *   bits  what
 *   3     format: 1. Never 0, so that zeros alone are no code. Every format to come keeps its own number, the groups of four and the checks
 *   2     how many causes the code has: 0 to 3
 *   1     whether the report has more
 *   4     major version of the program that made it, up to 15 (as in all three: the highest number stands for all above it)
 *   6     minor version, up to 63
 *   6     patch version, up to 63
 *   4     profiles, a bit each: ccass, dms, ccms, any other
 *   2     verdict, its place in `codeVerdicts`
 *   1     whether something was seen that no known cause explains
 *   1     whether something was not judged for want of the values of Section 4.7-4.9
 *   12    day in Hong Kong by the PC's own clock: days since 2026-01-01, modulo 4,096: 0 is that day and 2037-03-20 (dayText, below)
 *   then for each cause, worst first:
 *   11    its permanent number
 *   4     severity and who can mend it: 5 × its place in `codeSeverities` + the owner's in `codeOwners`; 15 is not used
 *   3     target: its place in `codeTargets`
 *   4     DNS server or data centre: its place in `codePlaces`
 *
 * A code that was given out is decoded for ever (test/code/golden.json): what changes any of this is another format.
 */

import { isRight, likelyPlaces, withCheckSymbols } from './check-symbols.ts'
import { type CodePlace, type CodeTarget, codePlaces, codeTargets } from './subject.ts'
import { BITS_OF_A_SYMBOL, groupedText, readSymbols, SYMBOLS_OF_A_GROUP, type SymbolsRead } from './symbols.ts'

export const codeProfiles = ['ccass', 'dms', 'ccms', 'other'] as const
export const codeVerdicts = ['ready', 'attention', 'not-ready', 'undetermined'] as const
export const codeSeverities = ['blocker', 'warning', 'note'] as const
export const codeOwners = ['terminal-user', 'site-it', 'site-network', 'line-vendor', 'hkex'] as const

export const MAX_CODE_CAUSES = 3
/** Of days: then they begin again. */
export const DAY_CYCLE = 4096

const FORMAT = 1
const CHECK_SYMBOLS = 2
const SYMBOLS_WITHOUT_CAUSES = 12
const MAX_SYMBOLS = SYMBOLS_WITHOUT_CAUSES + MAX_CODE_CAUSES * SYMBOLS_OF_A_GROUP

export interface CodeCause {
  /** Permanent, from 0 to 2,047. */
  readonly number: number
  readonly severity: (typeof codeSeverities)[number]
  readonly owner: (typeof codeOwners)[number]
  readonly target: CodeTarget
  readonly place: CodePlace
}

export interface CodeFacts {
  readonly version: { readonly major: number; readonly minor: number; readonly patch: number }
  readonly profiles: readonly (typeof codeProfiles)[number][]
  readonly verdict: (typeof codeVerdicts)[number]
  /** From 0 to 4,095. */
  readonly day: number
  readonly unexplained: boolean
  readonly notJudged: boolean
  /** At most three, worst first. */
  readonly causes: readonly CodeCause[]
  readonly moreCauses: boolean
}

/** Groups count from 1. */
export type CodeProblem =
  | { readonly kind: 'empty' }
  | Extract<SymbolsRead, { problem: unknown }>['problem']
  /** @param expected where the code itself says how many it has */
  | { readonly kind: 'length'; readonly symbols: number; readonly expected: number | null }
  /** @param groups where the mistake is, if it is a single one; empty where that can't be said */
  | { readonly kind: 'mistyped'; readonly groups: readonly number[] }
  /** Made by a newer program than this one. */
  | { readonly kind: 'newer-format'; readonly format: number }

export type Decoded = { readonly facts: CodeFacts } | { readonly problem: CodeProblem }

/** In groups of four, with hyphens. Causes beyond the third are left out, and said to be. */
export function encodePhoneCode(facts: CodeFacts): string {
  const causes = facts.causes.slice(0, MAX_CODE_CAUSES)
  const bits = [
    ...bitsOf(FORMAT, 3),
    ...bitsOf(causes.length, 2),
    ...bitsOf(Number(facts.moreCauses || facts.causes.length > causes.length), 1),
    ...bitsOf(facts.version.major, 4),
    ...bitsOf(facts.version.minor, 6),
    ...bitsOf(facts.version.patch, 6),
    ...codeProfiles.flatMap((id) => bitsOf(Number(facts.profiles.includes(id)), 1)),
    ...bitsOf(codeVerdicts.indexOf(facts.verdict), 2),
    ...bitsOf(Number(facts.unexplained), 1),
    ...bitsOf(Number(facts.notJudged), 1),
    ...bitsOf(((facts.day % DAY_CYCLE) + DAY_CYCLE) % DAY_CYCLE, 12),
    ...causes.flatMap(causeBits),
  ]
  const length = SYMBOLS_WITHOUT_CAUSES + causes.length * SYMBOLS_OF_A_GROUP - CHECK_SYMBOLS
  const data = Array.from({ length }, (_, index) => numberOf(bits.slice(index * BITS_OF_A_SYMBOL, (index + 1) * BITS_OF_A_SYMBOL)))
  return groupedText(withCheckSymbols(data))
}

function causeBits({ number, severity, owner, target, place }: CodeCause): number[] {
  return [
    ...bitsOf(number, 11),
    ...bitsOf(codeOwners.length * codeSeverities.indexOf(severity) + codeOwners.indexOf(owner), 4),
    ...bitsOf(codeTargets.indexOf(target), 3),
    ...bitsOf(codePlaces.indexOf(place), 4),
  ]
}

/** The highest that fits stands for what does not. */
function bitsOf(value: number, width: number): number[] {
  const fitting = Math.min(value, 2 ** width - 1)
  return Array.from({ length: width }, (_, index) => (fitting >> (width - 1 - index)) & 1)
}

/** Bits that are not there, behind the last, are zeros. */
function numberOf(bits: readonly number[], width = BITS_OF_A_SYMBOL): number {
  return Array.from({ length: width }, (_, index) => bits[index] ?? 0).reduce((value, bit) => value * 2 + bit, 0)
}

/** Reads a code as it was typed; what is not exactly a code is a problem, and is never mended. */
export function decodePhoneCode(text: string): Decoded {
  const read = readSymbols(text)
  if ('problem' in read) return read
  const { symbols } = read
  if (symbols.length === 0) return { problem: { kind: 'empty' } }
  const bits = symbols.slice(0, -CHECK_SYMBOLS).flatMap((value) => bitsOf(value, BITS_OF_A_SYMBOL))
  const take = (width: number) => numberOf(bits.splice(0, width), width)
  const [format, count] = [take(3), take(2)]
  const expected = format === FORMAT ? SYMBOLS_WITHOUT_CAUSES + count * SYMBOLS_OF_A_GROUP : null
  const length: CodeProblem = { kind: 'length', symbols: symbols.length, expected }
  if (symbols.length % SYMBOLS_OF_A_GROUP !== 0 || symbols.length > MAX_SYMBOLS) return { problem: length }
  if (!isRight(symbols)) return { problem: symbols.length < SYMBOLS_WITHOUT_CAUSES ? length : mistyped(symbols, length) }
  if (format > FORMAT) return { problem: { kind: 'newer-format', format } }
  if (symbols.length !== expected) return { problem: length }
  return factsOf(count, take, () => bits.every((bit) => bit === 0))
}

function mistyped(symbols: readonly number[], length: Extract<CodeProblem, { kind: 'length' }>): CodeProblem {
  const groups = [...new Set(likelyPlaces(symbols).map((place) => Math.floor(place / SYMBOLS_OF_A_GROUP) + 1))]
  // The first symbol says how many groups there are, unless it is the wrong one.
  const isCut = length.expected !== null && length.expected !== symbols.length
  return isCut && !groups.includes(1) ? length : { kind: 'mistyped', groups }
}

function factsOf(count: number, take: (width: number) => number, isEmpty: () => boolean): Decoded {
  const moreCauses = take(1) === 1
  const version = { major: take(4), minor: take(6), patch: take(6) }
  const profiles = codeProfiles.filter(() => take(1) === 1)
  const verdict = codeVerdicts[take(2)]
  const [unexplained, notJudged, day] = [take(1) === 1, take(1) === 1, take(12)]
  const causes = Array.from({ length: count }, () => takeCause(take)).filter((cause) => cause !== undefined)
  // No program writes these: by chance the checks fit another word.
  if (verdict === undefined || causes.length !== count || !isEmpty()) return { problem: { kind: 'mistyped', groups: [] } }
  return { facts: { version, profiles, verdict, day, unexplained, notJudged, causes, moreCauses } }
}

function takeCause(take: (width: number) => number): CodeCause | undefined {
  const [number, both] = [take(11), take(4)]
  const severity = codeSeverities[Math.floor(both / codeOwners.length)]
  const owner = codeOwners[both % codeOwners.length]
  // A newer program may know more of them.
  const [target, place] = [codeTargets[take(3)] ?? 'other', codePlaces[take(4)] ?? 'none']
  return severity === undefined || owner === undefined ? undefined : { number, severity, owner, target, place }
}

const DAY_MS = 86_400_000
const FIRST_DAY_MS = Date.UTC(2026, 0, 1)
/** Hong Kong is eight hours ahead of UTC. */
const HONG_KONG_MS = 8 * 3_600_000

/** The day in Hong Kong at this moment (milliseconds since 1970 UTC), from 0 to 4,095. */
export function dayAt(ms: number): number {
  const days = Math.floor((ms + HONG_KONG_MS - FIRST_DAY_MS) / DAY_MS)
  return ((days % DAY_CYCLE) + DAY_CYCLE) % DAY_CYCLE
}

/** "2026-11-22": of the days that the number stands for, the one that is nearest to now. */
export function dayText(day: number, nowMs: number): string {
  const today = Math.floor((nowMs + HONG_KONG_MS - FIRST_DAY_MS) / DAY_MS)
  const nearest = day + Math.round((today - day) / DAY_CYCLE) * DAY_CYCLE
  return new Date(FIRST_DAY_MS + nearest * DAY_MS).toISOString().slice(0, 10)
}
