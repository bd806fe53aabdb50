import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildTwice } from '../../packaging/two-builds.ts'
import { repository } from '../../scripts/bundle.ts'
import { linuxX64Base, missingStrip } from './support/base.ts'
import { titled } from './support/linux.ts'

const missing = process.platform !== 'linux' || !existsSync(linuxX64Base) ? 'it is built on Linux' : missingStrip

test.skipIf(missing !== undefined)(
  titled('built twice in two folders, the executable for Linux is the same to the last byte', missing),
  { timeout: 240_000 },
  async () => {
    const folder = join(repository, 'dist/reproducible-test')
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const compared = await buildTwice(folder, ['--target', 'linux-x64', '--no-fleet'])
    const names = compared.map(({ name, isEqual }) => ({ name, isEqual }))
    expect(names).toEqual(expect.arrayContaining([{ name: 'terminal-preflight', isEqual: true }]))
    expect(names.filter(({ isEqual }) => !isEqual)).toEqual([])
  },
)
