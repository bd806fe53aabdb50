import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { withFileLock } from '../../agent/identity/file-lock.ts'
import { recogniseInstall } from '../../agent/identity/known-installs.ts'
import { run, start, temporaryFolders } from './commands.ts'

const newFolder = temporaryFolders()
const posix = process.platform !== 'win32'
const HOUR_MS = 3_600_000
const now = Date.UTC(2026, 10, 22)

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
const signedBy = (install: number | null, key: number, name = 'TERMINAL-7') => ({
  install: install === null ? null : hex(install, 32),
  spkiSha256: hex(key, 64),
  name,
})
const entry = (install: number, key: number) => ({ ...signedBy(install, key), firstSeenMs: now, lastSeenMs: now })
const file = (folder: string) => join(folder, 'known-installs.json')
const stored = async (folder: string) => JSON.parse(await readFile(file(folder), 'utf8')) as { installs: ReturnType<typeof entry>[] }

describe('an install', () => {
  test('is new at first sight, and known from then on', async () => {
    const folder = join(await newFolder(), 'data')
    expect(await recogniseInstall(folder, signedBy(1, 1), now)).toEqual({ known: 'first-sight' })
    expect(await recogniseInstall(folder, signedBy(1, 1), now + 1)).toEqual({ known: 'known', before: entry(1, 1) })
    expect(await recogniseInstall(folder, signedBy(2, 2), now)).toEqual({ known: 'first-sight' })
    expect(await stored(folder)).toEqual({ schema: 'terminal-preflight/known-installs/1', installs: [entry(1, 1), entry(2, 2)] })
  })

  test('is not known by the bundle in which it was first seen, however often that is looked at', async () => {
    const folder = await newFolder()
    const look = (bundleId: string) => recogniseInstall(folder, { ...signedBy(1, 1), bundleId }, now)
    const seen = [await look('a'), await look('a'), await look('b'), await look('a')]
    expect(seen.map((each) => 'known' in each && each.known)).toEqual(['first-sight', 'first-sight', 'known', 'first-sight'])
  })

  test('that comes with another key is told, each time, and the old key stays', async () => {
    const folder = await newFolder()
    await recogniseInstall(folder, signedBy(1, 1), now)
    const before = await readFile(file(folder))
    for (const later of [1, 2 * HOUR_MS]) {
      expect(await recogniseInstall(folder, signedBy(1, 2, 'OTHER'), now + later)).toEqual({ known: 'changed-key', before: entry(1, 1) })
    }
    expect(await readFile(file(folder))).toEqual(before)
    expect(await recogniseInstall(folder, signedBy(1, 1), now + 1)).toMatchObject({ known: 'known' })
  })

  test('may have two keys, where a person put the second one into the file', async () => {
    const folder = await newFolder()
    const installs = [entry(1, 1), entry(1, 2)]
    await writeFile(file(folder), JSON.stringify({ schema: 'terminal-preflight/known-installs/1', installs }))
    for (const key of [1, 2])
      expect(await recogniseInstall(folder, signedBy(1, key), now)).toEqual({ known: 'known', before: entry(1, key) })
    expect(await recogniseInstall(folder, signedBy(1, 3), now)).toMatchObject({ known: 'changed-key' })
  })

  test('without an id is known by its name', async () => {
    const folder = await newFolder()
    expect(await recogniseInstall(folder, signedBy(null, 1, 'CN=fleet'), now)).toEqual({ known: 'first-sight' })
    expect(await recogniseInstall(folder, signedBy(null, 1, 'CN=fleet'), now)).toMatchObject({ known: 'known' })
    expect(await recogniseInstall(folder, signedBy(null, 2, 'CN=other'), now)).toEqual({ known: 'first-sight' })
    expect(await recogniseInstall(folder, signedBy(null, 2, 'CN=fleet'), now)).toMatchObject({ known: 'changed-key' })
    // A device key that calls its host so is another's.
    expect(await recogniseInstall(folder, signedBy(1, 3, 'CN=fleet'), now)).toEqual({ known: 'first-sight' })
  })

  test('was last seen when it was, to the hour; a clock that goes back takes nothing away', async () => {
    const folder = await newFolder()
    await recogniseInstall(folder, signedBy(1, 1), now)
    const seenAt = async (ms: number) => {
      await recogniseInstall(folder, signedBy(1, 1), ms)
      const { installs } = await stored(folder)
      expect(installs[0]?.firstSeenMs).toBe(now)
      return installs[0]?.lastSeenMs
    }
    expect(await seenAt(now + HOUR_MS - 1)).toBe(now)
    expect(await seenAt(now + HOUR_MS)).toBe(now + HOUR_MS)
    expect(await seenAt(now - 5 * HOUR_MS)).toBe(now + HOUR_MS)
  })

  test('of any name', async () => {
    const folder = await newFolder()
    const names = ['', '終端機\n"x"', '\ud800', '\u202e\u0085', '\u{e0001}'.repeat(1000)]
    for (const [index, name] of names.entries()) {
      expect(await recogniseInstall(folder, signedBy(null, index, name), now)).toEqual({ known: 'first-sight' })
      expect(await recogniseInstall(folder, signedBy(null, index, name), now)).toMatchObject({ known: 'known' })
    }
  })
})

