import { execFile, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { insertAtEnd, namesOf } from '../../scripts/new-check.ts'
import { repository } from './tree.ts'

const run = promisify(execFile)

describe('names', () => {
  test('one word', () => expect(namesOf('smartcard')).toEqual({ id: 'smartcard', pascal: 'Smartcard' }))

  test.each(['', 'Smartcard', 'smart-card', 'a/b', '../a', '2fa', '_template'])('%o is none', (id) => expect(namesOf(id)).toBeUndefined())
})

describe('what is typed', () => {
  const typed = (...args: string[]) =>
    spawnSync(process.execPath, [join(repository, 'scripts/new-check.ts'), ...args], { encoding: 'utf8' })

  test.each(['--help', '-h', '/?'])('%s is the help, and makes nothing', (flag) => {
    expect(typed(flag)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('checks/_template/README.md') })
  })

  test.each([[], ['Smartcard'], ['one', 'two'], ['--no-such-flag']].map((args) => ({ args })))('$args is none', ({ args }) => {
    expect(typed(...args)).toMatchObject({ status: 64, stdout: '', stderr: expect.stringContaining('--help') })
  })
})

describe('a line at the end of a list', () => {
  test.each([
    ['on one line', "const a = ['x', 'y'] as const", 'const a = [', "'z',", "const a = ['x', 'y',\n'z',\n] as const"],
    [
      'on many',
      'const a = {\n  x: { y: [1] },\n}\nconst b = {}',
      'const a = {',
      'z: 1,',
      'const a = {\n  x: { y: [1] },\nz: 1,\n}\nconst b = {}',
    ],
    ['in an interface', 'interface A {\n  x: X\n}', 'interface A {', 'z: Z', 'interface A {\n  x: X\nz: Z\n}'],
    ['that is empty', 'const a = []', 'const a = [', 'z,', 'const a = [\nz,\n]'],
  ])('%s', (_name, source, after, line, expected) => expect(insertAtEnd(source, after, line)).toBe(expected))

  test('says what to do by hand where there is no such list', () => {
    expect(() => insertAtEnd('const b = []', 'const a = [', 'z,')).toThrow('add "z," by hand')
  })
})

/** Types of the whole project, and a run of tests inside this one: a busy machine takes more than a minute. */
const LIMIT_MS = 240_000

test('a new check compiles, keeps the house rules and passes its own tests as it is', { timeout: LIMIT_MS }, async () => {
  const scratch = await copyOfTheRepository()
  const inScratch = (file: string, ...args: string[]) =>
    run(process.execPath, [join(scratch, file), ...args], { cwd: scratch, env: { ...process.env, NO_COLOR: '1' } })
  const { stdout } = await inScratch('scripts/new-check.ts', 'example')
  const touched = stdout.split('\n\n')[0]?.split('\n') ?? []
  expect(touched).toEqual(expect.arrayContaining(['checks/example/judge.ts', 'checks/texts.ts', 'test/example/judge.test.ts']))
  expect(await readFile(join(scratch, 'checks/example/causes.ts'), 'utf8')).toMatch(/number: [1-9]\d*01,/)

  await inScratch('node_modules/typescript/bin/tsc', '-p', '.')
  await inScratch('node_modules/@biomejs/biome/bin/biome', 'check', ...touched)
  const tests = ['test/example', ...['imports', 'files', 'texts'].map((name) => `test/house/${name}.test.ts`)]
  const { stdout: report } = await inScratch('node_modules/vitest/vitest.mjs', 'run', ...tests)
  expect(report).toMatch(/Test Files +4 passed \(4\)/)
  await expect(inScratch('scripts/new-check.ts', 'example')).rejects.toMatchObject({ code: 73 })
})

async function copyOfTheRepository(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'new-check-'))
  onTestFinished(() => rm(scratch, { recursive: true }))
  const leftOut = new Set(['.git', 'node_modules', 'dist', 'coverage', 'lab-output'])
  await cp(repository, scratch, { recursive: true, filter: (path) => !leftOut.has(relative(repository, path).split(/[\\/]/, 1)[0] ?? '') })
  await symlink(join(repository, 'node_modules'), join(scratch, 'node_modules'), 'junction')
  return scratch
}
