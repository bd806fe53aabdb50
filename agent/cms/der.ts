/**
 * Reads DER (X.690 section 10), and nothing laxer: where two spellings of a thing are let stand, a bit can change unnoticed.
 *
 * It is here beside asn1js and pkijs because these read BER, and take their time for it: 2 and 7 ms for a signature of 1.7 KiB, where
 * this takes 0.1 ms, and 12 to 50 ms to load. Nobody has to trust that it reads right: what was read is written again, and compared.
 */

export interface Der {
  /** Class, form and number in one octet, as X.690 section 8.1.2 has it: 0x30 SEQUENCE, 0xa0 [0]. */
  readonly tag: number
  /** The whole of it, with tag and length. */
  readonly bytes: Buffer
  readonly content: Buffer
}

/** One element and nothing behind it. Undefined: it is none. */
export function readDer(bytes: Uint8Array): Der | undefined {
  const all = readAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return all?.length === 1 ? all[0] : undefined
}

/** What a SEQUENCE, a SET or an explicit tag holds; nothing where it has another tag, or holds something else than elements. */
export function inside(der: Der | undefined, tag: number): readonly Der[] {
  return der?.tag === tag ? (readAll(der.content) ?? []) : []
}

/** OBJECT IDENTIFIER (X.690 section 8.19), in numbers with dots; empty where it is none. */
export function oidOf(der: Der | undefined): string {
  if (der?.tag !== 0x06) return ''
  const numbers: number[] = []
  let current = 0
  for (const octet of der.content) {
    current = current * 128 + (octet & 0x7f)
    if (octet & 0x80) continue
    if (numbers.length === 0) {
      const first = Math.min(Math.floor(current / 40), 2)
      numbers.push(first, current - 40 * first)
    } else numbers.push(current)
    current = 0
  }
  return numbers.join('.')
}

function readAll(bytes: Buffer): Der[] | undefined {
  const all: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const der = readAt(bytes, at)
    if (der === undefined) return undefined
    all.push(der)
    at += der.bytes.length
  }
  return all
}

/** Three octets count to 16 MiB; nothing that is read here is as long. */
const MOST_LENGTH_OCTETS = 3

function readAt(bytes: Buffer, at: number): Der | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  // Tags from 31 on take more octets; nothing that is read here has one.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined
  const octets = first < 0x80 ? 0 : first & 0x7f
  const start = at + 2 + octets
  // 0x80 is BER's length that isn't known yet.
  if (first === 0x80 || octets > MOST_LENGTH_OCTETS || start > bytes.length) return undefined
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets)
  const isShortest = octets === 0 || length >= (octets === 1 ? 0x80 : 2 ** (8 * (octets - 1)))
  if (!isShortest || start + length > bytes.length) return undefined
  return { tag, bytes: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) }
}
