/** The native library that the executable brings along: where it is laid, when it is used, and what is never used in its place. */

import { chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../agent/report/schema.ts'
import { targets } from '../../packaging/targets.ts'
import { linuxExecutable } from './built.ts'
import { filesIn, missingWorld, quickFlags, sha256, titled } from './support/linux.ts'
import { type Home, newHome, startWorld, type World } from './support/world.ts'

const carried = targets.find(({ id }) => id === 'linux-x64')?.koffi.library ?? ''
const isFull = process.env.TEST_FULL === '1'
const PAIRS = isFull ? 100 : 10
const PAIRS_AT_A_TIME = 2

describe.skipIf(missingWorld !== undefined)(titled('the library in the executable', missingWorld), () => {
  let world: World
  let digest: string
  beforeAll(async () => {
    world = await startWorld()
    digest = sha256(await readFile(carried))
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const folderIn = ({ data }: Home) => join(data, 'library', digest.slice(0, 16))

  /** What came of asking the smart card service, which takes the library. */
  async function look(
    home: Home,
    more: readonly string[] = [],
    setUp = '',
  ): Promise<{ readonly stderr: string; readonly loaded: boolean }> {
    const { exitCode, stdout, stderr } = await world.run(linuxExecutable, [...(await quickFlags(home)), '--json', ...more], { home, setUp })
    expect(exitCode).toBe(2)
    const { checks } = JSON.parse(stdout) as Report
    const { status } = checks.find(({ id }) => id === 'smartcard') ?? {}
    return { stderr, loaded: status !== 'not-checked' && status !== 'error' }
  }

  const well = { stderr: '', loaded: true }

  async function expectWhole(home: Home): Promise<void> {
    const folder = folderIn(home)
    expect(await readdir(folder)).toEqual(['koffi.node'])
    const file = join(folder, 'koffi.node')
    const modes = [await stat(folder), await stat(file)].map(({ mode }) => mode & 0o7777)
    expect([...modes, sha256(await readFile(file))]).toEqual([0o700, 0o700, digest])
    expect(await readdir(home.temporary)).toEqual([])
  }

  test('laid into the data folder, for the user alone, and used again', async () => {
    await using home = await newHome()
    expect(await look(home)).toEqual(well)
    await expectWhole(home)
    const { mtimeMs } = await stat(join(folderIn(home), 'koffi.node'))
    expect(await look(home)).toEqual(well)
    expect((await stat(join(folderIn(home), 'koffi.node'))).mtimeMs).toBe(mtimeMs)
  })

  test.each([
    { title: 'cut', damage: (file: string) => truncate(file, 100_000) },
    { title: 'empty', damage: (file: string) => truncate(file, 0) },
    { title: 'another', damage: (file: string) => writeFile(file, 'no library') },
  ])('one that is $title is replaced before anything is loaded', async ({ damage }) => {
    await using home = await newHome()
    await mkdir(folderIn(home), { recursive: true, mode: 0o700 })
    const file = join(folderIn(home), 'koffi.node')
    await writeFile(file, await readFile(carried), { mode: 0o700 })
    await damage(file)
    expect(await look(home)).toEqual(well)
    await expectWhole(home)
  })

  test('a folder that others may write to is not used', async () => {
    await using home = await newHome()
    await mkdir(folderIn(home), { recursive: true })
    await chmod(folderIn(home), 0o777)
    const file = join(folderIn(home), 'koffi.node')
    await writeFile(file, 'planted')
    expect(await look(home)).toEqual(well)
    expect([await readdir(folderIn(home)), await readFile(file, 'utf8'), await readdir(home.temporary)]).toEqual([
      ['koffi.node'],
      'planted',
      [],
    ])
  })

  test(`two at once that find nothing: ${PAIRS} times`, { timeout: isFull ? 600_000 : 120_000 }, async () => {
    const pair = async () => {
      await using home = await newHome()
      const flags = ['--no-upload', '--output', join(home.folder, 'out')]
      expect(await Promise.all([look(home, flags), look(home, flags)])).toEqual([well, well])
      await expectWhole(home)
    }
    for (let left = PAIRS; left > 0; left -= PAIRS_AT_A_TIME) await Promise.all(Array.from({ length: PAIRS_AT_A_TIME }, pair))
  })

  test('--ephemeral leaves nothing, neither in the data folder nor in the temporary one', async () => {
    await using home = await newHome()
    expect(await look(home, ['--ephemeral'])).toEqual(well)
    expect([await filesIn(home.home), await readdir(home.home), await readdir(home.temporary)]).toEqual([[], [], []])
  })

  test('where the home can’t be written it works from the temporary folder, and leaves none there', async () => {
    await using home = await newHome()
    const readOnly = 'mount --bind "$HOME" "$HOME"; mount -o remount,bind,ro "$HOME"'
    expect(await look(home, [], readOnly)).toMatchObject({ loaded: true, stderr: expect.stringContaining("can't be written") })
    expect(await filesIn(home.home)).toEqual([])
    const left = (await filesIn(home.temporary)).map(({ path }) => path.replace(/^TerminalPreflight-[^/]+\//, ''))
    expect(left).toEqual(expect.arrayContaining(['report.json']))
    expect(left.filter((path) => path.includes('koffi') || path.includes('library'))).toEqual([])
  })
})
