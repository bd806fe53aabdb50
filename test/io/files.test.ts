import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { patiently, realFiles } from '../../checks/io/files.ts'

const files = realFiles()
const windows = process.platform === 'win32'
const mayReadEverything = windows || process.getuid?.() === 0
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-files-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('reading', () => {
  test.each([0, 1, 9, 10])('gives the whole of a file of %i bytes where ten are allowed', async (length) => {
    await writeFile(join(folder, 'file'), 'x'.repeat(length))
    expect(await files.read(join(folder, 'file'), 10)).toEqual({ content: Buffer.from('x'.repeat(length)) })
  })

  test('a larger one is too large, and not cut', async () => {
    await writeFile(join(folder, 'file'), 'x'.repeat(11))
    expect(await files.read(join(folder, 'file'), 10)).toEqual({ failure: { word: 'too-large', code: 'too-large' } })
  })

  test('a missing one is missing', async () => {
    expect(await files.read(join(folder, 'nobody'), 10)).toMatchObject({ failure: { word: 'file-missing', code: 'ENOENT' } })
  })

  test('a folder is no file', async () => {
    expect(await files.read(folder, 10)).toMatchObject({ failure: { word: windows ? 'access-denied' : 'not-a-directory' } })
  })

  test.skipIf(mayReadEverything)('one that others alone may read is denied, not prohibited by a network', async () => {
    await writeFile(join(folder, 'file'), 'x')
    await chmod(join(folder, 'file'), 0)
    expect(await files.read(join(folder, 'file'), 10)).toMatchObject({ failure: { word: 'access-denied', code: 'EACCES' } })
  })

  // The kernel tells no size for these beforehand.
  test.skipIf(process.platform !== 'linux')('reads what has no size', async () => {
    const read = await files.read('/proc/self/status', 100_000)
    expect('content' in read && read.content.toString()).toMatch(/^Name:/)
    expect(await files.read('/proc/self/status', 10)).toMatchObject({ failure: { word: 'too-large' } })
  })
})

describe('listing', () => {
  test('names what is in a folder', async () => {
    await writeFile(join(folder, 'b'), '')
    await mkdir(join(folder, 'a'))
    const listed = await files.list(folder)
    expect('names' in listed && listed.names.toSorted()).toEqual(['a', 'b'])
  })

  test('a missing folder is missing, a file is none', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await files.list(join(folder, 'nobody'))).toMatchObject({ failure: { word: 'file-missing' } })
    expect(await files.list(join(folder, 'file'))).toMatchObject({ failure: { word: 'not-a-directory' } })
  })
})

describe('writing', () => {
  test('makes the folder, writes the whole and leaves nothing beside it', async () => {
    expect(await files.write(join(folder, 'new', 'deep', 'report.json'), 'the report')).toEqual({ written: true })
    expect(await readFile(join(folder, 'new', 'deep', 'report.json'), 'utf8')).toBe('the report')
    expect(await readdir(join(folder, 'new', 'deep'))).toEqual(['report.json'])
  })

  test('takes the place of the file that was there', async () => {
    await writeFile(join(folder, 'report.json'), 'something longer from yesterday')
    expect(await files.write(join(folder, 'report.json'), Buffer.from('today'))).toEqual({ written: true })
    expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe('today')
  })

  test.skipIf(windows)('for the user’s eyes alone', async () => {
    await files.write(join(folder, 'new', 'report.json'), '')
    expect((await stat(join(folder, 'new', 'report.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700)
  })

  test('keeps what was there, and leaves no half file, where it fails', async () => {
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'taken', 'inside'), 'kept')
    const outcome = await files.write(join(folder, 'taken'), 'x')
    expect('failure' in outcome && outcome.failure.word).toBeTruthy()
    expect(await readdir(folder)).toEqual(['taken'])
    expect(await readFile(join(folder, 'taken', 'inside'), 'utf8')).toBe('kept')
  })

  test('two at once: the file is one of them, whole', async () => {
    const contents = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(1_000_000))
    const outcomes = await Promise.all(contents.map((content) => files.write(join(folder, 'report.json'), content)))
    expect(outcomes.every((outcome) => 'written' in outcome)).toBe(true)
    expect(contents).toContain(await readFile(join(folder, 'report.json'), 'utf8'))
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test.each(['EPERM', 'EACCES', 'EBUSY'])(
    'a virus scanner that holds the file for a moment (%s) is waited for, one that stays is told',
    async (code) => {
      let tries = 0
      const held = (times: number) => async () => {
        tries += 1
        if (tries <= times) throw Object.assign(new Error('held'), { code })
        return tries
      }
      expect(await patiently(held(2))).toBe(3)
      tries = 0
      await expect(patiently(held(100))).rejects.toMatchObject({ code })
    },
  )

  test('says so where a file stands in the way of its folder', async () => {
    await writeFile(join(folder, 'file'), '')
    const outcome = await files.write(join(folder, 'file', 'report.json'), 'x')
    expect('failure' in outcome && outcome.failure.code).toMatch(/^E(?:NOTDIR|EXIST)$/)
  })
})
