/** Archives that are small until they are unpacked. Each is read in a process of its own, whose peak memory tells whether it was. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { directoryHeader, type Entry, localHeader } from '../../agent/archive/layout.ts'
import { bytesOf, ended, handmade, joined, opened, output, refused, temporaryFolder } from './support.ts'

const MIB = 2 ** 20
/** Each takes some 10 ms alone, and longer on a busy machine; memory is what tells. */
const SOON_MS = 2000

interface Outcome {
  readonly ms: number
  readonly grownMb: number
  readonly result: unknown
}

function read(bytes: Uint8Array): Outcome {
  const path = join(temporaryFolder(), 'a.zip')
  writeFileSync(path, bytes)
  const outcome: Outcome = JSON.parse(output(process.execPath, [join(import.meta.dirname, 'read-each.ts'), path]) ?? '')
  console.info(`${bytes.length} bytes:`, JSON.stringify(outcome))
  return outcome
}

/** A stream of a gigabyte of zeros: a final block behind as many others as it takes. */
function gigabyte(): Uint8Array {
  const piece = deflateRawSync(Buffer.alloc(64 * MIB), { finishFlush: 3 })
  const all = Array.from({ length: 16 }, () => piece)
  return joined(...all, deflateRawSync(Buffer.alloc(1)))
}

const claim = (name: string, size: number, packed: Uint8Array) =>
  handmade([{ name, content: Buffer.alloc(0), deflated: true, packed, claims: { size } }])

describe('a gigabyte in a megabyte', () => {
  const stream = gigabyte()

  test.each([
    ['that says so', 2 ** 30, { code: 'too-large', name: 'a.json' }, 5],
    ['that says 200 MiB', 200 * MIB, { code: 'too-compressed', name: 'a.json' }, 5],
    ['that says 100 MiB, more than a text of ours is packed from', 100 * MIB, { code: 'not-ours', name: 'a.json' }, 5],
    ['that says 10 MiB: no more is unpacked', 10 * MIB, { code: 'damaged', name: 'a.json' }, 40],
    ['that says 2 MiB', 2 * MIB, { code: 'damaged', name: 'a.json' }, 15],
    ['that says one byte more than it has packed', stream.length + 1, { code: 'damaged', name: 'a.json' }, 15],
  ])('%s', (_name, size, problem, mostMb) => {
    expect(stream.length).toBeLessThan(1.1 * MIB)
    const { result, grownMb, ms } = read(claim('a.json', size, stream))
    expect(result).toEqual(problem)
    expect(grownMb).toBeLessThan(mostMb)
    expect(ms).toBeLessThan(SOON_MS)
  })
})

test('4 GiB are refused by the number alone, and so is what comes to that together', () => {
  const packed = deflateRawSync(Buffer.alloc(100_000))
  expect(refused(claim('a.json', 2 ** 32 - 2, packed))).toEqual({ code: 'too-large', name: 'a.json' })
  // 2^32 - 1 says "see ZIP64", where ten gigabytes could be claimed; there is none.
  expect(refused(claim('a.json', 2 ** 32 - 1, packed))).toEqual({ code: 'too-large', name: 'a.json' })
  const many = Array.from({ length: 200 }, (_, at) => ({
    name: `f${at}.json`,
    content: Buffer.alloc(0),
    deflated: true,
    packed,
    claims: { size: 2 * MIB },
  }))
  expect(refused(handmade(many))).toEqual({ code: 'too-compressed', name: 'f0.json' })
  const slower = many.map((each) => ({ ...each, packed: Buffer.alloc(MIB / 50) }))
  const { result, grownMb } = read(handmade(slower))
  expect(result).toEqual({ code: 'too-large', name: 'f128.json' })
  expect(grownMb).toBeLessThan(5)
})

test('16 MiB of zeros in 16 kB', () => {
  const content = Buffer.alloc(16 * MIB)
  expect(refused(handmade([{ name: 'a.json', content, deflated: true }]))).toEqual({ code: 'too-compressed', name: 'a.json' })
})

test('at the limits all of it is unpacked, and that is what it costs', () => {
  const content = Buffer.alloc(MIB)
  const packed = deflateRawSync(content)
  const files = Array.from({ length: 200 }, (_, at) => ({ name: `f${at}.txt`, content, deflated: true, packed }))
  const { result, grownMb } = read(handmade(files))
  expect(result).toEqual({ files: 200, bytes: 200 * MIB })
  expect(grownMb).toBeLessThan(256)
})