describe('the file', () => {
  test.runIf(posix)('is for the user alone, and so is its lock', async () => {
    const folder = join(await newFolder(), 'data')
    await recogniseInstall(folder, signedBy(1, 1), now)
    const modes = await Promise.all(
      ['', 'known-installs.json', 'known-installs.lock'].map(async (name) => (await stat(join(folder, name))).mode & 0o777),
    )
    expect(modes).toEqual([0o700, 0o600, 0o600])
    expect((await readdir(folder)).sort()).toEqual(['known-installs.json', 'known-installs.lock'])
    expect((await stat(join(folder, 'known-installs.lock'))).size).toBe(0)
  })

  const valid = { schema: 'terminal-preflight/known-installs/1', installs: [entry(1, 1)] }
  test.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['cut', JSON.stringify(valid).slice(0, -5)],
    ['no JSON', 'x'],
    ['an array', '[]'],
    ['of a later version', JSON.stringify({ ...valid, schema: 'terminal-preflight/known-installs/2' })],
    ['with a field that nobody knows', JSON.stringify({ ...valid, x: 1 })],
    ['with a field too few', JSON.stringify({ ...valid, installs: [{ ...entry(1, 1), name: undefined }] })],
    ['with a key that is none', JSON.stringify({ ...valid, installs: [{ ...entry(1, 1), spkiSha256: 'x' }] })],
    ['with an install too many', JSON.stringify({ ...valid, installs: Array.from({ length: 10_001 }, (_, at) => entry(at, at)) })],
    ['too large', Buffer.alloc(33_554_433, ' ')],
  ])('that is damaged is told and stays: %s', async (_name, content) => {
    const folder = await newFolder()
    await writeFile(file(folder), content)
    expect(await recogniseInstall(folder, signedBy(1, 1), now)).toEqual({ problem: 'damaged' })
    expect((await readFile(file(folder))).equals(Buffer.from(content))).toBe(true)
  })

  test('that is full takes no more, and knows whom it knew', async () => {
    const folder = await newFolder()
    await writeFile(file(folder), JSON.stringify({ ...valid, installs: Array.from({ length: 10_000 }, (_, at) => entry(at, at)) }))
    const before = await readFile(file(folder))
    expect(await recogniseInstall(folder, signedBy(10_000, 10_000), now)).toEqual({ problem: 'full' })
    expect(await recogniseInstall(folder, signedBy(9999, 9999), now)).toMatchObject({ known: 'known' })
    expect(await recogniseInstall(folder, signedBy(9999, 1), now)).toMatchObject({ known: 'changed-key' })
    expect(await readFile(file(folder))).toEqual(before)
  })

  const longest = '\u{e0001}'.repeat(128)

  test('of the longest names would not be too large to be read again', async () => {
    const folder = await newFolder()
    const bytes = async (install: number) => {
      await recogniseInstall(folder, signedBy(install, install, longest), now)
      return (await stat(file(folder))).size
    }
    const [one, two] = [await bytes(1), await bytes(2)]
    expect(two - one).toBeGreaterThan(128 * 12)
    expect(10_000 * (two - one) + one).toBeLessThan(33_554_432)
  })

  test.runIf(process.env.TEST_FULL === '1')('of ten thousand of them is read again', async () => {
    const folder = await newFolder()
    const installs = Array.from({ length: 9999 }, (_, at) => ({ ...entry(at, at), name: longest }))
    await writeFile(file(folder), JSON.stringify({ ...valid, installs }))
    expect(await recogniseInstall(folder, signedBy(9999, 9999, longest), now)).toEqual({ known: 'first-sight' })
    expect(await recogniseInstall(folder, signedBy(9999, 9999, longest), now)).toMatchObject({ known: 'known' })
  })

  test('that can’t be written is a failure', async () => {
    const folder = join(await newFolder(), 'file')
    await writeFile(folder, 'x')
    expect(await recogniseInstall(folder, signedBy(1, 1), now)).toMatchObject({ failure: expect.anything() })
  })

  test.skipIf(!posix || process.getuid?.() === 0)('that can’t be read is a failure, and no first sight', async () => {
    const folder = await newFolder()
    await recogniseInstall(folder, signedBy(1, 1), now)
    await chmod(file(folder), 0)
    expect(await recogniseInstall(folder, signedBy(1, 1), now)).toMatchObject({ failure: { word: 'access-denied' } })
  })
})

