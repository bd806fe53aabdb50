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

/** Nothing is ever unpacked here, so that what is refused costs what its directory costs. */
describe('a gigabyte in a megabyte', () => {
  const stream = gigabyte()

  test.each([
    ['that says so', 2 ** 30, 'not-ours'],
    ['that says 200 MiB', 200 * MIB, 'not-ours'],
    ['that says 2 MiB', 2 * MIB, 'not-ours'],
    ['that says one byte more than it has packed', stream.length + 1, 'not-ours'],
  ])('%s', (_name, size, code) => {
    expect(stream.length).toBeLessThan(1.1 * MIB)
    const { result, grownMb, ms } = read(claim('a.json', size, stream))
    expect(result).toMatchObject({ code })
    expect(grownMb).toBeLessThan(5)
    expect(ms).toBeLessThan(SOON_MS)
  })
})

test('4 GiB are refused by the number alone, and so is what comes to that together', () => {
  const stored = (size: number) => handmade([{ name: 'a.json', content: Buffer.alloc(10), claims: { size, packedSize: size } }])
  expect(refused(stored(2 ** 32 - 2))).toEqual({ code: 'too-large', name: 'a.json' })
  // 2^32 - 1 says "see ZIP64", where ten gigabytes could be claimed; there is none.
  expect(refused(stored(2 ** 32 - 1))).toEqual({ code: 'too-large', name: 'a.json' })
  const many = Array.from({ length: 200 }, (_, at) => ({
    name: `f${at}.json`,
    content: Buffer.alloc(10),
    claims: { size: 2 * MIB, packedSize: 2 * MIB },
  }))
  const { result, grownMb } = read(handmade(many))
  expect(result).toEqual({ code: 'too-large', name: 'f128.json' })
  expect(grownMb).toBeLessThan(5)
})

test('archives within archives (42.zip): what is in a file is not looked at', () => {
  let inner = handmade([{ name: '0.txt', content: Buffer.alloc(MIB), deflated: true }])
  for (let level = 0; level < 5; level += 1) {
    const files = Array.from({ length: 16 }, (_, at) => ({ name: `lib${at}.zip`, content: inner.subarray(0, 2000) }))
    expect(refused(handmade(files.map((each) => ({ ...each, deflated: true }))))).toEqual({ code: 'not-ours', name: 'lib0.zip' })
    inner = handmade(files)
  }
  expect(opened(inner).files.size).toBe(16)
  expect(opened(handmade([{ name: 'a.zip', content: inner }])).files.get('a.zip')).toEqual(inner)
})

/** D. Fifield, "A better zip bomb" (USENIX WOOT 2019): files that lie over one another. */
describe('files over one another', () => {
  const content = Buffer.alloc(1_000_000)
  const numbers = { crc32: crc32(content), size: content.length }

  test('all of them the same one', () => {
    const entries = Array.from({ length: 200 }, (_, at): Entry => ({ ...numbers, name: `f${at}.txt`, offset: 0 }))
    const [first] = entries
    if (first === undefined) throw new Error('no entries')
    const few = entries.slice(0, 20)
    expect(refused(ended([localHeader(first), content], few.map(directoryHeader)))).toEqual({ code: 'damaged', name: 'f1.txt' })
    const sameName = few.map((entry) => directoryHeader({ ...entry, name: 'f0.txt' }))
    expect(refused(ended([localHeader(first), content], sameName))).toEqual({ code: 'duplicate-name', name: 'f0.txt' })
    expect(refused(ended([localHeader(first), content], entries.map(directoryHeader))).code).toMatch(/damaged|too-large/)
  })

  test('each holds the header of the next', () => {
    let tail: Uint8Array = content
    const laid: Omit<Entry, 'offset'>[] = []
    for (const name of Array.from({ length: 100 }, (_, at) => `f${at}.txt`).toReversed()) {
      const entry = { name, crc32: crc32(tail), size: tail.length }
      laid.unshift(entry)
      tail = joined(localHeader({ ...entry, offset: 0 }), tail)
    }
    let offset = 0
    const entries = laid.map((entry): Entry => {
      const placed = { ...entry, offset }
      offset += localHeader(placed).length
      return placed
    })
    // It is right in each of its files: only that they lie over one another is wrong.
    expect(refused(ended([tail], entries.map(directoryHeader)))).toEqual({ code: 'damaged', name: 'f1.txt' })
    expect(opened(ended([tail], entries.slice(0, 1).map(directoryHeader))).files.get('f0.txt')).toHaveLength(entries[0]?.size ?? 0)
  })
})

test('a directory of 10⁵ files is not read', () => {
  const size = { crc32: 0, size: 0 }
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
