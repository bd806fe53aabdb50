import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measure } from '../../agent/archive/measure.ts'
import { archive, archiveSize } from '../../agent/archive/write.ts'
import {
  archiveOf,
  because,
  bytesOf,
  collect,
  measureAll,
  opened,
  output,
  temporaryFolder,
  withoutPython,
  withoutUnzip,
} from './support.ts'

const rows = Array.from({ length: 200 }, (_, at) => ({
  host: `host${at}.example`,
  status: at % 9 === 0 ? 'problem' : 'ok',
  elapsedMs: at * 1.5,
}))
const noise = new Uint8Array(createHash('shake256', { outputLength: 5000 }).update('noise').digest())
const files = {
  'manifest.json': JSON.stringify(rows.slice(0, 3)),
  'manifest.p7s': noise.slice(0, 900),
  'evidence.json': JSON.stringify(rows, null, 2),
  'agent.log': '',
  'report.html': `<p>${'READY '.repeat(100)}`,
  'page-sso.example.png': noise,
}
const names = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}\.(?:json|log|txt|html|png|p7s)$/)
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ maxLength: 50 }).map((part) => bytesOf(part.repeat(40))),
)

const SEED = 20261122

test('what was written is read, in its order', async () => {
  const { files: read } = opened(await archiveOf(files))
  expect([...read]).toEqual(
    Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? bytesOf(content) : content]),
  )
})

test('anything that may be in an archive comes back from it', async () => {
  const anything = fc.uniqueArray(fc.tuple(names, contents), { selector: ([name]) => name, minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(anything, async (given) => {
      fc.pre(given.every(([name]) => !/^(?:con|prn|aux|nul|com\d|lpt\d)\./.test(name)))
      const measured = await Promise.all(given.map(([name, bytes]) => measure(name, { bytes })))
      const archived = await collect(measured)
      const read = opened(archived)
      expect([...read.files]).toEqual(given)
      expect(archived).toHaveLength(archiveSize(measured))
    }),
    { numRuns: 300, seed: SEED },
  )
})

test('the same files are the same bytes, on every machine and with every Node', async () => {
  const archived = await archiveOf(files)
  expect(await archiveOf(files)).toEqual(archived)
  expect(createHash('sha256').update(archived).digest('hex')).toMatchInlineSnapshot(
    `"e92801c3511aa6507b708689292f6fbea78ce93ec4edaeb0bf3bf62a0a04dcae"`,
  )
})

test('a file is a view of the archive', async () => {
  const archived = await archiveOf(files)
  const read = opened(archived)
  for (const name of ['page-sso.example.png', 'manifest.p7s']) {
    expect(read.files.get(name)?.buffer).toBe(archived.buffer)
  }
  // In a Buffer that is a piece of a larger one, too.
  const within = Buffer.concat([Buffer.from('before'), archived]).subarray(6)
  expect([...opened(within).files]).toEqual([...read.files])
})

test('size and digests are those of the content, and repetition makes nothing smaller', async () => {
  const bytes = Buffer.alloc(100_000, 'the same line\n')
  const measured = await measure('a.txt', { bytes })
  expect(measured).toMatchObject({ size: 100_000, sha256: createHash('sha256').update(bytes).digest('hex'), crc32: crc32(bytes) })
  expect(archiveSize([measured])).toBeGreaterThan(100_000)
})

describe('what the reader would refuse is not written', () => {
  const first = async (given: Readonly<Record<string, string>>) => archive(await measureAll(given)).next()

  test.each([
    ['no file', {}, 'not-ours'],
    ['a folder', { 'a/b.txt': '' }, 'bad-name'],
    ['a long name', { ['a'.repeat(101)]: '' }, 'bad-name'],
    ['too many', Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`f${at}.txt`, ''])), 'too-many-files'],
  ])('%s', async (_name, given, code) => {
    await expect(first(given)).rejects.toMatchObject({ code })
  })

  test('bytes that somebody took away', async () => {
    const measured = await measure('a.txt', { bytes: bytesOf('a') })
    await expect(collect([{ ...measured, content: { bytes: new Uint8Array() } }])).rejects.toMatchObject({ code: 'changed' })
  })

  test('a name twice, and more than fits', async () => {
    const measured = await measure('a.txt', { bytes: bytesOf('a') })
    await expect(archive([measured, measured]).next()).rejects.toMatchObject({ code: 'duplicate-name' })
    const large = { ...measured, size: 2 ** 28 }
    await expect(archive([{ ...large, name: 'b.txt' }, measured]).next()).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('another reader', () => {
  const script = `
import sys, zipfile, json
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(json.dumps([[i.filename, i.file_size, i.CRC, i.date_time, i.external_attr >> 16, archive.read(i).hex()] for i in archive.infolist()]))
`
  test.skipIf(withoutPython !== undefined)(because('Python’s zipfile finds the same files', withoutPython), async () => {
    const path = join(temporaryFolder(), 'a.zip')
    writeFileSync(path, await archiveOf(files))
    const expected = (await measureAll(files)).map(({ name, size, crc32: check }) => {
      const content = files[name as keyof typeof files]
      return [name, size, check, [1980, 1, 1, 0, 0, 0], 0o100600, Buffer.from(content as string).toString('hex')]
    })
    expect(JSON.parse(output('python3', ['-c', script, path]) ?? '')).toEqual(expected)
  })

  test.skipIf(withoutUnzip !== undefined)(because('unzip unpacks them for their owner alone', withoutUnzip), async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.zip'), await archiveOf(files))
    mkdirSync(join(folder, 'out'))
    expect(output('unzip', ['-t', join(folder, 'a.zip')])).toContain('No errors detected')
    output('unzip', ['-q', join(folder, 'a.zip'), '-d', join(folder, 'out')])
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(Object.keys(files).toSorted())
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(folder, 'out', name))).toEqual(Buffer.from(content as string))
      if (process.platform !== 'win32') expect(statSync(join(folder, 'out', name)).mode & 0o777).toBe(0o600)
    }
  })
})
