/** Reads the PNG files that rsvg-convert writes: 8 bits a channel, red, green, blue and alpha, not interlaced. */

import { inflateSync } from 'node:zlib'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Four bytes a pixel, from the top left; colours are not multiplied by alpha. */
  readonly rgba: Buffer
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const CHANNELS = 4

/**
 * W3C, "Portable Network Graphics", sections 5, 9 and 11.2.
 * @throws Error where it is no PNG, or one of another kind.
 */
export function decodePng(png: Buffer): Picture {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('no PNG')
  const chunks = chunksOf(png)
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(0)
  // Bit depth 8, colour type 6 (RGBA), and the only methods that there are of compressing, filtering, not interlacing.
  if (header.length !== 13 || !header.subarray(8).equals(Buffer.from([8, 6, 0, 0, 0]))) throw new Error('a PNG of another kind than RGBA')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const lines = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  if (lines.length !== height * (1 + width * CHANNELS)) throw new Error(`a PNG of ${width} x ${height} with ${lines.length} bytes`)
  return { width, height, rgba: unfilter(lines, width * CHANNELS) }
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const bytes = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + bytes) })
    at += bytes + 12
  }
  return chunks
}

/** Each line begins with the number of its filter, and holds differences to the pixel on the left and the line above. */
function unfilter(lines: Buffer, lineBytes: number): Buffer {
  const pixels = Buffer.alloc((lines.length / (lineBytes + 1)) * lineBytes)
  for (let at = 0; at < pixels.length; at += 1) {
    const [line, column] = [Math.floor(at / lineBytes), at % lineBytes]
    const left = column < CHANNELS ? 0 : (pixels[at - CHANNELS] ?? 0)
    const above = pixels[at - lineBytes] ?? 0
    const aboveLeft = column < CHANNELS ? 0 : (pixels[at - lineBytes - CHANNELS] ?? 0)
    const filter = lines[line * (lineBytes + 1)] ?? 0
    pixels[at] = (lines[line * (lineBytes + 1) + 1 + column] ?? 0) + predicted(filter, left, above, aboveLeft)
  }
  return pixels
}

function predicted(filter: number, left: number, above: number, aboveLeft: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter === 4) return paeth(left, above, aboveLeft)
  throw new Error(`no filter of PNG's: ${filter}`)
}

function paeth(left: number, above: number, aboveLeft: number): number {
  const guess = left + above - aboveLeft
  const [toLeft, toAbove, toAboveLeft] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - aboveLeft)]
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left
  return toAbove <= toAboveLeft ? above : aboveLeft
}
