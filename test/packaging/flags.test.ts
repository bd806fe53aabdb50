import { expect, test } from 'vitest'
import { help, readFlags } from '../../packaging/flags.ts'
import { targets } from '../../packaging/targets.ts'

const idsOf = (argv: readonly string[]) => {
  const flags = readFlags(argv)
  return flags === 'help' ? flags : flags.targets.map(({ id }) => id)
}

test('without flags it is what users get, and --target chooses', () => {
  expect(idsOf([])).toEqual(['win-x64', 'linux-x64'])
  expect(idsOf(['--target', 'all'])).toEqual(targets.map(({ id }) => id))
  expect(idsOf(['--target=linux-arm64,win-arm64', '--target', 'macos-x64'])).toEqual(['linux-arm64', 'win-arm64', 'macos-x64'])
  expect(idsOf(['--help'])).toBe('help')
})

test('what is wrong is told in one line', () => {
  expect(() => readFlags(['--target', 'beos'])).toThrow('--target beos: there are win-x64, linux-x64')
  expect(() => readFlags(['--trsut', 'x.pem'])).toThrow('--trsut')
  expect(() => readFlags(['site.yaml'])).toThrow('site.yaml')
})

test('the help names every flag and every target', () => {
  for (const name of ['--target', '--site', '--trust', '--no-fleet', '--out', '--help', ...targets.map(({ id }) => id)]) {
    expect(help).toContain(name)
  }
})

test('every target writes a file of its own, and only those that tests run are called so', () => {
  expect(new Set(targets.map(({ output }) => output)).size).toBe(targets.length)
  expect(targets.filter(({ proof }) => proof === 'run').map(({ id }) => id)).toEqual(['win-x64', 'linux-x64'])
})
