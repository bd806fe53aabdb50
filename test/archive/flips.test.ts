/** Damage of one bit, anywhere, and of an end that is missing. */

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readArchive } from '../../agent/archive/read.ts'
import { archiveOf, handmade, opened, refused } from './support.ts'

const noise = (length: number) => new Uint8Array(createHash('shake256', { outputLength: length }).update('noise').digest())
const rows = Array.from({ length: 12 }, (_, at) => ({
  host: `host${at % 5}.example`,
  status: at % 3 === 0 ? 'problem' : 'ok',
  ms: at * 1.5,
}))
const files = {
  'manifest.json': `${JSON.stringify({ files: rows.map(({ host }) => host) }, null, 2)}\n`,
  'manifest.p7s': noise(300),
  'agent.log': '',
  'evidence.json': `${JSON.stringify(rows, null, 2)}\n`,
  'page.png': noise(200),
}

/** Calls `each` with every archive that differs from this one in a single bit. */
function flipEvery(archived: Uint8Array, each: (flipped: Uint8Array, bit: number) => void): void {
  const flipped = archived.slice()
  for (let bit = 0; bit < archived.length * 8; bit += 1) {
    const at = bit >> 3
    const original = archived[at] ?? 0
    flipped[at] = original ^ (1 << (bit & 7))
    each(flipped, bit)
    flipped[at] = original
  }
}

test('every flip is refused', async () => {
  const archived = await archiveOf(files)
  expect([...opened(archived).files.keys()]).toEqual(Object.keys(files))
  const accepted: number[] = []
  flipEvery(archived, (flipped, bit) => {
    if ('files' in readArchive(flipped)) accepted.push(bit)
  })
  expect(accepted).toEqual([])
})

test('cut anywhere, it is damaged; less than a signature is no archive', async () => {
  const archived = await archiveOf(files)
  for (let length = 0; length < archived.length; length += 1) {
    expect(refused(archived.subarray(0, length)).code).toBe(length < 4 ? 'not-an-archive' : 'damaged')
  }
  // Within a file that is an archive itself.
  const nested = handmade([{ name: 'inner.bin', content: archived }])
  for (let length = 4; length < nested.length; length += 1) expect(refused(nested.subarray(0, length)).code).toBe('damaged')
})

test('without its beginning it is damaged, too', async () => {
  const archived = await archiveOf(files)
  for (let from = 1; from < archived.length - 22; from += 1) expect(refused(archived.subarray(from)).code).toBe('damaged')
})
