/**
 * One file out of many chunks, where each chunk but the first lies in a comment and is compiled when it is first imported. Code that
 * never runs is still pre-parsed by V8 at every start (60 ms for what the agent brings along); a comment is merely skipped, and
 * unlike a compressed text it can still be read and searched by whoever wants to know what runs on the terminal.
 */

import { type Chunk, moduleLoader, type Parts } from './parts.ts'

/** What stands for the end of a comment inside of one. */
const END_INSIDE = '*\x7f/'

/** The file: the first chunk runs at once, the others when they are required, texts and bytes when they are asked for. */
export function packed({ first, chunks, contents }: Parts): string {
  const texts = [...contents].map(([name, content]) => [name, typeof content === 'string' ? content : content.toString('base64')] as const)
  const all = [...chunks.map(({ name, code }) => [name, code] as const), ...texts].map(([name, text]) => comment(name, text))
  return `${moduleLoader(`const __texts={${all.map(({ name, identifier }) => `${JSON.stringify(name)}:${identifier}`).join()}};
function __has(name){return Object.hasOwn(__texts,name)}
function __text(name){const s=__texts[name].toString();return s.slice(s.indexOf('/*')+2,s.lastIndexOf('*/')).replaceAll(${JSON.stringify(END_INSIDE)},'*/')}
function __bytes(name){return Buffer.from(__text(name),'base64')}`)}
${run(first)}
${all.map(({ definition }) => definition).join('')}`
}

function run({ code }: Chunk): string {
  return `(function(require){\n${code}\n})(__require);`
}

function comment(name: string, text: string): { name: string; identifier: string; definition: string } {
  const identifier = `__text_${name.replace(/\W/g, '_')}`
  return { name, identifier, definition: `function ${identifier}(){/*${text.replaceAll('*/', END_INSIDE)}*/}\n` }
}
