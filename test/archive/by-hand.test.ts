/** Archives that no writer makes: by hand, in our layout, with one lie each. */

import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { directoryHeader, type Entry, LOCAL_BYTES, localHeader } from '../../agent/archive/layout.ts'
import { archiveProblemCodes } from '../../agent/archive/problem.ts'
import { ARCHIVE_LIMITS, type ArchiveProblem, readArchive } from '../../agent/archive/read.ts'
import { archiveOf, bytesOf, ended, type Handmade, handmade, joined, opened, patched, refused } from './support.ts'

const text = bytesOf('{"host":"sso.example"}\n'.repeat(20))
const packed = deflateRawSync(text)
const good: Handmade = { name: 'a.json', content: text }
const deflated: Handmade = { ...good, deflated: true }
const second: Handmade = { name: 'b.txt', content: bytesOf('second') }

test('what is right by hand is read', async () => {
  expect([...opened(handmade([good, second])).files]).toEqual([
    ['a.json', text],
    ['b.txt', bytesOf('second')],
  ])
  expect(handmade([second])).toEqual(await archiveOf({ 'b.txt': 'second' }))
})

const header = { packed: 18, size: 22 }

describe('one lie', () => {
  const whole = handmade([good, second])
  const directoryAt = whole.findIndex((_, at) => Buffer.from(whole.subarray(at, at + 4)).toString('latin1') === 'PK\x01\x02')

  test.each<[string, Uint8Array, ArchiveProblem]>([
    ['nothing', new Uint8Array(), { code: 'not-an-archive' }],
    ['a page', bytesOf('<!doctype html>'), { code: 'not-an-archive' }],
    ['zeros', new Uint8Array(1000), { code: 'not-an-archive' }],
    ['a byte before', joined('x', whole), { code: 'damaged' }],
    ['a byte behind', joined(whole, 'x'), { code: 'damaged' }],
    ['two archives', joined(whole, whole), { code: 'damaged' }],
    ['a comment', joined(patched(whole, -2, [5, 0]), 'hello'), { code: 'not-ours' }],
    ['a comment that is not there', patched(whole, -2, [5, 0]), { code: 'not-ours' }],
    ['a second disk', patched(whole, -18, [1, 0]), { code: 'not-ours' }],
    ['more files than there are', patched(whole, -14, [3, 0, 3, 0]), { code: 'damaged' }],
    ['fewer files than there are', patched(whole, -14, [1, 0, 1, 0]), { code: 'damaged' }],
    ['65,535 files', patched(whole, -14, [255, 255, 255, 255]), { code: 'too-many-files' }],
    ['a directory elsewhere', patched(whole, -6, [0, 0, 0, 0]), { code: 'damaged' }],
    ['a directory beyond the end', patched(whole, -10, [255, 255, 255, 127]), { code: 'damaged' }],
    ['a name beyond the directory', patched(whole, directoryAt + 28, [255, 255]), { code: 'damaged' }],
    ['a local header of another name', patched(whole, LOCAL_BYTES, [98]), { code: 'damaged', name: 'a.json' }],
    ['a local header of another size', patched(whole, header.size, [0]), { code: 'damaged', name: 'a.json' }],
    ['a data descriptor in the local header', patched(whole, 6, [8]), { code: 'not-ours', name: 'a.json' }],
    ['an extra field in the local header', patched(whole, 28, [4]), { code: 'not-ours', name: 'a.json' }],
    ['AES (method 99)', patched(patched(whole, 8, [99]), directoryAt + 10, [99]), { code: 'not-ours', name: 'a.json' }],
    ['a byte between', between('x', ''), { code: 'damaged', name: 'b.txt' }],
    ['a byte before the directory', between('', 'x'), { code: 'damaged' }],
    ['files in another order than the directory', swapped(), { code: 'damaged', name: 'b.txt' }],
    ['a file that no directory lists', unlisted(), { code: 'damaged', name: 'b.txt' }],
    ['a wrong digest', handmade([{ ...good, claims: { crc32: 1 } }]), { code: 'damaged', name: 'a.json' }],
    ['a wrong digest of a stored file', handmade([{ ...second, claims: { crc32: 1 } }]), { code: 'damaged', name: 'b.txt' }],
    ['a file of two sizes', handmade([{ ...second, claims: { size: 5 } }]), { code: 'not-ours', name: 'b.txt' }],
    ['more bytes than said', handmade([{ ...good, packed: joined(text, 'x') }, second]), { code: 'not-ours', name: 'a.json' }],
    ['a deflated file', handmade([deflated]), { code: 'not-ours', name: 'a.json' }],
    ['one that says it is stored', handmade([{ ...good, packed }]), { code: 'not-ours', name: 'a.json' }],
    ['deflated in its own header alone', patched(handmade([good]), 8, [8]), { code: 'not-ours', name: 'a.json' }],
    ['a name twice', handmade([second, second]), { code: 'duplicate-name', name: 'b.txt' }],
    ['no name', handmade([{ ...second, name: '' }]), { code: 'bad-name', name: '' }],
    ['an order that turns text around', handmade([{ ...second, name: '\x9b31m' }]), { code: 'bad-name', name: '?31m' }],
  ])('%s', (_name, bytes, problem) => {
    expect(refused(bytes)).toEqual(problem)
  })

  test.each(['con', 'prn.txt', 'aux.tar.gz', 'nul', 'com0', 'com9.log', 'lpt1', '..', '.', '-a', '_a', 'a.'])(
    'no file is named %s',
    (name) => {
      expect(refused(handmade([{ ...second, name }]))).toEqual({ code: 'bad-name', name })
    },
  )

  test.each(['con1', 'console.log', 'com', 'com10', 'lpt', 'null.txt', 'a..b', '0', 'a'.repeat(100)])('a file may be named %s', (name) => {
    expect([...opened(handmade([{ ...second, name }])).files.keys()]).toEqual([name])
  })

  function between(one: string, other: string): Uint8Array {
    const entries = placed([good, second])
    const parts = [localHeader(entries[0]), text, bytesOf(one), localHeader(entries[1]), second.content, bytesOf(other)]
    return ended(parts, entries.map(directoryHeader))
  }

  function swapped(): Uint8Array {
    const entries = placed([good, second])
    return ended([localHeader(entries[0]), text, localHeader(entries[1]), second.content], entries.toReversed().map(directoryHeader))
  }

  function unlisted(): Uint8Array {
    const entries = placed([good, second])
    return ended([localHeader(entries[0]), text, localHeader(entries[1]), second.content], [directoryHeader(entries[1])])
  }

  function placed([one, other]: readonly [Handmade, Handmade]): [Entry, Entry] {
    const first = { name: one.name, size: one.content.length, crc32: crc32(one.content), offset: 0 }
    const offset = LOCAL_BYTES + one.name.length + one.content.length
    return [first, { name: other.name, size: other.content.length, crc32: crc32(other.content), offset }]
  }
})

test('limits are whatever is asked for', () => {
  const archived = handmade([good, second])
  const limited = (limits: Partial<typeof ARCHIVE_LIMITS>) => readArchive(archived, { ...ARCHIVE_LIMITS, ...limits })
  expect(limited({ entries: 1 })).toEqual({ problem: { code: 'too-many-files' } })
  expect(limited({ nameLength: 5 })).toEqual({ problem: { code: 'bad-name', name: 'a.jso' } })
  expect(limited({ fileBytes: text.length - 1 })).toEqual({ problem: { code: 'too-large', name: 'a.json' } })
  expect(limited({ totalBytes: text.length })).toEqual({ problem: { code: 'too-large', name: 'b.txt' } })
  expect(limited({ entries: 2, nameLength: 6, fileBytes: text.length, totalBytes: text.length + 6 })).toHaveProperty('files')
  expect(archiveProblemCodes).toHaveLength(7)
})
