import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isUserError } from '../../agent/cli/errors.ts'
import { findSite } from '../../agent/profile/find-site.ts'
import { failure } from '../../checks/failure.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { folderWith, loaded, refused } from './folder.ts'

const site = 'proxy: direct\n'

describe('where the site file is looked for', () => {
  test.each([
    ['Windows', 'win32', { ProgramData: 'D:\\ProgramData' }, 'C:\\Tools', 'D:\\ProgramData\\TerminalPreflight\\site.yaml'],
    ['Windows without the variable', 'win32', {}, 'C:\\Tools', 'C:\\ProgramData\\TerminalPreflight\\site.yaml'],
    ['Linux', 'linux', {}, '/opt/tools', '/etc/terminal-preflight/site.yaml'],
    ['macOS', 'darwin', {}, '/opt/tools', '/Library/Application Support/TerminalPreflight/site.yaml'],
  ] as const)('in the machine’s own folder on %s', async (_name, platform, env, programFolder, path) => {
    const found = await findSite(null, programFolder, injectedIo({ platform, env, files: { [path]: site } }))
    expect(found).toMatchObject({ file: path, origin: 'machine-folder' })
  })

  test.each([
    ['win32', 'C:\\Tools', 'C:\\Tools\\site.yaml'],
    ['linux', '/opt/tools', '/opt/tools/site.yaml'],
  ] as const)('beside the program on %s', async (platform, programFolder, path) => {
    expect(await findSite(null, programFolder, injectedIo({ platform, files: { [path]: site } }))).toMatchObject({
      file: path,
      origin: 'beside-program',
    })
  })

  test('nowhere: there is none, and that is no error', async () => {
    expect(await findSite(null, '/opt/tools', injectedIo({ platform: 'linux' }))).toBeNull()
  })

  test('both: 78, and both are named', async () => {
    const files = { '/opt/tools/site.yaml': site, '/etc/terminal-preflight/site.yaml': site }
    const error = await findSite(null, '/opt/tools', injectedIo({ platform: 'linux', files }))
    expect(error).toMatchObject({
      exitCode: 78,
      line: 'two site files: /opt/tools/site.yaml and /etc/terminal-preflight/site.yaml; remove one, or say which counts: --site FILE',
    })
  })

  test('a program in the machine’s own folder has one site file, not two', async () => {
    const files = { '/etc/terminal-preflight/site.yaml': site }
    expect(isUserError(await findSite(null, '/etc/terminal-preflight', injectedIo({ platform: 'linux', files })))).toBe(false)
  })

  test('--site ends the search', async () => {
    const files = { '/opt/tools/site.yaml': site, '/etc/terminal-preflight/site.yaml': site, 'lab/site.yaml': 'proxy: system' }
    const found = await findSite('lab/site.yaml', '/opt/tools', injectedIo({ platform: 'linux', files }))
    expect(found).toMatchObject({ file: 'lab/site.yaml', origin: 'flag', content: Buffer.from('proxy: system') })
  })

  test.each(['access-denied', 'too-many-open'] as const)('one that is there and can’t be read (%s) is an error, not none', async (word) => {
    const io = injectedIo({ platform: 'linux' })
    const read = async (path: string) => ({ failure: path.startsWith('/opt') ? failure(word, 'CODE') : failure('file-missing', 'ENOENT') })
    expect(await findSite(null, '/opt/tools', { ...io, files: { ...io.files, read } })).toMatchObject({
      exitCode: 66,
      line: expect.stringContaining('/opt/tools/site.yaml: '),
    })
  })
})

describe('--site', () => {
  test('a file that is not there: 66', async () => {
    expect(await refused(folderWith({}), { site: './nowhere.yaml' })).toMatchObject({
      exitCode: 66,
      line: '--site ./nowhere.yaml: is not there',
    })
  })

  test('a folder: 66', async () => {
    const folder = folderWith({})
    expect(await refused(folder, { site: folder })).toMatchObject({ exitCode: 66, line: `--site ${folder}: is a folder; name a file` })
  })

  test('a file below a file: 66', async () => {
    const folder = folderWith({ 'site.yaml': site })
    expect(await refused(folder, { site: join(folder, 'site.yaml', 'x') })).toMatchObject({
      exitCode: 66,
      line: expect.stringContaining('is not there'),
    })
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that this user may not read: 66', async () => {
    const folder = folderWith({ 'secret.yaml': site })
    chmodSync(join(folder, 'secret.yaml'), 0)
    expect(await refused(folder, { site: join(folder, 'secret.yaml') })).toMatchObject({
      exitCode: 66,
      line: expect.stringContaining('may not be read'),
    })
  })

  test('mistakes name the file as it was given', async () => {
    const folder = folderWith({ 'mine.yaml': 'proxy: systm' })
    expect((await refused(folder, { site: `${folder}/../${folder.split('/').at(-1)}/mine.yaml` })).line).toMatch(
      /\/\.\.\/.*\/mine\.yaml:1: proxy: /,
    )
  })

  test('it is told where the file came from', async () => {
    const folder = folderWith({ 'mine.yaml': site })
    expect((await loaded(folder, { site: `${folder}/mine.yaml` })).siteFile).toEqual({ path: `${folder}/mine.yaml`, origin: 'flag' })
  })
})
