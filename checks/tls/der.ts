/** Just enough DER (X.690) to find a field in a certificate or an OCSP response, with every length checked against its container. */

export interface Element {
  /** The identifier octet: class, constructed bit and number; no number above 30 occurs in what we read. */
  readonly tag: number
  /** The contents octets. */
  readonly content: Buffer
  /** Identifier, length and contents together. */
  readonly whole: Buffer
}

export const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const

/** More elements than any certificate or OCSP response has in one container: a hostile one costs no more than this. */
const MAX_ELEMENTS = 200

/** The elements that follow one another in `bytes`; `undefined` where one of them overruns, or is not DER. */
export function elements(bytes: Buffer): Element[] | undefined {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const next = elementAt(bytes, at)
    if (next === undefined || found.length === MAX_ELEMENTS) return undefined
    found.push(next)
    at += next.whole.length
  }
  return found
}

/** What is inside the constructed element at `path`: [0, 2] is the third child of the first child. */
export function descend(element: Element | undefined, ...path: readonly number[]): Element | undefined {
  return path.reduce((at, index) => (at === undefined ? undefined : elements(at.content)?.[index]), element)
}

/** The one element that `bytes` is; what follows it is an error, as in a signed structure it would not be covered. */
export function single(bytes: Buffer): Element | undefined {
  const [only, ...more] = elements(bytes) ?? []
  return more.length === 0 ? only : undefined
}

function elementAt(bytes: Buffer, at: number): Element | undefined {
  const first = bytes[at + 1]
  if (first === undefined) return undefined
  // The long form with up to four octets; the indefinite form (0x80) is not DER.
  const octets = first < 0x80 ? 0 : first - 0x80
  if (first === 0x80 || octets > 4 || at + 2 + octets > bytes.length) return undefined
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets)
  const start = at + 2 + octets
  const end = start + length
  if (end > bytes.length) return undefined
  return { tag: bytes[at] ?? 0, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) }
}

/** The issuer's name in a certificate, as encoded: version [0] (where present), serialNumber, signature, issuer (RFC 5280 section 4.1). */
export function issuerName(certificate: Buffer): Buffer | undefined {
  const fields = elements(descend(single(certificate), 0)?.content ?? Buffer.alloc(0))
  return fields?.[fields[0]?.tag === 0xa0 ? 3 : 2]?.whole
}
