/** The file itself: nothing of the machine that built it is in it, and no more than it needs. */

import { copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { builtFolder, linuxExecutable } from './built.ts'
import { linuxX64Base, strip } from './support/base.ts'
import { missing, titled } from './support/linux.ts'
import { newHome, runHere } from './support/world.ts'

const MOST_BEYOND_BASE_BYTES = 6 * 1024 * 1024

function countIn(content: Buffer, text: string): number {
  let count = 0
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) count += 1
  return count
}

describe.skipIf(missing !== undefined)(titled('the file', missing), () => {
  test('no path and no name of the machine that built it', async () => {
    const [content, base] = await Promise.all([readFile(linuxExecutable), readFile(linuxX64Base)])
    // That it can be found: its own first name is there.
    expect(content.includes('terminal-preflight.cjs')).toBe(true)
    const texts = [
      repository,
      ...[
        'dist/package-work',
        'node_modules/.cache',
        'pkg-sea-',
        'pkg-cache',
        'node_modules/.bin/node',
        `${homedir()}/`,
        `${tmpdir()}/`,
        hostname(),
      ],
      `/home/${userInfo().username}`,
    ]
    // What Node's own file has of them is Node's.
    const found = texts.filter((text) => content.includes(text))
    expect(found.filter((text) => countIn(content, text) > countIn(base, text))).toEqual([])
    expect(found).not.toContain(repository)
  })

  test('at most 6 MB larger than Node without its symbols', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stripped-'))
    try {
      const stripped = join(folder, 'node')
      await copyFile(linuxX64Base, stripped)
      await strip(stripped)
      const [{ size }, base] = await Promise.all([stat(linuxExecutable), stat(stripped)])
      expect(size - base.size).toBeLessThan(MOST_BEYOND_BASE_BYTES)
      expect(size).toBeGreaterThan(base.size)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('the list of works of others that goes along with it is the one that it shows', async () => {
    await using home = await newHome()
    const { stdout, ...rest } = await runHere(linuxExecutable, ['about', '--sbom'], { home })
    expect(rest).toEqual({ exitCode: 0, signal: null, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      bomFormat: 'CycloneDX',
      components: expect.arrayContaining([expect.objectContaining({ name: 'koffi' })]),
    })
    const beside = (await readdir(builtFolder)).filter((name) => name.endsWith('.cdx.json') && name.includes('linux-x64'))
    for (const name of beside) expect(stdout).toBe(await readFile(join(builtFolder, name), 'utf8'))
  })
})
