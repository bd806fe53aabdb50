/** Where the executable and the user's folders may be, and who else may run it meanwhile. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linuxExecutable } from './built.ts'
import { executableIn, filesIn, missingWorld, reportIn, titled } from './support/linux.ts'
import { newHome, startWorld, type World } from './support/world.ts'

const well = { exitCode: 0, signal: null, stdout: '', stderr: '' }
const leavings = ['agent.log', 'evidence.json', 'report.json', 'settings.json']

describe.skipIf(missingWorld !== undefined)(titled('places', missingWorld), () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test('blanks and Chinese characters in the executable’s path, in the home and in --output', async () => {
    await using home = await newHome('陳 大文 “終端機” ')
    const executable = await executableIn(join(home.folder, '程式 檔案'))
    const [first, second] = [home.data, join(home.folder, '檢查 結果')]
    const flags = world.flags.slice(0, -2)
    expect(await world.run(executable, [...flags, '--silent'], { home })).toEqual(well)
    expect(await world.run(executable, [...flags, '--silent', '--output', second], { home })).toEqual(well)
    for (const folder of [first, second]) expect(await reportIn(folder)).toMatchObject({ verdict: 'ready' })
    expect(await readdir(second)).toEqual([expect.stringMatching(/\.preflight\.zip$/), ...leavings])
    expect((await readdir(home.data)).toSorted()).toEqual(['identity', 'library', 'reports'])
  })

  test('two whole runs at once in one home', async () => {
    await using home = await newHome()
    const run = () => world.run(linuxExecutable, [...world.flags, '--silent'], { home })
    expect(await Promise.all([run(), run()])).toEqual([well, well])
    const folders = await readdir(join(home.data, 'reports'))
    expect(folders).toHaveLength(2)
    for (const folder of folders) {
      expect(await readdir(join(home.data, 'reports', folder))).toEqual([expect.stringMatching(/\.preflight\.zip$/), ...leavings])
    }
    expect((await readdir(join(home.data, 'identity'))).toSorted()).toEqual(['device-strict.pem', 'device.key', 'device.pem'])
  })

  test('executable and home on disks that are read-only: the verdict stands, and the report goes to the temporary folder', async () => {
    await using home = await newHome()
    const folder = join(home.folder, 'program')
    const executable = await executableIn(folder)
    const setUp = [folder, home.home].map((path) => `mount --bind '${path}' '${path}'; mount -o remount,bind,ro '${path}'`).join('\n')
    const { stderr, ...ran } = await world.run(executable, [...world.flags, '--silent'], { home, setUp, cwd: folder })
    expect(ran).toEqual({ exitCode: 0, signal: null, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^terminal-preflight: \S+: can't be written/),
      'terminal-preflight: the device key could not be kept; a key for this run alone signs',
      '',
    ])
    expect(await reportIn(home.temporary)).toMatchObject({ verdict: 'ready', causes: [] })
    expect(await filesIn(home.home)).toEqual([])
  })
})