test('archives within archives (42.zip): only one level is ever unpacked', () => {
  let inner = handmade([{ name: '0.txt', content: Buffer.alloc(MIB), deflated: true }])
  for (let level = 0; level < 5; level += 1) {
    const files = Array.from({ length: 16 }, (_, at) => ({ name: `lib${at}.zip`, content: inner, deflated: true }))
    expect(refused(handmade(files))).toEqual({ code: 'not-ours', name: 'lib0.zip' })
    inner = handmade(files.map(({ name, content }) => ({ name, content: content.subarray(0, 2000) })))
  }
  expect(opened(inner).files.size).toBe(16)
  expect(opened(handmade([{ name: 'a.zip', content: inner }])).files.get('a.zip')).toEqual(inner)
})

/** D. Fifield, "A better zip bomb" (USENIX WOOT 2019): files that lie over one another. */
describe('files over one another', () => {
  const content = Buffer.alloc(1_000_000)
  const kernel = deflateRawSync(content)
  const numbers = { method: 'deflated', crc32: crc32(content), packedSize: kernel.length, size: content.length } as const

  test('all of them the same one', () => {
    const entries = Array.from({ length: 200 }, (_, at): Entry => ({ ...numbers, name: `f${at}.txt`, offset: 0 }))
    const [first, second] = entries
    if (first === undefined || second === undefined) throw new Error('no entries')
    expect(refused(ended([localHeader(first), kernel], entries.map(directoryHeader)))).toEqual({ code: 'damaged', name: 'f1.txt' })
    const sameName = entries.map((entry) => directoryHeader({ ...entry, name: 'f0.txt' }))
    expect(refused(ended([localHeader(first), kernel], sameName))).toEqual({ code: 'duplicate-name', name: 'f0.txt' })
  })

  test('each quotes the header of the next', () => {
    const names = Array.from({ length: 100 }, (_, at) => `f${at}.txt`)
    let tail = { bytes: kernel, plain: content }
    const laid: { readonly entry: Omit<Entry, 'offset'>; readonly headerAt: number }[] = []
    for (const name of names.toReversed()) {
      const entry = { name, method: 'deflated', crc32: crc32(tail.plain), packedSize: tail.bytes.length, size: tail.plain.length } as const
      const header = localHeader({ ...entry, offset: 0 })
      laid.unshift({ entry, headerAt: tail.bytes.length })
      // A stored block (RFC 1951 section 3.2.4) that holds the header, so that it is content of the file before.
      const quote = joined(Uint8Array.of(0, header.length, 0, ~header.length & 0xff, 0xff), header)
      tail = { bytes: Buffer.from(joined(quote, tail.bytes)), plain: Buffer.from(joined(header, tail.plain)) }
    }
    const all = tail.bytes.subarray(5)
    const entries = laid.map(
      ({ entry, headerAt }): Entry => ({ ...entry, offset: all.length - headerAt - localHeader({ ...entry, offset: 0 }).length }),
    )
    expect(entries[0]?.offset).toBe(0)
    // It is a bomb: the first and the second are right in themselves.
    expect(refused(ended([all], entries.map(directoryHeader)))).toEqual({ code: 'damaged', name: 'f1.txt' })
    expect(opened(ended([all], entries.slice(0, 1).map(directoryHeader))).files.get('f0.txt')).toHaveLength(entries[0]?.size ?? 0)
  })
})

test('a directory of 10⁵ files is not read', () => {
  const size = { method: 'stored', crc32: 0, packedSize: 0, size: 0 } as const
  const headers = Array.from({ length: 100_000 }, (_, at) => directoryHeader({ ...size, name: `f${at}.txt`, offset: 0 }))
  const { result, ms, grownMb } = read(ended([bytesOf('x')], headers))
  expect(result).toEqual({ code: 'too-many-files' })
  expect(ms).toBeLessThan(SOON_MS)
  expect(grownMb).toBeLessThan(5)
  // 65,736 files, of which the number has room for 200.
  const wrapped = read(ended([bytesOf('x')], headers.slice(0, 65_736)))
  expect(wrapped.result).toEqual({ code: 'damaged' })
  expect(wrapped.grownMb).toBeLessThan(5)
})

test('200 names of 65,535 characters', () => {
  const files = Array.from({ length: 200 }, (_, at) => ({ name: `f${at}`.padEnd(65_535, 'x'), content: Buffer.alloc(0) }))
  const { result, grownMb } = read(handmade(files))
  expect(result).toEqual({ code: 'bad-name', name: 'f0'.padEnd(100, 'x') })
  expect(grownMb).toBeLessThan(60)
})
