/** Windows' icon file: one picture a size. */

import { decodePng, type Picture } from './png.ts'

/** Sides in pixels: of lists, the title bar, the taskbar and the desktop at 100 to 200 %; 256 is what Windows makes every other of. */
export const iconSizes = [16, 20, 24, 32, 40, 48, 64, 256] as const

const DIRECTORY_BYTES = 6
const ENTRY_BYTES = 16
const BITMAP_HEADER_BYTES = 40

/**
 * ICONDIR and its pictures, smallest first (Raymond Chen, "The evolution of the ICO file format"; BITMAPINFOHEADER in Microsoft's
 * Windows GDI reference). The 256 is a PNG; the others are bitmaps, since programs older than Windows Vista's rules read nothing else.
 */
export function encodeIco(pngs: readonly Buffer[]): Buffer {
  const images = pngs.map((png) => {
    const picture = decodePng(png)
    return { ...picture, bytes: picture.width < 256 ? bitmap(picture) : png }
  })
  const header = Buffer.alloc(DIRECTORY_BYTES)
  // Kind 1: icons, not cursors.
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = DIRECTORY_BYTES + ENTRY_BYTES * images.length
  const entries = images.map(({ width, height, bytes }) => {
    const entry = Buffer.alloc(ENTRY_BYTES)
    // One octet each: 256 is written as 0.
    entry.writeUInt8(width % 256, 0)
    entry.writeUInt8(height % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(bytes.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += bytes.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...images.map(({ bytes }) => bytes)])
}

/** 32 bits a pixel from the bottom left, blue first; behind them the mask of what is wholly transparent, which older programs go by. */
function bitmap({ width, height, rgba }: Picture): Buffer {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES)
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0)
  header.writeInt32LE(width, 4)
  // Both pictures, one on the other.
  header.writeInt32LE(height * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const maskLine = Math.ceil(width / 32) * 4
  const colours = Buffer.alloc(width * height * 4)
  const mask = Buffer.alloc(maskLine * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(((height - 1 - y) * width + x) * 4)
      colours.set([blue, green, red, alpha], (y * width + x) * 4)
      const at = y * maskLine + (x >> 3)
      if (alpha === 0) mask[at] = (mask[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return Buffer.concat([header, colours, mask])
}
