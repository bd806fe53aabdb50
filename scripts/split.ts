/**
 * The program for the single executable: a small main, and everything else as an asset of its own that is read and compiled when it
 * is first asked for. V8 then sees at a start only what that start runs, which a code cache would give too, but one that is made for one
 * machine alone and is never the same twice.
 */

import { brotliCompressSync } from 'node:zlib'
import { moduleLoader, type Parts } from './parts.ts'

export interface Split {
  /** CommonJS; it finds its parts by node:sea. */
  readonly main: string
  /** Texts are UTF-8; of a name with `.br` behind it, compressed (RFC 7932). */
  readonly assets: ReadonlyMap<string, Buffer>
}

/** What is seldom asked for and compresses well: libraries and licences, never code, which must be readable in the file. */
const COMPRESSED_FROM_BYTES = 65_536

export function split({ first, chunks, contents }: Parts): Split {
  const codes = chunks.map(({ name, code }) => [name, Buffer.from(code)] as const)
  const others = [...contents].map(([name, content]) => asset(name, Buffer.from(content)))
  const assets = new Map([...codes, ...others])
  const compressed = others.flatMap(([name]) => (name.endsWith(COMPRESSED) ? [name.slice(0, -COMPRESSED.length)] : []))
  const main = `${moduleLoader(`const __sea=require('node:sea'),__names=new Set(${JSON.stringify(chunks.map(({ name }) => name))});
const __compressed=new Set(${JSON.stringify(compressed)});
function __raw(name){return Buffer.from(__sea.getRawAsset(name))}
function __has(name){return __names.has(name)}
function __text(name){return __compressed.has(name)?__bytes(name).toString():__raw(name).toString()}
function __bytes(name){return __compressed.has(name)?require('node:zlib').brotliDecompressSync(__raw(name+'${COMPRESSED}')):Buffer.from(__sea.getAsset(name))}`)}
(function(require){
${first.code}
})(__require);
`
  return { main, assets }
}

const COMPRESSED = '.br'

function asset(name: string, content: Buffer): readonly [string, Buffer] {
  return content.length < COMPRESSED_FROM_BYTES ? [name, content] : [`${name}${COMPRESSED}`, brotliCompressSync(content)]
}
