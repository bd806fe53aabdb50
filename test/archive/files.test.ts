/** Contents that lie in files. */

import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measure } from '../../agent/archive/measure.ts'
import { archive } from '../../agent/archive/write.ts'
import { collect, opened, output, temporaryFolder } from './support.ts'

/** More than one piece, not a whole number of them, and no two alike. */
const content = Buffer.from(Array.from({ length: 700_001 }, (_, at) => ((at * 7919) >> 5) ^ (at >> 16)))

test('a file is the same as its bytes in memory', async () => {
  const file = join(temporaryFolder(), 'picture')
  writeFileSync(file, content)
  const measured = await measure('a.png', { file })
  expect(measured).toEqual({ ...(await measure('a.png', { bytes: content })), content: { file } })
  const archived = await collect([measured])
  // By `equals`: a difference of half a million bytes takes minutes to print.
  expect(Buffer.from(archived).equals(await collect([await measure('a.png', { bytes: content })]))).toBe(true)
  expect(content.equals(opened(archived).files.get('a.png') ?? new Uint8Array())).toBe(true)
})

test('an empty file is no problem; one that is missing is', async () => {
  const file = join(temporaryFolder(), 'empty')
  writeFileSync(file, '')
  expect([...opened(await collect([await measure('a.png', { file })])).files.values()]).toEqual([new Uint8Array()])
  const measured = await measure('a.png', { file })
  rmSync(file)
  await expect(collect([measured])).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(measure('a.png', { file })).rejects.toMatchObject({ code: 'ENOENT' })
})

test.each<[string, (file: string) => void]>([
  [
    'altered in one bit',
    (file) =>
      writeFileSync(
        file,
        content.map((byte, at) => (at === 500_000 ? byte ^ 1 : byte)),
      ),
  ],
  ['shorter', (file) => truncateSync(file, content.length - 1)],
  ['empty', (file) => truncateSync(file, 0)],
  ['longer', (file) => appendFileSync(file, 'x')],
])('a file that is %s since it was measured gives no archive', async (_name, change) => {
  const file = join(temporaryFolder(), 'picture')
  writeFileSync(file, content)
  const measured = await measure('a.png', { file })
  change(file)
  await expect(collect([measured])).rejects.toMatchObject({ code: 'changed' })
})

test('a file that grows while it is copied gives no archive, and is not followed to its end', async () => {
  const file = join(temporaryFolder(), 'picture')
  writeFileSync(file, content)
  let copied = 0
  const copy = async () => {
    for await (const piece of archive([await measure('a.png', { file })])) {
      if (copied === 0) appendFileSync(file, content)
      copied += piece.length
    }
  }
  await expect(copy()).rejects.toMatchObject({ code: 'changed' })
  expect(copied).toBeLessThan(content.length + 100)
})

test('a file larger than an archive may hold is not even measured to its end', async () => {
  const file = join(temporaryFolder(), 'large')
  writeFileSync(file, '')
  truncateSync(file, 2 ** 28 + 1)
  await expect(measure('a.png', { file })).rejects.toMatchObject({ code: 'too-large' })
})

test('100 MB are written with flat memory, and so is more', () => {
  const file = join(temporaryFolder(), 'large')
  const write = (mb: number) => {
    writeFileSync(file, content)
    truncateSync(file, mb * 1_000_000)
    const printed = JSON.parse(output(process.execPath, [join(import.meta.dirname, 'write-large.ts'), file]) ?? '')
    console.info(`${mb} MB written:`, printed)
    expect(printed).toMatchObject({ bytes: mb * 1_000_000 + 30 + 46 + 2 * 5 + 22 })
    return printed.grownMb
  }
  // Some 33 MB both times, for what the collector has not yet taken; with a file of 250 in memory there would be no such place.
  expect(write(100)).toBeLessThan(80)
  expect(write(250)).toBeLessThan(80)
})
