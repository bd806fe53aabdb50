/**
 * Packages for the bundle, without what no run of ours reaches and with their tables worked out: loading undici's client and
 * htmlparser2 as they are takes 30 ms, within the second in which the page is asked for.
 */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { OnLoadResult, Plugin } from 'esbuild'
import type { Contents } from './parts.ts'

/** What undici itself takes for the sign of a build without its experimental parser (lib/dispatcher/client-h1.js). */
export const undiciDefines = { esbuildDetection: 'true' } as const

/** Where Node's own is asked for by nobody else: it brings its whole account of how two values differ. */
const plainAssert = `const assert=(ok,message='assertion failed')=>{if(!ok)throw new Error(message)};module.exports=Object.assign(assert,{
strictEqual:(a,b,message)=>assert(Object.is(a,b),message),notStrictEqual:(a,b,message)=>assert(!Object.is(a,b),message)})`

/**
 * What one request over an open HTTP/1.1 connection never reaches, as undici's files name it, and what they find in its place.
 * checks/page/request.ts sends a GET, agent/upload/put.ts a stream; neither sends a form.
 */
const undiciStandIns: Readonly<Record<string, string>> = {
  './client-h2.js': refusing('HTTP/2'),
  '../web/fetch/body.js': refusing('a request with a body'),
  '../web/fetch/formdata': refusing('a form to send'),
  '../web/webidl': refusing('a form to send'),
  // Only quicker than what its caller does by itself where it finds nothing, in a program that reads many headers.
  './tree': 'module.exports={tree:{lookup:()=>null}}',
  'node:assert': plainAssert,
  // Asked for a limit that every request of ours brings along, and for a class that none of our streams is of.
  'node:http': 'module.exports={maxHeaderSize:16384,IncomingMessage:class IncomingMessage{}}',
}

/** It makes a require() for files of settings, of which we have none; with its tables of source maps Node's own is slow to load. */
const noRequire = { 'node:module': 'module.exports={createRequire:()=>undefined}' }

/** Mostly for its help, which we never let it print; measuring its columns starts ICU's tables of graphemes, 10 ms and some megabytes. */
const yargsStandIns: Readonly<Record<string, string>> = {
  cliui: refusing('a help of yargs'),
  'string-width': refusing('a help of yargs'),
  // It looks for a package.json, from the working folder up, to guess a version that nobody asks it for.
  'escalade/sync': 'module.exports=()=>undefined',
  assert: plainAssert,
  ...noRequire,
}

/**
 * Its index takes the functions out of every file of it. We ask for memory, the model of a Mac and a Mac's USB devices (checks/io/system-details.ts
 * says why no more); the rest, a third of a megabyte, starts PowerShell and dozens of programs, and security software reads that too.
 */
const systeminformationStandIns: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'audio',
    'battery',
    'bluetooth',
    'cpu',
    'docker',
    'filesystem',
    'graphics',
    'internet',
    'network',
    'osinfo',
    'printer',
    'processes',
    'users',
    'virtualbox',
    'wifi',
  ].map((name) => [
    `./${name}`,
    `module.exports=new Proxy({},{get:()=>()=>{throw new Error('systeminformation ${name} is not in this program')}})`,
  ]),
)

const standIns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  systeminformation: systeminformationStandIns,
  undici: undiciStandIns,
  yargs: yargsStandIns,
  'yargs-parser': noRequire,
}

/** What `importer` finds in place of `path`; undefined where it finds that. */
function standIn(path: string, importer: string): string | undefined {
  const [, name = ''] =
    /[\\/]node_modules[\\/](systeminformation|undici|yargs|yargs-parser)[\\/](?:build[\\/])?lib[\\/]/.exec(importer) ?? []
  const own = standIns[name] ?? {}
  return Object.hasOwn(own, path) ? own[path] : undefined
}

function refusing(what: string): string {
  const words = JSON.stringify(`${what} is not in this program`)
  return `const refuse=()=>{throw new Error(${words})};module.exports=new Proxy(refuse,{get:refuse})`
}

/** @param contents where bytes go: within the code they would be read through with it */
export function leanPackages(contents: Contents): Plugin {
  return {
    name: 'lean-packages',
    setup(each) {
      const namespace = 'stand-in'
      each.onResolve({ filter: /.*/ }, ({ path, importer }) => {
        const code = standIn(path, importer)
        return code === undefined ? undefined : { path, namespace, pluginData: code }
      })
      each.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({ contents: pluginData as string }))
      each.onLoad({ filter: /[\\/]undici[\\/]lib[\\/]llhttp[\\/][\w-]+-wasm\.js$/ }, ({ path }) => llhttp(path, contents))
      each.onLoad({ filter: /[\\/]undici[\\/]lib[\\/]llhttp[\\/]constants\.js$/ }, ({ path }) => constants(path))
      each.onLoad({ filter: /[\\/]entities[\\/]dist[\\/]generated[\\/]decode-data-\w+\.js$/ }, ({ path }) => decodeTree(path, contents))
    },
  }
}

/** The parser of HTTP's bytes. */
function llhttp(path: string, contents: Contents): OnLoadResult {
  const bytes: unknown = createRequire(path)(path)
  if (!Buffer.isBuffer(bytes)) return refused(path)
  const name = basename(path, '.js')
  contents.set(name, bytes)
  return { contents: `Object.defineProperty(module,'exports',{get:()=>__bytes(${JSON.stringify(name)})})` }
}

/** Of llhttp's tables the two or three that the client reads. */
async function constants(path: string): Promise<OnLoadResult> {
  const all = createRequire(path)(path) as Readonly<Record<string, unknown>>
  const client = await readFile(join(dirname(path), '../dispatcher/client-h1.js'), 'utf8')
  const used = new Set([...client.matchAll(/\bconstants\.(\w+)/g)].map(([, name = '']) => name))
  return { contents: `module.exports=${JSON.stringify(Object.fromEntries([...used].map((name) => [name, all[name]])))}` }
}

/** The names of HTML's characters (&nbsp; and its like), as the tree that the package unpacks at every start. */
async function decodeTree(path: string, contents: Contents): Promise<OnLoadResult> {
  const trees = Object.entries((await import(path)) as Record<string, unknown>)
  const code = trees.map(([name, tree]) => {
    if (!(tree instanceof Uint16Array)) return undefined
    contents.set(name, Buffer.from(tree.buffer, tree.byteOffset, tree.byteLength))
    // A new buffer, since Buffer.from may place its bytes at an odd address. Every platform of ours is little-endian.
    return `export const ${name}=new Uint16Array(new Uint8Array(__bytes(${JSON.stringify(name)})).buffer)`
  })
  return code.includes(undefined) ? refused(path) : { contents: code.join('\n') }
}

function refused(path: string): OnLoadResult {
  return { errors: [{ text: `${path} does not export what it did` }] }
}
