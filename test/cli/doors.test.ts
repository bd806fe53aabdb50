import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../profile/folder.ts'

const run = promisify(execFile)
const repository = join(import.meta.dirname, '..', '..')

/** Starts the command line and the configuration in a process of their own, and tells which packages were loaded for it. */
async function packagesLoadedFor(programFolder: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = new Set()
    registerHooks({ load: (url, context, next) => {
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]
      if (name !== undefined) loaded.add(name)
      return next(url, context)
    } })
    const { parseFlags } = await import('./agent/cli/flags.ts')
    const { systemLanguage } = await import('./agent/cli/language.ts')
    const { loadConfiguration } = await import('./agent/profile/load.ts')
    const { realFiles } = await import('./checks/io/files.ts')
    const parsed = await parseFlags(process.argv.slice(2), { version: '', language: systemLanguage(process.env) })
    const io = { files: realFiles(), env: { ProgramData: process.argv[1] }, platform: 'linux' }
    const read = (path, maxBytes) => io.files.read(path.startsWith('/etc/') ? path + '.none' : path, maxBytes)
    const configuration = parsed.kind === 'run' ? await loadConfiguration(parsed.options, process.argv[1], { ...io, files: { ...io.files, read } }) : parsed
    if (configuration.kind === 'error') throw new Error(configuration.line)
    console.log(JSON.stringify([...loaded]))
  `
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script, '--', programFolder, ...argv], {
    cwd: repository,
  })
  return JSON.parse(stdout) as string[]
}

describe('what is loaded at the start', () => {
  test('a double-click without a site file loads no package at all', async () => {
    expect(await packagesLoadedFor(folderWith({}))).toEqual([])
  })

  test('neither does --help', async () => {
    expect(await packagesLoadedFor(folderWith({}), '--help')).toEqual([])
  })

  test('flags load yargs, and neither zod nor yaml', async () => {
    const loaded = await packagesLoadedFor(folderWith({}), '--profile', 'ccms', '--resolver', 'hkex=192.0.2.1')
    expect(loaded).toContain('yargs')
    expect(loaded.filter((name) => ['zod', 'yaml', 'ipaddr.js'].includes(name))).toEqual([])
  })

  test('a site file loads zod and yaml, and not yargs', async () => {
    const loaded = await packagesLoadedFor(folderWith({ 'site.yaml': 'proxy: direct' }))
    expect(loaded.toSorted()).toEqual(['ipaddr.js', 'yaml', 'zod'])
  })
})

describe('yargs', () => {
  const modules = join(repository, 'node_modules')
  const everythingBut = (folder: string, but: string) =>
    readdirSync(folder).flatMap((name) => (name === but ? [] : [`--allow-fs-read=${join(folder, name)}`]))
  const parseWithoutLocales = (lines: readonly (readonly string[])[]) => {
    const script = `
      import { parseFlags } from './agent/cli/flags.ts'
      for (const argv of ${JSON.stringify(lines)}) console.log((await parseFlags(argv, { version: '1', language: 'en' })).kind)
    `
    const allowed = [
      ...everythingBut(repository, 'node_modules'),
      ...everythingBut(modules, 'yargs'),
      ...everythingBut(join(modules, 'yargs'), 'locales'),
      `--allow-fs-read=${join(modules, 'yargs', 'package.json')}`,
    ]
    const node = ['--permission', ...allowed, '--input-type=module', '--eval', script]
    return run(process.execPath, node, { cwd: repository, env: { ...process.env, LANG: 'de_DE.UTF-8', LC_ALL: 'zh_TW.UTF-8' } })
  }

  test('never looks for a file with its words, prints nothing and ends nothing', async () => {
    const { stdout, stderr } = await parseWithoutLocales([
      ['--profile', 'ccms', '--json', '--silent'],
      ['--profile'],
      ['--profle', 'x'],
      ['--site=a', '--site=b'],
      ['check', 'me'],
      ['--deadline', 'soon'],
      ['--help'],
      ['--version'],
    ])
    expect(stdout.trim().split('\n')).toEqual(['run', 'error', 'error', 'error', 'error', 'error', 'text', 'text'])
    expect(stderr).toBe('')
  })
})