describe('several at once', () => {
  const COUNT = process.env.TEST_FULL === '1' ? 150 : 25

  test('processes lose nothing of each other', async () => {
    const folder = join(await newFolder(), 'data')
    const answers = (await Promise.all([
      run('recognise.ts', folder, '0', `${COUNT}`),
      run('recognise.ts', folder, `${COUNT}`, `${2 * COUNT}`),
      run('recognise.ts', folder, '0', `${2 * COUNT}`),
    ])) as string[][]
    const { installs } = await stored(folder)
    expect(installs.map(({ install }) => install).sort()).toEqual(Array.from({ length: 2 * COUNT }, (_, at) => hex(at, 32)))
    // Each was a first sight to one of them alone.
    expect(answers.flat().filter((answer) => answer === 'first-sight')).toHaveLength(2 * COUNT)
    expect(new Set(answers.flat())).toEqual(new Set(['first-sight', 'known']))
  })

  test('calls of one process neither', async () => {
    const folder = join(await newFolder(), 'data')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => recogniseInstall(folder, signedBy(at % 10, at % 10), now)))
    expect(answers.filter((answer) => 'known' in answer && answer.known === 'first-sight')).toHaveLength(10)
    expect((await stored(folder)).installs).toHaveLength(10)
  })

  test('one that is killed holds nobody up, and leaves the file whole', async () => {
    const folder = join(await newFolder(), 'data')
    for (let turn = 0; turn < 4; turn += 1) {
      const child = start('recognise.ts', folder, `${turn * 1000}`, `${turn * 1000 + 1000}`)
      const ended = new Promise((resolve) => child.once('close', resolve))
      while (child.exitCode === null && (await stored(folder).catch(() => ({ installs: [] }))).installs.length <= turn) await wait(1)
      await wait(Math.random() * 50)
      child.kill('SIGKILL')
      await ended
      const begun = performance.now()
      expect(await recogniseInstall(folder, signedBy(1_000_000 + turn, 1), now)).toEqual({ known: 'first-sight' })
      expect(performance.now() - begun).toBeLessThan(5000)
    }
  })
})

describe('the lock', () => {
  test('lets one in at a time', async () => {
    const path = join(await newFolder(), 'lock')
    let inside = 0
    const done = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        withFileLock(path, async () => {
          inside += 1
          const alone = inside === 1
          await wait(5)
          inside -= 1
          return alone && turn
        }),
      ),
    )
    expect(done).toEqual(Array.from({ length: 8 }, (_, value) => ({ value })))
  })

  test('is free again after an error', async () => {
    const path = join(await newFolder(), 'lock')
    await expect(withFileLock(path, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    expect(await withFileLock(path, async () => 1)).toEqual({ value: 1 })
  })

  test('that is no lock is a failure', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'lock'), 'not a database, and longer than the header of one'.repeat(100))
    expect(await withFileLock(join(folder, 'lock'), async () => 1)).toMatchObject({ failure: expect.anything() })
    expect(await withFileLock(folder, async () => 1)).toMatchObject({ failure: expect.anything() })
  })
})
