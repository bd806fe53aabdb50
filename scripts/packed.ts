/**
 * One file out of many chunks, where each chunk but the first lies in a comment and is compiled when it is first imported. Code that
 * never runs is still pre-parsed by V8 at every start (60 ms for what the agent brings along); a comment is merely skipped, and
 * unlike a compressed text it can still be read and searched by whoever wants to know what runs on the terminal.
 */

/** What stands for the end of a comment inside of one. */
const END_INSIDE = '*\x7f/'

export interface Chunk {
  /** As other chunks require it: `./name.js`. */
  readonly name: string
  /** CommonJS. */
  readonly code: string
}

/**
 * The file: `first` runs at once, `chunks` when they are required, `texts` when `__text(name)` asks for them. `prologue` goes to the
 * top, where everything else can see it.
 */
export function packed(first: Chunk, chunks: readonly Chunk[], texts: ReadonlyMap<string, string>): string {
  const all = [...chunks.map(({ name, code }) => [name, code] as const), ...texts].map(([name, text]) => comment(name, text))
  return `'use strict';const __import_meta_url=require('node:url').pathToFileURL(__filename).href;
const __texts={${all.map(({ name, identifier }) => `${JSON.stringify(name)}:${identifier}`).join()}},__modules=new Map();
${loader}
(function(require){
${first.code}
})(__require);
${all.map(({ definition }) => definition).join('')}`
}

const parameters = 'exports,require,module,__filename,__dirname,__import_meta_url,__text'

/** Travels with them. A module is known before its code runs, so that chunks may require each other. */
const loader = `function __text(name){const s=__texts[name].toString();return s.slice(s.indexOf('/*')+2,s.lastIndexOf('*/')).replaceAll(${JSON.stringify(END_INSIDE)},'*/')}
function __require(name){
if(!Object.hasOwn(__texts,name))return require(name);
let module=__modules.get(name);
if(module===undefined){
__modules.set(name,module={exports:{}});
const {Script}=require('node:vm');
new Script('(function(${parameters}){'+__text(name)+'\\n})',{filename:name}).runInThisContext()(module.exports,__require,module,__filename,__dirname,__import_meta_url,__text);
}
return module.exports}`

function comment(name: string, text: string): { name: string; identifier: string; definition: string } {
  const identifier = `__text_${name.replace(/\W/g, '_')}`
  return { name, identifier, definition: `function ${identifier}(){/*${text.replaceAll('*/', END_INSIDE)}*/}\n` }
}
