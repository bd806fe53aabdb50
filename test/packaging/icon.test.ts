import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeIco, iconSizes } from '../../packaging/icon/ico.ts'
import { decodePng, type Picture } from '../../packaging/icon/png.ts'
import { repository } from '../house/tree.ts'

const drawing = join(repository, 'packaging/icon/terminal-preflight.svg')
const committed = readFileSync(join(repository, 'packaging/icon/terminal-preflight.ico'))

interface Entry extends Picture {
  readonly kind: 'bitmap' | 'png'
  /** Of each pixel from the top left, whether the mask hides it; of a bitmap alone. */
  readonly hidden: readonly boolean[]
}

/** Reads the file by its format alone, and refuses what does not fit together. */
function decodeIco(ico: Buffer): Entry[] {
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  let end = 6 + ico.readUInt16LE(4) * 16
  const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = ico.subarray(6 + index * 16, 22 + index * 16)
    const [size, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)]
    expect([entry[2], entry[3], entry.readUInt16LE(4), entry.readUInt16LE(6), offset]).toEqual([0, 0, 1, 32, end])
    end += size
    const bytes = ico.subarray(offset, end)
    const decoded: Entry = bytes.readUInt32LE(0) === 40 ? decodeBitmap(bytes) : { kind: 'png', ...decodePng(bytes), hidden: [] }
    expect([decoded.width % 256, decoded.height % 256]).toEqual([entry[0], entry[1]])
    return decoded
  })
  expect(end).toBe(ico.length)
  return entries
}

function decodeBitmap(bytes: Buffer): Entry {
  const [width, height] = [bytes.readInt32LE(4), bytes.readInt32LE(8) / 2]
  expect([bytes.readUInt16LE(12), bytes.readUInt16LE(14), bytes.readUInt32LE(16)]).toEqual([1, 32, 0])
  const maskLine = Math.ceil(width / 32) * 4
  const maskStart = 40 + width * height * 4
  expect(bytes.length).toBe(maskStart + maskLine * height)
  const rgba = Buffer.alloc(width * height * 4)
  const hidden: boolean[] = []
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [blue, green, red, alpha] = bytes.subarray(40 + ((height - 1 - y) * width + x) * 4)
      rgba.set([red ?? 0, green ?? 0, blue ?? 0, alpha ?? 0], (y * width + x) * 4)
      hidden.push((((bytes[maskStart + (height - 1 - y) * maskLine + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1)
    }
  }
  return { kind: 'bitmap', width, height, rgba, hidden }
}

const alphaOf = ({ rgba }: Picture) => Array.from({ length: rgba.length / 4 }, (_, index) => rgba[index * 4 + 3])

describe('terminal-preflight.ico', () => {
  const entries = decodeIco(committed)

  test('has every size, and each can be read', () => {
    expect(entries.map(({ width, height }) => [width, height])).toEqual(iconSizes.map((size) => [size, size]))
    expect(entries.map(({ kind }) => kind)).toEqual(iconSizes.map((size) => (size === 256 ? 'png' : 'bitmap')))
  })

  test.each(entries.map((entry) => [entry.width, entry] as const))(
    '%d pixels: a picture with round corners, and a mask that agrees',
    (_size, entry) => {
      const { kind, hidden, rgba, width } = entry
      const alpha = alphaOf(entry)
      expect(alpha.filter((each) => each === 255).length).toBeGreaterThan(width * width * 0.75)
      expect(alpha[0]).toBe(0)
      if (kind === 'bitmap') expect(hidden).toEqual(alpha.map((each) => each === 0))
      // The tick, and the ground that it stands on.
      const colours = new Set(Array.from({ length: width * width }, (_, index) => rgba.toString('hex', index * 4, index * 4 + 4)))
      expect(colours).toContain('0f5a54ff')
      expect(colours).toContain('ffffffff')
    },
  )

  const missing = spawnSync('rsvg-convert', ['--version']).error === undefined ? undefined : 'librsvg2-bin is not installed'
  test.skipIf(missing !== undefined)(`is made from the drawing${missing === undefined ? '' : ` (skipped: ${missing})`}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'terminal-preflight-icon-'))
    for (const entry of entries) {
      const png = join(folder, 'drawn.png')
      execFileSync('rsvg-convert', ['--width', `${entry.width}`, '--height', `${entry.height}`, '--output', png, drawing])
      const drawn = decodePng(readFileSync(png)).rgba
      // Another librsvg may blend an edge otherwise; another drawing is another picture.
      const apart = drawn.reduce((sum, value, index) => sum + Math.abs(value - (entry.rgba[index] ?? 0)), 0) / drawn.length
      expect(apart).toBeLessThan(1)
    }
    await rm(folder, { recursive: true })
  })
})

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A picture with a filter of its own on each line, after the formulas of the specification, section 9.2. */
function pngOf({ width, height, rgba }: Picture, colourType = 6): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colourType], 8)
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (rgba[y * width * 4 + x] ?? 0))
  const lines = Array.from({ length: height }, (_, y) => {
    const filtered = Array.from({ length: width * 4 }, (_, x) => {
      const [a, b, c] = [at(x - 4, y), at(x, y - 1), x < 4 ? 0 : at(x - 4, y - 1)]
      const nearest = [a, b, c].toSorted((one, two) => Math.abs(a + b - c - one) - Math.abs(a + b - c - two))[0] ?? 0
      return at(x, y) - ([0, a, b, Math.floor((a + b) / 2), nearest][y % 5] ?? 0)
    })
    return Buffer.from([y % 5, ...filtered])
  })
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))])
}

/** Colours that no filter foretells. */
const speckled = (size: number): Picture => ({
  width: size,
  height: size,
  rgba: Buffer.from(Array.from({ length: size * size * 4 }, (_, index) => (index * index * 31 + index * 7) % 251)),
})

describe('reading and writing', () => {
  test('every filter of a PNG', () => {
    expect(decodePng(pngOf(speckled(25)))).toEqual(speckled(25))
  })

  test.each<[name: string, png: Buffer, message: RegExp]>([
    ['something else', Buffer.from('GIF89a'), /^no PNG$/],
    ['without transparency', pngOf(speckled(4), 2), /another kind than RGBA/],
    [
      'with too few lines',
      Buffer.concat([pngOf(speckled(4)).subarray(0, 16), Buffer.from([0, 0, 0, 9]), pngOf(speckled(4)).subarray(20)]),
      /a PNG of 9 x 4/,
    ],
  ])('a PNG that is %s is refused', (_name, png, message) => {
    expect(() => decodePng(png)).toThrow(message)
  })

  test.each([16, 33, 256])('what goes into an icon of %d pixels comes out of it', (size) => {
    const [entry] = decodeIco(encodeIco([pngOf(speckled(size))]))
    expect(entry?.rgba.equals(speckled(size).rgba)).toBe(true)
  })
})
