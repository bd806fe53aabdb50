import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lstat, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sweep, temporaryFolder } from '../../checks/io/temporary-folder.ts'

const windows = process.platform === 'win32'
const prefix = 'terminal-preflight-test-'
let parent = ''

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'terminal-preflight-parent-'))
})
afterEach(() => rm(parent, { recursive: true }))

async function made() {
  const folder = await temporaryFolder(prefix)
  if ('failure' in folder) throw new Error(folder.failure.code)
  return folder
}

describe('a folder', () => {
  test.skipIf(windows)('is for the user’s eyes alone', async () => {
    const folder = await made()
    expect((await lstat(folder.path)).mode & 0o777).toBe(0o700)
    await folder.remove()
  })

  test('tells the size of all that is in it, and what a program has left, and goes with it', async () => {
    const folder = await made()
    await mkdir(join(folder.path, 'a/b'), { recursive: true })
    await writeFile(join(folder.path, 'a/b/c'), 'x'.repeat(1000))
    await writeFile(join(folder.path, 'd'), 'text')
    expect(await folder.size()).toBe(1004)
    expect(await folder.read('d', 4)).toEqual({ content: Buffer.from('text') })
    expect(await folder.read('d', 3)).toMatchObject({ failure: { word: 'too-large' } })
    expect(await folder.read('e', 3)).toMatchObject({ failure: { word: 'file-missing' } })
    expect(await folder.remove()).toEqual({ removed: true })
    expect(existsSync(folder.path)).toBe(false)
    expect(await folder.remove()).toEqual({ removed: true })
    expect(await folder.size()).toBe(0)
  })

  test('goes though somebody still writes into it', async () => {
    const folder = await made()
    let writing = true
    const writer = (async () => {
      for (let index = 0; writing; index += 1) await writeFile(join(folder.path, String(index)), 'x').catch(() => new Promise(setImmediate))
    })()
    setTimeout(() => {
      writing = false
    }, 200)
    const removed = await folder.remove()
    await writer
    expect(removed).toEqual({ removed: true })
    await rm(folder.path, { recursive: true, force: true })
  })
})

test.each(['process.exit(3)', 'await endNow(3)'])('a program that ends in the middle takes its folders with it: %s', async (end) => {
  await mkdir(join(parent, 'somebodys'))
  await writeFile(join(parent, 'somebodys/file'), '')
  const from = (path: string) => pathToFileURL(join(import.meta.dirname, '../../checks/io', path)).href
  const script = `
    import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
    import { endNow } from '${from('native.ts')}'
    import { temporaryFolder } from '${from('temporary-folder.ts')}'
    const { path } = await temporaryFolder('${prefix}')
    mkdirSync(path + '/a/陳大文', { recursive: true })
    writeFileSync(path + '/a/陳大文/c', 'text')
    symlinkSync('${parent.replaceAll('\\', '\\\\')}/somebodys', path + '/a/link', 'junction')
    process.stdout.write(path)
    ${end}
  `
  const env = { ...process.env, TMPDIR: parent, TEMP: parent, TMP: parent }
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
  expect(status).toBe(3)
  expect(stdout.startsWith(parent)).toBe(true)
  expect(existsSync(stdout)).toBe(false)
  expect(existsSync(join(parent, 'somebodys/file'))).toBe(true)
})

describe('what crashed runs have left behind', () => {
  const old = new Date(0)
  // The change time of a folder cannot be set: what is made now is older than this.
  const later = () => Date.now() + 60_000
  const place = async (name: string) => {
    await mkdir(join(parent, name))
    await writeFile(join(parent, name, 'file'), '')
    await utimes(join(parent, name), old, old)
    return join(parent, name)
  }

  test('goes', async () => {
    const left = await place(`${prefix}aB3xYz`)
    await sweep(parent, prefix, later())
    expect(existsSync(left)).toBe(false)
  })

  test('stays where it is of this hour: its run may be under way', async () => {
    const left = await place(`${prefix}aB3xYz`)
    await sweep(parent, prefix, Date.now() - 3_600_000)
    expect(existsSync(left)).toBe(true)
  })

  test.each([`${prefix}aB3xY`, `${prefix}aB3xYz1`, `${prefix}aB3.Yz`, `x${prefix}aB3xYz`, 'terminal-preflight-other-aB3xYz'])(
    '%s is not ours',
    async (name) => {
      const other = await place(name)
      await sweep(parent, prefix, later())
      expect(existsSync(other)).toBe(true)
    },
  )

  test('a file, and a link to somebody’s folder, stay as they are', async () => {
    const somebodys = await place('somebodys')
    await writeFile(join(parent, `${prefix}aaaaaa`), '')
    await symlink(somebodys, join(parent, `${prefix}bbbbbb`), 'junction')
    await sweep(parent, prefix, later())
    for (const name of [`${prefix}aaaaaa`, `${prefix}bbbbbb`, 'somebodys/file']) expect(existsSync(join(parent, name))).toBe(true)
  })

  test('a link inside goes, what it leads to stays', async () => {
    const somebodys = await place('somebodys')
    const left = await place(`${prefix}aB3xYz`)
    await symlink(somebodys, join(left, 'link'), 'junction')
    await sweep(parent, prefix, later())
    expect([existsSync(left), existsSync(join(somebodys, 'file'))]).toEqual([false, true])
  })

  test('nothing happens where there is no such parent', async () => {
    await expect(sweep(join(parent, 'none'), prefix, later())).resolves.toBeUndefined()
  })
})
