/** The bundle that a run leaves: checked with plain tools, by the executable itself, and on its way to a helpdesk. */

import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { linuxExecutable } from './built.ts'
import { bundleIn, filesIn, missingWorld, sha256, titled } from './support/linux.ts'
import { ended, type Home, newHome, runHere, startWorld, type World } from './support/world.ts'

const tools = ['openssl', 'unzip'].filter((name) => spawnSync(name, ['-v']).error !== undefined)
const missingTools = tools.length === 0 ? undefined : `not installed: ${tools.join(', ')}`

const well = { exitCode: 0, signal: null, stderr: '' }

describe.skipIf(missingWorld !== undefined)(titled('the bundle of a run', missingWorld), () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test.skipIf(missingTools !== undefined)(
    titled('openssl, the digests listed in it, and the executable itself find it whole', missingTools),
    async () => {
      await using home = await newHome()
      expect(await world.run(linuxExecutable, [...world.flags, '--silent'], { home })).toEqual({ ...well, stdout: '' })
      const files = await filesIn(home.data)
      const { path, content } = bundleIn(files)
      const folder = join(home.folder, 'bundle')
      expect(spawnSync('unzip', ['-q', join(home.data, path), '-d', folder]).status).toBe(0)
      const parts = new Map((await filesIn(folder)).map((each) => [each.path, each.content]))

      const devicePem = join(home.data, 'identity/device.pem')
      const checked = [
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        'manifest.p7s',
        '-content',
        'manifest.json',
        '-binary',
        '-out',
        '/dev/null',
      ]
      const openssl = (...more: readonly string[]) => spawnSync('openssl', [...checked, ...more], { cwd: folder, encoding: 'utf8' }).status
      expect({ integrity: openssl('-noverify'), origin: openssl('-CAfile', devicePem, '-purpose', 'any') }).toEqual({
        integrity: 0,
        origin: 0,
      })
      await using stranger = await newHome()
      await world.run(linuxExecutable, [...world.flags, '--silent'], { home: stranger })
      expect(openssl('-CAfile', join(stranger.data, 'identity/device.pem'), '-purpose', 'any')).not.toBe(0)

      const { files: listed } = JSON.parse(String(parts.get('manifest.json'))) as {
        files: { path: string; size: number; sha256: string }[]
      }
      const inArchive = [...parts].filter(([name]) => !name.startsWith('manifest.'))
      const described = inArchive.map(([name, bytes]) => ({ path: name, size: bytes.length, sha256: sha256(bytes) }))
      const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1)
      expect(listed.map(({ path, size, sha256 }) => ({ path, size, sha256 })).toSorted(byPath)).toEqual(described.toSorted(byPath))
      await writeFile(join(folder, 'manifest.json'), `${parts.get('manifest.json')} `)
      expect(openssl('-noverify')).not.toBe(0)

      const file = join(home.data, path)
      const verify = (name: string, ...more: readonly string[]) =>
        runHere(linuxExecutable, ['bundle', 'verify', name, ...more], { home: stranger })
      expect((await verify(file)).exitCode).toBe(1)
      expect((await verify(file, '--trust', devicePem)).exitCode).toBe(0)
      const altered = join(home.folder, 'altered.preflight.zip')
      content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1
      await writeFile(altered, content)
      expect((await verify(altered, '--trust', devicePem)).exitCode).toBe(2)
      expect((await verify(linuxExecutable)).exitCode).toBe(3)
    },
  )

  test('a collector on loopback gets exactly that file', async () => {
    await using home = await newHome()
    await using collector = await startCollector(world, home)
    const { stdout: _, ...ran } = await upload(world, home, ['--require-upload'])
    expect(ran).toEqual(well)
    const { content } = bundleIn(await filesIn(join(home.data, 'reports')))
    expect(await collector.stored()).toEqual([content])
    expect(await waiting(home)).toEqual([])
  })

  test('where nobody listens it waits, and goes with the next upload', async () => {
    await using home = await newHome()
    const { exitCode } = await upload(world, home, ['--require-upload'])
    expect(exitCode).toBe(75)
    expect(await waiting(home)).toHaveLength(1)
    await using collector = await startCollector(world, home)
    expect(await world.run(linuxExecutable, ['upload', '--lang', 'en'], { home })).toMatchObject(well)
    const { content } = bundleIn(await filesIn(join(home.data, 'reports')))
    expect(await collector.stored()).toEqual([content])
    expect(await waiting(home)).toEqual([])
  })
})

const PORT = 4998

function upload(world: World, home: Home, more: readonly string[]) {
  const flags = [...world.flags, '--upload', `http://127.0.0.1:${PORT}/bundles`, ...more]
  return world.run(linuxExecutable, flags, { home, env: { TERMINAL_PREFLIGHT_UPLOAD_TOKEN: 'built' } })
}

async function startCollector(world: World, home: Home) {
  const store = await mkdtemp(join(tmpdir(), 'built-store-'))
  const collector = world.start(process.execPath, [join(repository, 'test/built/programs/linux-collector.ts'), String(PORT), store], {
    home,
  })
  await once(collector.stdout, 'data')
  return {
    stored: async () => Promise.all((await readdir(store)).map((name) => readFile(join(store, name)))),
    async [Symbol.asyncDispose]() {
      collector.kill()
      await ended(collector)
      await rm(store, { recursive: true })
    },
  }
}

/** Whatever lies in the spool beside its lock. */
async function waiting({ data }: Home): Promise<string[]> {
  return (await readdir(join(data, 'spool')).catch(() => [])).filter((name) => name !== 'lock')
}
