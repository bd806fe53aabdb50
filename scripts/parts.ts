/** What a built program is made of, whichever way it is put together: scripts/packed.ts as one file, scripts/split.ts as assets. */

export interface Chunk {
  /** As other chunks require it: `./name.js`. */
  readonly name: string
  /** CommonJS. */
  readonly code: string
}

/** By the names that the program asks for them with: `__text(name)` for a text, `__bytes(name)` for bytes. */
export type Contents = Map<string, string | Buffer>

export interface Parts {
  /** Runs at once. */
  readonly first: Chunk
  /** Each is compiled and run when it is first required. */
  readonly chunks: readonly Chunk[]
  readonly contents: ReadonlyMap<string, string | Buffer>
}

const parameters = ['exports', 'require', 'module', '__filename', '__dirname', '__import_meta_url', '__text', '__bytes']

/**
 * Travels with them. A module is known before its code runs, so that chunks may require each other.
 * @param access JavaScript that defines `__has(name)`, `__text(name)` and `__bytes(name)`
 */
export function moduleLoader(access: string): string {
  return `'use strict';const __import_meta_url=require('node:url').pathToFileURL(__filename).href,__modules=new Map();
${access}
function __require(name){
if(!__has(name))return require(name);
let module=__modules.get(name);
if(module===undefined){
__modules.set(name,module={exports:{}});
require('node:vm').compileFunction(__text(name),${JSON.stringify(parameters)},{filename:name})(module.exports,__require,module,__filename,__dirname,__import_meta_url,__text,__bytes);
}
return module.exports}`
}
