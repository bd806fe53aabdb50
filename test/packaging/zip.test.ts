import { execFile, spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readmeText, writeReadmes } from '../../packaging/readme/readme.ts'
import { makeZip } from '../../packaging/zip/make-zip.ts'
import { repository } from '../house/tree.ts'
import { folderWith } from '../profile/folder.ts'

const EPOCH = Date.UTC(2026, 0, 2, 3, 4, 6) / 1000
const run = promisify(execFile)
const isMissing = (tool: string) => spawnSync(tool, ['--help']).error !== undefined
const [noPython, noUnzip] = ['python3', 'unzip'].map(isMissing)

const contents = { 'a/程式.txt': '終端機\n'.repeat(99), program: '#!/bin/sh\necho ran\n', empty: '' }
async function made(outFile: string, folder = folderWith(contents)): Promise<string> {
  const files = Object.keys(contents).map((name) => ({ name, path: join(folder, name), executable: name === 'program' }))
  await makeZip({ files, outFile, epoch: EPOCH })
  return outFile
}

describe('a ZIP', () => {
  test('made again elsewhere, from files of other modes and by another clock’s zone, has the same bytes', async () => {
    const one = await made(join(folderWith({}), 'one.zip'))
    const other = folderWith(contents)
    chmodSync(join(other, 'empty'), 0o755)
    const script = `
      const { makeZip } = await import(${JSON.stringify(join(repository, 'packaging/zip/make-zip.ts'))})
      const files = ${JSON.stringify(Object.keys(contents).map((name) => ({ name, path: join(other, name), executable: name === 'program' })))}
      await makeZip({ files, outFile: ${JSON.stringify(join(other, 'two.zip'))}, epoch: ${EPOCH} })`
    await run(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: 'Asia/Hong_Kong' } })
    expect((await readFile(join(other, 'two.zip'))).equals(await readFile(one))).toBe(true)
  })

  test.skipIf(noPython)(`is read by Python${noPython ? ' (skipped: python3 is not installed)' : ''}`, async () => {
    const zip = await made(join(folderWith({}), 'a.zip'))
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    for i in z.infolist(): print(i.filename, i.file_size, i.compress_type, i.date_time, oct(i.external_attr >> 16))`
    const { stdout } = await run('python3', ['-c', script, zip], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
    const deflated = 8
    expect(stdout.trimEnd().split('\n')).toEqual([
      `a/程式.txt 990 ${deflated} (2026, 1, 2, 3, 4, 6) 0o100644`,
      `program 19 ${deflated} (2026, 1, 2, 3, 4, 6) 0o100755`,
      `empty 0 ${deflated} (2026, 1, 2, 3, 4, 6) 0o100644`,
    ])
  })

  test.skipIf(noUnzip)(`is unpacked by unzip, and its program runs${noUnzip ? ' (skipped: unzip is not installed)' : ''}`, async () => {
    const folder = folderWith({})
    await run('unzip', ['-q', await made(join(folder, 'a.zip')), '-d', join(folder, 'out')], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    expect(await readFile(join(folder, 'out/a/程式.txt'), 'utf8')).toBe(contents['a/程式.txt'])
    expect((await run(join(folder, 'out/program'))).stdout).toBe('ran\n')
    expect((await stat(join(folder, 'out/empty'))).mode & 0o111).toBe(0)
  })

  test('with two files of one name is not made', async () => {
    const path = join(folderWith(contents), 'empty')
    const files = ['README.txt', 'readme.txt'].map((name) => ({ name, path }))
    await expect(makeZip({ files, outFile: join(folderWith({}), 'a.zip'), epoch: EPOCH })).rejects.toThrow(
      'two files of the ZIP are called readme.txt',
    )
  })
})

describe('its README', () => {
  const widths = (text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => [...line.replace('\ufeff', '')].reduce((sum, character) => sum + (/[⺀-￯]/.test(character) ? 2 : 1), 0))

  test.each(['windows', 'linux'] as const)('%s: both languages say the same of codes, flags and files', async (platform) => {
    const [english, chinese] = await Promise.all([readmeText(platform, 'en'), readmeText(platform, 'zh-HK')])
    const facts = (text: string) =>
      [
        ...text.matchAll(
          /^ +(?:\d+|site\.yaml|\*\.preflight-request)(?= )|--(?:profile|browser|silent|require-upload|files)\b|[%~/][\w%~./\\-]{12,}/gm,
        ),
      ]
        .map(([fact]) => fact.trim())
        .toSorted()
    expect(facts(chinese)).toEqual(facts(english))
    expect(facts(english).filter((fact) => /^\d+$/.test(fact))).toHaveLength(10)
    expect(english).toContain("NOT HKEX's software")
    expect(chinese).toContain('並非香港交易所的軟件')
    for (const text of [english, chinese]) {
      expect(Math.max(...widths(text))).toBeLessThanOrEqual(80)
      expect(text).not.toMatch(/[{}]/)
    }
  })

  test('is a text that Windows’ editors show rightly: lines end in CR LF, Chinese is marked as UTF-8', async () => {
    const written = await writeReadmes(folderWith({}), 'windows')
    expect(written.map(({ name }) => name)).toEqual(['README.txt', 'README.zh-HK.txt'])
    const [english, chinese] = await Promise.all(written.map(({ path }) => readFile(path)))
    expect(english?.toString('utf8')).toMatch(/^[\x20-\x7e\r\n]+$/)
    expect(chinese?.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    for (const text of [english, chinese]) expect(text?.toString('utf8').match(/(?<!\r)\n/)).toBeNull()
    expect(await readmeText('linux', 'en')).not.toContain('\r')
  })
})
