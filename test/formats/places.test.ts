/** Where nothing can be written is said before the run, and not behind it. */

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { inLanguage } from '../../agent/cli/told.ts'
import { noFormats } from '../../agent/formats/destination.ts'
import { wrongPlace } from '../../agent/formats/places.ts'
import { realIo } from '../../checks/io/real.ts'
import type { Io } from '../../checks/io.ts'
import { folderWith } from '../profile/folder.ts'
import { runProgram } from '../site/terminal.ts'

const repository = join(import.meta.dirname, '..', '..')

let folder: string
beforeEach(() => {
  folder = folderWith({ 'a-file': 'mine', 'a-folder/x': '' })
})

const look = (more: Partial<Parameters<typeof wrongPlace>[0]>) =>
  wrongPlace({ json: null, formats: noFormats, outputFolder: null, ephemeral: false, ...more })
const json = (...names: readonly string[]) => look({ json: { file: join(folder, ...names) } })

describe('a file', () => {
  test('goes where one is, and where folders have to be made', async () => {
    expect([await json('a-file'), await json('new'), await json('a-folder', 'b', 'c', 'new')]).toEqual([undefined, undefined, undefined])
    expect(readdirSync(folder).toSorted()).toEqual(['a-file', 'a-folder'])
  })

  test.each([
    [['a-folder'], "can't be written: it is a folder; name a file (EISDIR)", '這是資料夾；請指明檔案'],
    [['a-file', 'below'], "can't be written: a file stands where a folder is needed (EEXIST)", '須為資料夾之處是一個檔案'],
    [['a-file', 'far', 'below'], "can't be written: a file stands where a folder is needed (ENOTDIR)", '須為資料夾之處是一個檔案'],
  ])('%j', async (names, says, chinese) => {
    const error = await json(...names)
    expect(error).toMatchObject({ exitCode: 66, line: `--json ${join(folder, ...names)}: ${says}` })
    expect(inLanguage(error?.line ?? '', 'zh-HK')).toContain(chinese)
  })

  test('of every form', async () => {
    for (const flag of ['json-lines', 'junit', 'html', 'prometheus'] as const) {
      const documents = { [flag]: { file: join(folder, 'a-file', `x.prom`) } }
      expect(await look({ formats: { documents, nagios: false } })).toMatchObject({ line: expect.stringMatching(`^--${flag} `) })
    }
    expect(await look({ json: 'stdout', formats: { documents: { junit: 'stdout' }, nagios: true } })).toBeUndefined()
  })
})

describe('the folder of a run', () => {
  test('is one that is there, or is made', async () => {
    for (const name of ['a-folder', 'new', 'a-folder/new/er']) expect(await look({ outputFolder: join(folder, name) })).toBeUndefined()
  })

  test('is no file', async () => {
    expect(await look({ outputFolder: join(folder, 'a-file') })).toMatchObject({
      exitCode: 66,
      line: `--output ${join(folder, 'a-file')}: can't be written: a file stands where a folder is needed (EEXIST)`,
    })
    // Nothing goes there.
    expect(await look({ outputFolder: join(folder, 'a-file'), ephemeral: true })).toBeUndefined()
  })
})

test.each(['--dry-run', '--silent'])('the program says it before the run: %s', async (flag) => {
  const io: Io = {
    ...realIo(),
    get clock(): never {
      throw new Error('the run began')
    },
  }
  for (const flags of [[`--json=${join(folder, 'a-folder')}`], ['--output', join(folder, 'a-file')]]) {
    const ran = await runProgram([...flags, flag, '--lang', 'en'], io, folder)
    expect([ran.code, ran.stdout]).toEqual([66, ''])
    expect(ran.stderr).toMatch(/^terminal-preflight: --(?:json|output) \S+: can't be written: [^\n]+\n$/)
  }
})

/** Whom a folder's rights bind: root may write anywhere. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const program = (...flags: readonly string[]) =>
  spawnSync(process.execPath, [join(repository, 'agent', 'terminal-preflight.ts'), ...flags], { encoding: 'utf8', ...somebody })
const cannotStart = process.platform === 'win32' || program('--version').status !== 0
if (cannotStart) process.stderr.write('skipped: a folder without rights, since no other user can start the program here\n')

test.skipIf(cannotStart)('a folder that this user may not write to', () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  writeFileSync(join(closed, 'old.json'), '')
  chmodSync(closed, 0o555)
  chmodSync(folder, 0o755)
  for (const flag of [`--json=${join(closed, 'old.json')}`, `--output=${join(closed, 'new', 'er')}`]) {
    const { status, stderr } = program(flag, '--dry-run', '--lang', 'en')
    expect([status, stderr.replace(/--\w+ \S+ /, '')]).toEqual([
      66,
      "terminal-preflight: can't be written: this user may not write there (EACCES)\n",
    ])
  }
})
