/** The program for one platform: its small main, and every part of it as an asset. */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'
import type { ThirdPartyText } from '../../agent/about/third-party.ts'
import { type Built, buildParts } from '../../scripts/bundle.ts'
import { embed } from '../../scripts/embed.ts'
import type { Contents } from '../../scripts/parts.ts'
import { type Split, split } from '../../scripts/split.ts'
import type { Branding } from '../branding.ts'
import type { Target } from '../targets.ts'

export interface Program extends Split, Omit<Built, 'parts'> {
  /** What of other people's is in it: CycloneDX as JSON, and their licences; the same as `about` shows. */
  readonly sbom: Buffer
  readonly licences: Buffer
}

export async function programFor(target: Target, branding: Branding): Promise<Program> {
  const { parts, ...built } = await buildParts({
    entry: 'agent/terminal-preflight.ts',
    plugins: (contents) => [embedKoffi(target.koffi.library, contents), ...embedSite(branding, contents)],
    define: { __TRUSTED_SIGNERS__: JSON.stringify(branding.trustedSigners) },
    alongside: { node: { version: target.nodeVersion }, koffi: [target.koffi.package] },
  })
  const content = (name: ThirdPartyText) => Buffer.from(parts.contents.get(name) ?? '')
  return { ...built, ...split(parts), sbom: content('sbom.cdx.json'), licences: content('third-party-licences.txt') }
}

/** checks/io/native.ts loads koffi from node_modules, or as it is told: the executable brings the library along, and knows its digest. */
function embedKoffi(library: string, contents: Contents): Plugin {
  return embed('checks/io/native', 'replaceKoffi', async () => {
    const bytes = await readFile(library)
    const name = basename(library)
    contents.set(name, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const carried = `{ name: ${JSON.stringify(name)}, sha256: ${JSON.stringify(sha256)}, bytes: () => __bytes(${JSON.stringify(name)}) }`
    return `async (place) => (await import('./embedded-library.ts')).loadEmbeddedLibrary(${carried}, place)`
  })
}

/** agent/profile/built-in.ts has none, or what it is told of. */
function embedSite({ siteFiles }: Branding, contents: Contents): readonly Plugin[] {
  if (siteFiles.size === 0) return []
  for (const [name, content] of siteFiles) contents.set(name, content)
  const names = JSON.stringify([...siteFiles.keys()])
  return [embed('agent/profile/built-in', 'replaceBuiltIn', async () => `(name) => (${names}.includes(name) ? __bytes(name) : undefined)`)]
}
