import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Audit } from '../../../helpdesk/audit/audit.ts'
import { openAudit } from '../../../helpdesk/audit/open-audit.ts'
import { newestOf } from '../support/newest.ts'

let folder = ''
let path = ''
let audit: Audit
let now = 1_800_000_000_000
const deed = (subject: string | number) => ({ who: 'anna', what: 'bundle.removed', subject: String(subject), from: '192.0.2.1' })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-audit-'))
  path = join(folder, 'audit.jsonl')
  audit = await openAudit(path, {
    wallMs: () => {
      now += 1
      return now
    },
  })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const linesNow = async () => (await readFile(path, 'utf8')).split('\n').slice(0, -1)

test('each line carries the digest of the one before, as plain tools compute it', async () => {
  for (const index of [1, 2, 3]) await audit.add(deed(index))
  const lines = await linesNow()
  expect(lines).toHaveLength(3)
  expect(lines.map((line) => JSON.parse(line).before)).toEqual([sha256(''), sha256(lines[0] ?? ''), sha256(lines[1] ?? '')])
  expect(await audit.check()).toEqual({ lines: 3, breaks: [], last: sha256(lines[2] ?? ''), hasSeen: false })
  expect((await newestOf(audit, 2)).map(({ subject }) => subject)).toEqual(['3', '2'])
  expect((await audit.check()).breaks).toEqual([])
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('where nothing was recorded there is nothing to tell', async () => {
  expect(await newestOf(audit, 5)).toEqual([])
  expect(await audit.check()).toEqual({ lines: 0, breaks: [], last: sha256(''), hasSeen: false })
})

test('a thousand at once are a thousand lines, in the order in which they came', async () => {
  await Promise.all(Array.from({ length: 1000 }, (_, index) => audit.add(deed(index))))
  const { lines } = await audit.page(1000, null, null)
  expect(lines.map(({ subject }) => Number(subject))).toEqual(Array.from({ length: 1000 }, (_, index) => 999 - index))
  expect((await audit.check()).breaks).toEqual([])
})

test('pages follow one another without a gap, also where lines come meanwhile, and one subject’s alone', async () => {
  for (let index = 0; index < 25; index += 1) await audit.add(deed(index % 5))
  const seen: string[] = []
  let before: number | null = null
  do {
    const { lines, next }: Awaited<ReturnType<Audit['page']>> = await audit.page(4, before, null)
    seen.push(...lines.map(({ atMs }) => String(atMs)))
    before = next
    await audit.add(deed('later'))
  } while (before !== null)
  expect(new Set(seen).size).toBe(25)
  expect(seen).toHaveLength(25)
  const threes = await audit.page(3, null, '3')
  expect(threes.lines.map(({ subject }) => subject)).toEqual(['3', '3', '3'])
  expect((await audit.page(3, threes.next, '3')).lines).toHaveLength(2)
  expect((await audit.page(3, 7, null)).lines).toEqual([])
  expect((await audit.page(3, Number.MAX_SAFE_INTEGER, null)).lines).toHaveLength(3)
})

test('lines longer than a piece that is read at once are whole', async () => {
  const subject = '界'.repeat(300)
  for (let index = 0; index < 400; index += 1) await audit.add(deed(subject))
  expect((await stat(path)).size).toBeGreaterThan(3 * 64 * 1024)
  expect((await newestOf(audit, 1000)).every((line) => line.subject === subject)).toBe(true)
  expect(await newestOf(audit, 1000)).toHaveLength(400)
  expect((await audit.check()).breaks).toEqual([])
})

test('what visitors choose stays in one line, and is bounded', async () => {
  await audit.add({ who: 'a\n{"atMs":1}', what: 'x', subject: 'y'.repeat(100_000), from: '\u2028' })
  await audit.add({ who: '\ud800', what: 'x', subject: '', from: '' })
  expect(await linesNow()).toHaveLength(2)
  expect((await stat(path)).size).toBeLessThan(1500)
  expect(await audit.check()).toMatchObject({ lines: 2, breaks: [] })
})

describe('what was done to it shows', () => {
  beforeEach(async () => {
    for (let index = 1; index <= 9; index += 1) await audit.add(deed(index))
  })

  test.each<[name: string, change: (lines: string[]) => string[], breaks: { line: number; kind: string }[]]>([
    ['a line that was edited', (lines) => lines.with(3, (lines[3] ?? '').replace('anna', 'berta')), [{ line: 5, kind: 'altered' }]],
    ['a line that was taken out', (lines) => lines.toSpliced(3, 1), [{ line: 4, kind: 'altered' }]],
    ['the first line taken out', (lines) => lines.slice(1), [{ line: 1, kind: 'altered' }]],
    [
      'two that changed places',
      (lines) => [...lines.slice(0, 3), lines[4] ?? '', lines[3] ?? '', ...lines.slice(5)],
      [4, 5, 6].map((line) => ({ line, kind: 'altered' })),
    ],
    ['a line put in', (lines) => lines.toSpliced(3, 0, lines[3] ?? ''), [{ line: 5, kind: 'altered' }]],
    [
      'a line made no line',
      (lines) => lines.with(3, 'x'),
      [
        { line: 4, kind: 'cut' },
        { line: 5, kind: 'altered' },
      ],
    ],
  ])('%s', async (_name, change, breaks) => {
    await writeFile(path, `${change(await linesNow()).join('\n')}\n`)
    expect((await audit.check()).breaks).toEqual(breaks)
  })

  test('also where it was found in order before, and its size and date are as they were', async () => {
    expect((await audit.check()).breaks).toEqual([])
    const { atime, mtime } = await stat(path)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"subject":"4"', '"subject":"5"'))
    await utimes(path, atime, mtime)
    expect((await audit.check()).breaks[0]?.line).toBe(5)
  })

  test('lines taken from the end show where a digest was noted', async () => {
    const { last } = await audit.check()
    expect(await audit.check(last)).toMatchObject({ hasSeen: true })
    await audit.add(deed(10))
    expect(await audit.check(last)).toMatchObject({ hasSeen: true, breaks: [] })
    await writeFile(path, `${(await linesNow()).slice(0, -2).join('\n')}\n`)
    expect(await audit.check(last)).toMatchObject({ hasSeen: false, breaks: [] })
  })
})

describe('a power cut', () => {
  test.each([1, 40, 100])('in the middle of the last line (%i bytes short): told, left as it is, and gone on from', async (short) => {
    for (const index of [1, 2, 3]) await audit.add(deed(index))
    await truncate(path, (await stat(path)).size - short)
    const before = await readFile(path)
    // Only its line feed is missing: the line itself is whole.
    const isCut = short > 1
    expect((await audit.check()).breaks).toEqual(isCut ? [{ line: 3, kind: 'cut' }] : [])
    await audit.add(deed('after'))
    const after = await readFile(path)
    expect(after.subarray(0, before.length)).toEqual(before)
    expect((await audit.check()).breaks).toEqual(isCut ? [{ line: 3, kind: 'cut' }] : [])
    const [newest, told] = await newestOf(audit, 2)
    expect([newest?.subject, told?.what, told?.who]).toEqual(['after', 'audit.cut', 'helpdesk'])
    const lines = await linesNow()
    expect(told?.before).toBe(sha256(lines[2] ?? ''))
  })

  test('zeros where the line should be, as some file systems leave them', async () => {
    await audit.add(deed(1))
    await appendFile(path, Buffer.alloc(200))
    await audit.add(deed(2))
    expect((await audit.check()).breaks).toEqual([{ line: 2, kind: 'cut' }])
    expect((await newestOf(audit, 3)).map(({ what }) => what)).toEqual(['bundle.removed', 'audit.cut', 'bundle.removed'])
  })
})

test('several processes add at once: every line is there, and each follows from the one before it', async () => {
  const program = `
    import { openAudit } from ${JSON.stringify(join(import.meta.dirname, '../../../helpdesk/audit/open-audit.ts'))}
    const audit = await openAudit(process.argv[1], { wallMs: Date.now })
    for (let index = 0; index < 25; index += 1) await audit.add({ who: process.argv[2], what: 'x', subject: String(index), from: '' })`
  const exits = await Promise.all(
    ['one', 'two', 'three'].map((who) => {
      const { promise, resolve } = Promise.withResolvers<number | null>()
      spawn(process.execPath, ['--input-type=module', '-e', program, path, who], { stdio: ['ignore', 'ignore', 'inherit'] }).on(
        'exit',
        resolve,
      )
      return promise
    }),
  )
  expect(exits).toEqual([0, 0, 0])
  expect(await audit.check()).toMatchObject({ lines: 75, breaks: [] })
  for (const who of ['one', 'two', 'three']) {
    const own = (await newestOf(audit, 100)).filter((line) => line.who === who).map(({ subject }) => Number(subject))
    expect(own).toEqual(Array.from({ length: 25 }, (_, index) => 24 - index))
  }
})

test('a deed that can’t be written is no deed: whoever asked is told', async () => {
  await rm(folder, { recursive: true })
  await writeFile(folder, 'a file in its place')
  await expect(audit.add(deed(1))).rejects.toThrow()
  await rm(folder)
})
