/** Whatever arrives, it is an archive within the limits or a problem from the list; nothing is thrown. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { archiveProblemCodes } from '../../agent/archive/problem.ts'
import { ARCHIVE_LIMITS, readArchive } from '../../agent/archive/read.ts'
import { archiveOf, bytesOf, handmade } from './support.ts'

const text = '{"host":"sso.example","status":"ok"}\n'.repeat(50)
const seeds = [
  await archiveOf({ 'a.json': text, 'b.png': bytesOf('picture'), 'c.txt': '' }),
  await archiveOf({ 'a.log': 'one' }),
  handmade([{ name: 'inner.bin', content: await archiveOf({ 'a.json': text }) }]),
]

/** Numbers that headers are made of and that arithmetic stumbles over. */
const number = fc.oneof(fc.constantFrom(0, 1, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff), fc.nat(0xffff))
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('number' as const), at: fc.nat(), width: fc.constantFrom(2 as const, 4 as const), number }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('behead' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.nat(200) }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), length: fc.nat(60) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 40 }) }),
)
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  // Most of what matters stands at the end.
  const at = change.at % 2 === 0 ? change.at % (bytes.length + 1) : Math.max(0, bytes.length - (change.at % 150))
  const before = bytes.subarray(0, at)
  switch (change.kind) {
    case 'cut':
      return before
    case 'behead':
      return bytes.subarray(at)
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + change.length), bytes.subarray(at)])
    case 'drop':
      return Buffer.concat([before, bytes.subarray(at + change.length)])
    case 'insert':
      return Buffer.concat([before, change.bytes, bytes.subarray(at)])
    case 'set': {
      const changed = Buffer.from(bytes)
      if (at < changed.length) changed[at] = change.byte
      return changed
    }
    case 'number': {
      const changed = Buffer.from(bytes)
      if (at + change.width > changed.length) return changed
      if (change.width === 2) changed.writeUInt16LE(change.number & 0xffff, at)
      else changed.writeUInt32LE(change.number, at)
      return changed
    }
  }
}

/** Fixed, so that a failure comes again. */
const SEED = 20261122
const RUNS = process.env.TEST_FULL === '1' ? 500_000 : 20_000

test('a mutated archive', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }), (seed, changes) => {
      if (!holds(changes.reduce(mutate, seed))) return
      accepted += 1
    }),
    { numRuns: RUNS, seed: SEED },
  )
  // A change that changes nothing, or one that another undoes.
  expect(accepted).toBeLessThan(RUNS / 10)
})

test('bytes of any kind', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(holds(bytes)).toBe(false)
    }),
    { numRuns: 5000, seed: SEED },
  )
})

/** Whether it was accepted. */
function holds(bytes: Uint8Array): boolean {
  const read = readArchive(bytes)
  if ('problem' in read) {
    expect(archiveProblemCodes).toContain(read.problem.code)
    expect(read.problem.name ?? '').toMatch(/^[ -~]{0,100}$/)
    return false
  }
  const sizes = [...read.files.values()].map(({ length }) => length)
  expect(sizes.length).toBeLessThanOrEqual(ARCHIVE_LIMITS.entries)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(ARCHIVE_LIMITS.totalBytes)
  return true
}
