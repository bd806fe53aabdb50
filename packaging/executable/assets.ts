/** The program for one platform: its small main, and every part of it as an asset. */

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'
import { type Built, buildParts } from '../../scripts/bundle.ts'
import { embed } from '../../scripts/embed.ts'
import type { Contents } from '../../scripts/parts.ts'
import { type Split, split } from '../../scripts/split.ts'
import type { Target } from '../targets.ts'

export interface Program extends Split, Omit<Built, 'parts'> {}

/** @param define what the build fills in beside the version, JavaScript by name */
export async function programFor(target: Target, define: Readonly<Record<string, string>> = {}): Promise<Program> {
  const { parts, ...built } = await buildParts({
    entry: 'agent/terminal-preflight.ts',
    plugins: (contents) => [embedKoffi(target.koffi.library, contents)],
    define,
  })
  return { ...built, ...split(parts) }
}

/** checks/io/native.ts loads koffi from node_modules, or as it is told: the executable brings the library along, and knows its digest. */
function embedKoffi(library: string, contents: Contents): Plugin {
  return embed('native', 'replaceKoffi', async () => {
    const bytes = await readFile(library)
    const name = basename(library)
    contents.set(name, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const carried = `{ name: ${JSON.stringify(name)}, sha256: ${JSON.stringify(sha256)}, bytes: () => __bytes(${JSON.stringify(name)}) }`
    return `async (place) => (await import('./embedded-library.ts')).loadEmbeddedLibrary(${carried}, place)`
  })
}
