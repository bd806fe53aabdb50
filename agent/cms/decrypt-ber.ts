/**
 * A reader of the frame of an envelope, in BER (X.690 section 8) because it streams: lengths may be left open. What lies in the frame,
 * all that is looked at closely, has to be DER. Everything is bounded, and what doesn't fit is thrown as a refusal.
 */

import { refusal } from './decrypt-problem.ts'
import { sourceOf } from './decrypt-source.ts'
import { type Der, readDer } from './der.ts'

export interface Ber {
  /** The tag of what comes next; undefined at the end of the innermost that was entered. */
  readonly next: () => Promise<number | undefined>
  readonly enter: (tag: number) => Promise<void>
  /** Refuses where anything is left of it. */
  readonly leave: () => Promise<void>
  /** The next element as a whole. All of them together are no larger than a header may be. */
  readonly element: () => Promise<Der>
  /** An OCTET STRING under a tag of its own, in one or in pieces; an empty one has none. */
  readonly octets: (tag: number) => AsyncGenerator<Buffer>
  /** Refuses where anything is left of the input. */
  readonly end: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Twenty recipients whose names fill the 16 KiB that a certificate may have, and their keys; five hundred bytes each are usual. */
const MOST_HEADER_BYTES = 524_288

/** Counts to 2^48; JavaScript to 2^53. */
const MOST_LENGTH_OCTETS = 6

/** As OpenSSL has it (ASN1_MAX_STRING_NEST). */
const MOST_NESTED_STRINGS = 5

/** OpenSSL's pieces have 4096 bytes, Bouncy Castle's 1000; a file of nothing but headings would take time, and give nothing. */
const FREE_PIECES = 1000
const LEAST_MEAN_PIECE_BYTES = 64

const CONSTRUCTED = 0x20
const OCTET_STRING = 0x04

interface Heading {
  readonly tag: number
  /** Null: open; two zero octets end it. */
  readonly length: number | null
  readonly size: number
}

interface Frame {
  /** Null: open. */
  readonly end: number | null
  /** The nearest end that is known: nothing in it reaches beyond. */
  readonly within: number
}

const outermost: Frame = { end: null, within: Number.POSITIVE_INFINITY }

export function berOf(input: AsyncIterable<Uint8Array>): Ber {
  const source = sourceOf(input)
  const frames: Frame[] = []
  let headerBytes = 0
  const innermost = () => frames.at(-1) ?? outermost

  async function heading(): Promise<Heading> {
    return parseHeading(await source.look(2 + MOST_LENGTH_OCTETS))
  }

  async function take(count: number): Promise<Buffer> {
    if (source.position() + count > innermost().within) throw refusal('damaged')
    const bytes = await source.take(count)
    if (bytes === undefined) throw refusal('damaged')
    return bytes
  }

  async function push({ length, size }: Heading): Promise<void> {
    await take(size)
    const { within } = innermost()
    const end = length === null ? null : source.position() + length
    if (end !== null && end > within) throw refusal('damaged')
    frames.push({ end, within: end ?? within })
  }

  async function next(): Promise<number | undefined> {
    const { end } = innermost()
    if (end !== null) return source.position() < end ? (await heading()).tag : undefined
    const [tag] = await source.look(1)
    if (tag === undefined) throw refusal('damaged')
    // No element has this tag: it is the first of the two octets that end what is open.
    return tag === 0 ? undefined : tag
  }

  async function leave(): Promise<void> {
    const { end } = innermost()
    if (end === null ? (await take(2)).readUInt16BE() !== 0 : source.position() !== end) throw refusal('damaged')
    frames.pop()
  }

  async function* contents(length: number): AsyncGenerator<Buffer> {
    if (source.position() + length > innermost().within) throw refusal('damaged')
    for (let left = length; left > 0; ) {
      const bytes = await source.takeSome(left)
      if (bytes === undefined) throw refusal('damaged')
      left -= bytes.length
      yield bytes
    }
  }

  /** X.690 section 8.7.3: each piece is an OCTET STRING again, and may be in pieces itself. */
  async function* pieces(): AsyncGenerator<Buffer> {
    const outside = frames.length - 1
    for (let count = 0, bytes = 0; frames.length > outside; ) {
      if ((await next()) === undefined) {
        await leave()
        continue
      }
      const piece = await heading()
      count += 1
      bytes += piece.length ?? 0
      if (count > FREE_PIECES + bytes / LEAST_MEAN_PIECE_BYTES) throw refusal('unsupported')
      if (piece.tag === (OCTET_STRING | CONSTRUCTED)) {
        if (frames.length - outside > MOST_NESTED_STRINGS) throw refusal('unsupported')
        await push(piece)
      } else if (piece.tag === OCTET_STRING && piece.length !== null) {
        await take(piece.size)
        yield* contents(piece.length)
      } else throw refusal('damaged')
    }
  }

  return {
    next,
    leave,
    async enter(tag) {
      const found = await heading()
      if (found.tag !== tag) throw refusal('damaged')
      await push(found)
    },
    async element() {
      const { length, size } = await heading()
      if (length === null) throw refusal('unsupported')
      headerBytes += size + length
      if (headerBytes > MOST_HEADER_BYTES) throw refusal('too-large')
      const der = readDer(await take(size + length))
      if (der === undefined) throw refusal('damaged')
      return der
    },
    async *octets(tag) {
      const found = await heading()
      if (found.tag === (tag | CONSTRUCTED)) {
        await push(found)
        yield* pieces()
      } else if (found.tag === tag && found.length !== null) {
        await take(found.size)
        yield* contents(found.length)
      } else throw refusal('damaged')
    },
    async end() {
      if ((await source.look(1)).length > 0) throw refusal('damaged')
    },
    close: source.close,
  }
}

function parseHeading(bytes: Buffer): Heading {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw refusal('damaged')
  const octets = first > 0x80 ? first & 0x7f : 0
  const size = 2 + octets
  if (octets > MOST_LENGTH_OCTETS || size > bytes.length) throw refusal('damaged')
  const length = first === 0x80 ? null : octets === 0 ? first : bytes.readUIntBE(2, octets)
  // X.690 section 8.1.3.2: what holds no elements has a length.
  if (length === null && (tag & CONSTRUCTED) === 0) throw refusal('damaged')
  return { tag, length, size }
}
