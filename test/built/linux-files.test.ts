/** Which files a whole run asks for, whoever else would like it to read theirs. docs/deploy.md lists them. */

import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { executableIn, missingWorld, titled } from './support/linux.ts'
import { missingStrace, pathsOf } from './support/paths.ts'
import { plant } from './support/planted.ts'
import { type Home, newHome, startWorld } from './support/world.ts'

/** What any program of this system asks for, and what the checks look at. */
const ofTheSystem = [
  // The C library and those that Node needs, by the system's own paths.
  /^\/etc\/ld\.so\.(cache|preload)$/,
  /^(\/usr)?\/lib(64)?\/([\w-]+\/)?(glibc-hwcaps\/[\w-]+\/)?lib[\w+.-]+\.so[\d.]*$/,
  /^\/etc\/(nsswitch\.conf|host\.conf|hosts|resolv\.conf|gai\.conf|netsvc\.conf|svc\.conf|passwd|os-release|localtime)$/,
  /^\/usr\/(lib\/os-release|share\/zoneinfo(\/.*)?)$/,
  // The certificates that it trusts.
  /^\/etc\/ssl\/(cert\.pem|certs(\/.*)?)$/,
  // Memory, processors, routes, adapters, the maker of the PC.
  /^\/proc\/(self\/(maps|cgroup|exe)|meminfo|version_signature|net\/route)$/,
  /^\/sys\/(class\/(net|dmi)|devices\/system\/cpu|fs\/cgroup)(\/.*)?$/,
  /^\/dev\/null$/,
  // How full the disk is.
  /^\/$/,
  // Smart cards.
  /^\/run\/pcscd(\/pcscd\.comm)?$/,
  // Browsers and their policies.
  /^\/etc\/(opt\/(chrome|edge)|chromium(-browser)?)\/policies\/managed(\/.*)?$/,
  /^\/opt\/(microsoft|google|brave\.com|vivaldi)(\/.*)?$/,
  /^\/(usr\/bin|usr\/local\/bin|snap\/bin)$/,
]

const ofTheMachine = /^\/etc\/terminal-preflight\/(site\.yaml|trust)$/

/** Of the user. */
function ofTheUser({ home, temporary, data }: Home): (path: string) => boolean {
  const above = [home, join(home, '.local'), join(home, '.local/state'), temporary]
  const browsers = ['.config/microsoft-edge', '.config/google-chrome', '.config/chromium', 'snap/chromium/common/chromium']
  const states = browsers.map((name) => join(home, name, 'Local State'))
  return (path) => [...above, ...states, data].includes(path) || path.startsWith(`${data}/`)
}

const why = missingWorld ?? missingStrace

describe.skipIf(why !== undefined)(titled('the files that a whole run asks for', why), () => {
  test('the system’s, its own, what flags name, and beside the executable a site file', { timeout: 120_000 }, async () => {
    await using world = await startWorld()
    await using home = await newHome()
    const { folder } = await plant(join(home.folder, 'beside'))
    const executable = await executableIn(folder)
    const [, profile = '', , site = '', , root = ''] = world.flags
    await copyFile(site, join(folder, 'site.yaml'))
    const cwd = await plant(join(home.folder, 'cwd'))
    const flags = ['--profile', profile, '--root', root, '--browser', 'off', '--silent']

    // On Node itself the same variables lead to what is planted.
    const { NODE_OPTIONS: _options, OPENSSL_CONF: _configuration, ...rest } = cwd.variables
    const asking = `require('node:tls').getCACertificates('system'); require('node:tls').createSecureContext(); new Date().toLocaleString('de')`
    const node = await pathsOf(world, process.execPath, ['--use-system-ca', '-e', asking], { home, env: rest, cwd: cwd.folder })
    const planted = node.paths.filter((path) => path.startsWith(`${cwd.folder}/`)).join('\n')
    for (const name of ['compiled', 'coverage', 'extra.pem', 'roots.pem', 'roots', 'icudt'])
      expect(planted).toContain(join(cwd.folder, name))

    const { ran, paths } = await pathsOf(world, executable, flags, { home, env: cwd.variables, cwd: cwd.folder })
    expect(ran).toEqual({ exitCode: 0, signal: null, stdout: '', stderr: '' })
    const isOfTheUser = ofTheUser(home)
    const isKnown = (path: string) =>
      ofTheSystem.some((each) => each.test(path)) || ofTheMachine.test(path) || isOfTheUser(path) || [profile, root].includes(path)
    const others = paths.filter((path) => !isKnown(path))
    expect(others).toEqual([folder, join(folder, 'site.yaml'), executable].toSorted())
  })
})
