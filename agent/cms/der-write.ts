/** Writes DER (X.690 section 10): the other half of der.ts. */

/** An element with its tag octet and what is in it. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, each) => sum + each.length, 0)
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(length)]), ...contents])
}

/** OBJECT IDENTIFIER (X.690 section 8.19), from numbers with dots: the first two in one. */
export function objectIdentifier(oid: string): Buffer {
  const [first = 0, second = 0, ...others] = oid.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...others].flatMap(sevenBits)))
}

export function sequence(...elements: readonly Uint8Array[]): Buffer {
  return element(0x30, ...elements)
}

/** SET OF: its elements in the order of their octets (X.690 section 11.6). */
export function setOf(...elements: readonly Uint8Array[]): Buffer {
  return element(0x31, ...sorted(elements))
}

export function sorted(elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.toSorted(Buffer.compare)
}

/** [0], [1], … around something that keeps its own tag, or around what a SET has in it. */
export function tagged(number: number, ...elements: readonly Uint8Array[]): Buffer {
  return element(0xa0 + number, ...elements)
}

export function octetString(octets: Uint8Array): Buffer {
  return element(0x04, octets)
}

/** Zero or more. */
export function integer(value: number): Buffer {
  const octets = bigEndian(value)
  return element(0x02, Buffer.from((octets[0] ?? 0) >= 0x80 ? [0, ...octets] : octets))
}

/** NULL */
export const nothing = element(0x05)

function sevenBits(value: number): number[] {
  const octets = [value % 128]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) octets.unshift(0x80 + (left % 128))
  return octets
}

/** In the shortest form (X.690 section 10.1). */
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets = bigEndian(length)
  return [0x80 + octets.length, ...octets]
}

function bigEndian(value: number): number[] {
  const octets = [value % 256]
  for (let left = Math.floor(value / 256); left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256)
  return octets
}
