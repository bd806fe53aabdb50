/**
 * The program for the single executable: a small main, and everything else as assets, of which a piece is read and compiled when it
 * is first asked for. V8 then sees at a start only what that start runs, which a code cache would give too, but one that is made for one
 * machine alone and is never the same twice.
 */

import { brotliCompressSync } from 'node:zlib'
import { type Chunk, moduleLoader, type Parts } from './parts.ts'

export interface Split {
  /** CommonJS; it finds its parts by node:sea. */
  readonly main: string
  /** Texts are UTF-8; of a name with `.br` behind it, compressed (RFC 7932). */
  readonly assets: ReadonlyMap<string, Buffer>
}

/** What is seldom asked for and compresses well: libraries and licences, never code, which must be readable in the file. */
const COMPRESSED_FROM_BYTES = 65_536

export function split({ first, chunks, contents }: Parts): Split {
  const codes = inOrder(first, chunks).map(({ name, code }) => [name, Buffer.from(code)] as const)
  const others = [...contents].map(([name, content]) => asset(name, Buffer.from(content)))
  const assets = new Map([[PROGRAM, Buffer.concat(codes.map(([, code]) => code))] as const, ...others])
  const compressed = others.flatMap(([name]) => (name.endsWith(COMPRESSED) ? [name.slice(0, -COMPRESSED.length)] : []))
  const main = `${moduleLoader(`const __sea=require('node:sea'),__program=__raw('${PROGRAM}'),__places=${JSON.stringify(placesOf(codes))};
const __compressed=new Set(${JSON.stringify(compressed)});
function __raw(name){return Buffer.from(__sea.getRawAsset(name))}
function __has(name){return Object.hasOwn(__places,name)}
function __text(name){return __has(name)?__program.toString('utf8',...__places[name]):__compressed.has(name)?__bytes(name).toString():__raw(name).toString()}
function __bytes(name){return __compressed.has(name)?require('node:zlib').brotliDecompressSync(__raw(name+'${COMPRESSED}')):Buffer.from(__sea.getAsset(name))}`)}
(function(require){
${first.code}
})(__require);
`
  return { main, assets }
}

const COMPRESSED = '.br'

/**
 * All code as one asset. At a start Node reads every asset's name and length, and the system brings the pages around each into memory:
 * code in hundreds of assets would be there whole, whatever runs of it.
 */
const PROGRAM = 'program.js'

/** Breadth first from what runs at once: what a start asks for lies together, and what only a command asks for behind it. */
function inOrder(first: Chunk, chunks: readonly Chunk[]): readonly Chunk[] {
  const others = new Map(chunks.map((chunk) => [chunk.name, chunk]))
  const found = [first]
  for (const { code } of found) {
    for (const [, name = ''] of code.matchAll(/\brequire\(\s*"([^"]+)"\s*\)/g)) {
      const chunk = others.get(name)
      if (chunk !== undefined && others.delete(name)) found.push(chunk)
    }
  }
  return [...found.slice(1), ...others.values()]
}

/** Where each begins and ends among them all. */
function placesOf(codes: readonly (readonly [string, Buffer])[]): Readonly<Record<string, readonly [number, number]>> {
  let end = 0
  const placed = codes.map(([name, { length }]) => {
    const begin = end
    end += length
    return [name, [begin, end]] as const
  })
  return Object.fromEntries(placed)
}

function asset(name: string, content: Buffer): readonly [string, Buffer] {
  return content.length < COMPRESSED_FROM_BYTES ? [name, content] : [`${name}${COMPRESSED}`, brotliCompressSync(content)]
}
