/**
 * One file out of many chunks, where each chunk but the first lies in a comment and is compiled when it is first imported. Code that
 * never runs is still pre-parsed by V8 at every start (60 ms for what the agent brings along); a comment is merely skipped, and
 * unlike a compressed text it can still be read and searched by whoever wants to know what runs on the terminal.
 */

import { type Chunk, moduleLoader, type Parts } from './parts.ts'

/** What stands for the end of a comment inside of one. */
const END_INSIDE = '*\x7f/'

/** All but ASCII is written as \x7f, "u" and four digits: for a single character beyond Latin-1 V8 would hold the whole file in two bytes each. */
const notAscii = /[^\0-\x7e]/g
const written = (character: string) => `\x7fu${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The file: the first chunk runs at once, the others when they are required, texts and bytes when they are asked for. */
export function packed({ first, chunks, contents }: Parts): string {
  const texts = [...contents].map(([name, content]) => [name, typeof content === 'string' ? content : content.toString('base64')] as const)
  const all = [...chunks.map(({ name, code }) => [name, code] as const), ...texts].map(([name, text]) => comment(name, text))
  return `${moduleLoader(`const __texts={${all.map(({ name, identifier }) => `${JSON.stringify(name)}:${identifier}`).join()}};
function __has(name){return Object.hasOwn(__texts,name)}
function __text(name){const s=__texts[name].toString();return s.slice(s.indexOf('/*')+2,s.lastIndexOf('*/')).replaceAll(${JSON.stringify(END_INSIDE)},'*/').replace(/\\x7fu(.{4})/g,(_,digits)=>String.fromCharCode(parseInt(digits,16)))}
function __bytes(name){return Buffer.from(__text(name),'base64')}`)}
${run(first)}
${all.map(({ definition }) => definition).join('')}`
}

function run({ code }: Chunk): string {
  return `(function(require){\n${code}\n})(__require);`
}

function comment(name: string, text: string): { name: string; identifier: string; definition: string } {
  const identifier = `__text_${name.replace(/\W/g, '_')}`
  return { name, identifier, definition: `function ${identifier}(){/*${text.replace(notAscii, written).replaceAll('*/', END_INSIDE)}*/}\n` }
}
