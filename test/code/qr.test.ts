import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodePhoneCode } from '../../agent/code/phone-code.ts'
import { qrModules, qrSvg } from '../../agent/code/qr.ts'
import { drawsHalfBlocks, qrLines } from '../../agent/code/qr-lines.ts'
import { plainFacts } from './facts.ts'

const run = promisify(execFile)
const cause = plainFacts.causes[0]
/** Of every length. */
const codes = [0, 1, 2, 3].map((count) =>
  encodePhoneCode({ ...plainFacts, causes: Array.from({ length: count }, () => cause).filter((each) => each !== undefined) }),
)

const missing = [['zbarimg', 'zbar-tools'] as const, ['rsvg-convert', 'librsvg2-bin'] as const].flatMap(([program, packageName]) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return []
  } catch {
    return [`${program} (${packageName}) is not here`]
  }
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-qr-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(picture: string): Promise<string> {
  const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture])
  return stdout.trim()
}

/** What a terminal in white on black shows of it: each character is two pixels, one above the other, and each pixel a square of eight. */
function pictureOf(lines: readonly string[]): Buffer {
  const light = lines.flatMap((line) => [
    Array.from(line, (block) => block === '█' || block === '▀'),
    Array.from(line, (block) => block === '█' || block === '▄'),
  ])
  const width = light[0]?.length ?? 0
  const pixels = light.flatMap((row) =>
    Array.from({ length: 8 }, () => row.flatMap((each) => Array.from({ length: 8 }, () => (each ? 255 : 0)))),
  )
  return Buffer.concat([Buffer.from(`P5 ${width * 8} ${light.length * 8} 255\n`), Buffer.from(pixels.flat())])
}

describe.skipIf(missing.length > 0)(`a reader that is not ours${missing.length > 0 ? ` (skipped: ${missing.join(', ')})` : ''}`, () => {
  test.each(codes)('reads %s in the report', async (code) => {
    const [svg, png] = [join(folder, `${code}.svg`), join(folder, `${code}.png`)]
    await writeFile(svg, qrSvg(code))
    // On a dark page, small as in print.
    await run('rsvg-convert', ['--background-color', '#222', '--width', '132', '--output', png, svg])
    expect(await read(png)).toBe(`TP1:${code}`)
  })

  test.each(codes)('reads %s on a console', async (code) => {
    const picture = join(folder, `${code}.pgm`)
    await writeFile(picture, pictureOf(qrLines(code, false)))
    expect(await read(picture)).toBe(`TP1:${code}`)
  })
})

test.each(codes)('%s has four light modules on every side, and fits beside a report in half an 80-column screen', (code) => {
  const rows = qrModules(code)
  const turned = rows.map((_, x) => rows.map((row) => row[x]))
  for (const side of [rows, rows.toReversed(), turned, turned.toReversed()]) {
    expect(side.slice(0, 4).flat()).not.toContain(true)
    expect(side[4]).toContain(true)
  }
  const lines = qrLines(code, false)
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([rows.length]))
  expect(rows.length).toBeLessThanOrEqual(33)
  expect(lines.length).toBeLessThanOrEqual(17)
})

test('colours change nothing of what is drawn, and only one kind of text is in the picture', () => {
  const [code = ''] = codes
  expect(qrLines(code, true).map((line) => stripVTControlCharacters(line))).toEqual(qrLines(code, false))
  expect(qrLines(code, true)[0]).not.toBe(qrLines(code, false)[0])
  expect(qrSvg(code)).not.toMatch(/<text|<script|href/)
})

test.each([
  ['win32', {}, true],
  ['linux', { LANG: 'en_HK.UTF-8' }, true],
  ['darwin', { LC_CTYPE: 'UTF-8' }, true],
  ['linux', { LANG: 'C' }, false],
  ['linux', { LANG: 'zh_HK.UTF-8', LC_ALL: 'zh_HK.BIG5-HKSCS' }, false],
  ['linux', { LANG: 'C.UTF-8', TERM: 'dumb' }, false],
  ['linux', {}, false],
])('a terminal on %s with %o draws half-blocks: %s', (platform, env, draws) => {
  expect(drawsHalfBlocks(platform, env)).toBe(draws)
})
