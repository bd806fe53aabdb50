/** From the sources to one CommonJS file that Node, or the single executable, runs without node_modules. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { build, formatMessages, type Message, type Plugin, transform } from 'esbuild'
import { leanPackages, undiciDefines } from './lean-packages.ts'
import { type Chunk, packed } from './packed.ts'
import { rulesSha256 } from './rules.ts'

export const repository = join(import.meta.dirname, '..')

export interface BundleOptions {
  /** Path of the entry point and of the result, from `root`. */
  readonly entry: string
  readonly outfile: string
  /** Folder of the sources; paths inside the result are relative to it, so that no machine's paths get into it. */
  readonly root?: string
}

export interface Bundle {
  readonly bytes: number
  readonly version: string
  readonly rulesSha256: string
  /** Files that went into it, from `root`. */
  readonly inputs: readonly string[]
}

const style = {
  platform: 'node',
  target: 'node24',
  // Names stay: a stack trace in a log from a terminal must be readable, and functions travel to child processes as their text
  // (which esbuild's keepNames would tie to a helper that is not there).
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the whole line in which an uncaught error arose.
  lineLimit: 160,
  logLevel: 'silent',
} as const

/** Throws where esbuild has anything to warn of: what it warns of fails on a terminal, not here. */
export async function bundle({ entry, outfile, root = repository }: BundleOptions): Promise<Bundle> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const rules = await rulesSha256(root)
  const texts = new Map<string, string>()
  const { warnings, metafile, outputFiles } = await build({
    ...style,
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'dist',
    bundle: true,
    write: false,
    // Chunks exist for ES modules alone; each becomes CommonJS after.
    format: 'esm',
    splitting: true,
    // Its other half is a native library, which no script can hold: it is found beside the program, and where it isn't, done without.
    external: ['koffi'],
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    legalComments: 'external',
    // yargs and others ask where they lie: where the program does.
    define: {
      'import.meta.url': '__import_meta_url',
      'import.meta.filename': '__filename',
      'import.meta.dirname': '__dirname',
      ...undiciDefines,
      __VERSION__: JSON.stringify(version),
      __RULES_SHA256__: JSON.stringify(rules),
    },
    plugins: [embedQuickJs(texts), embedPacWorker(texts), leanPackages(texts)],
    metafile: true,
  })
  await refuse(warnings)
  const inputs = Object.keys(metafile.inputs).sort()
  if (inputs.some((path) => path.includes('node_modules/quickjs-wasi/')) && !texts.has(quickJsWasm)) {
    throw new Error('quickjs-wasi is in the bundle, but not checks/proxy/quickjs-wasm.ts, through which it would find its interpreter')
  }
  const scripts = outputFiles.filter(({ path }) => path.endsWith('.js'))
  const chunks = await Promise.all(
    scripts.map(async ({ path, text }): Promise<Chunk> => {
      const { entryPoint = '' } = metafile.outputs[`dist/${basename(path)}`] ?? {}
      const code = await asCommonJs(text)
      return { name: `./${basename(path)}`, code: metafile.inputs[entryPoint]?.format === 'cjs' ? `${code}\n${exportNames}` : code }
    }),
  )
  const first = `./${basename(entry, '.ts')}.js`
  const code = packed(
    chunks.find(({ name }) => name === first) ?? { name: first, code: '' },
    chunks.filter(({ name }) => name !== first).sort((a, b) => (a.name < b.name ? -1 : 1)),
    // Plugins fill it in whatever order their files are read.
    new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))),
  )
  const legal = new Set(outputFiles.filter(({ path }) => path.endsWith('.LEGAL.txt')).map(({ text }) => text))
  await mkdir(dirname(join(root, outfile)), { recursive: true })
  await writeFile(join(root, outfile), code)
  await writeFile(join(root, `${outfile}.LEGAL.txt`), [...legal].sort().join('\n'))
  return { bytes: Buffer.byteLength(code), version, rulesSha256: rules, inputs }
}

async function asCommonJs(source: string): Promise<string> {
  // A script that is compiled by hand has no loader for import(): as require it comes back to ours.
  const { code, warnings } = await transform(source, { ...style, format: 'cjs', supported: { 'dynamic-import': false } })
  await refuse(warnings)
  return code
}

/** From a chunk that is a CommonJS package esbuild exports `default` alone; Node's import() gives the package's names too. */
const exportNames = `for(const name of Object.keys(Object(module.exports.default)))
if(!(name in module.exports))Object.defineProperty(module.exports,name,{enumerable:true,get:()=>module.exports.default[name]})`

async function refuse(warnings: Message[]): Promise<void> {
  if (warnings.length > 0) throw new Error((await formatMessages(warnings, { kind: 'warning' })).join('\n'))
}

const quickJsWasm = 'quickjs.wasm'

/**
 * checks/proxy/quickjs-wasm.ts reads the interpreter from node_modules when it runs from source, or by whatever it is told. In the
 * bundle it is told at once: the bytes lie there as base64.
 */
function embedQuickJs(texts: Map<string, string>): Plugin {
  return {
    name: 'embed-quickjs',
    setup(each) {
      each.onLoad({ filter: /[\\/]quickjs-wasm\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        if (!source.includes('export function replaceQuickJsWasm(')) return { errors: [{ text: `${path} has no replaceQuickJsWasm` }] }
        const packageFile = createRequire(path).resolve('quickjs-wasi/package.json')
        texts.set(quickJsWasm, await readFile(join(dirname(packageFile), 'quickjs.wasm'), 'base64'))
        const told = `replaceQuickJsWasm(async () => new Uint8Array(Buffer.from(__text(${JSON.stringify(quickJsWasm)}), 'base64')))`
        return { contents: `${source}\n${told}\n`, loader: 'ts' }
      })
    },
  }
}

const pacWorker = 'pac-worker.js'

/** checks/proxy/pac-thread.ts starts its thread from a file beside it, or as it is told. In the bundle it is told: the thread's code lies there as text. */
function embedPacWorker(texts: Map<string, string>): Plugin {
  return {
    name: 'embed-pac-worker',
    setup(each) {
      each.onLoad({ filter: /[\\/]pac-thread\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        if (!source.includes('export function replacePacWorker(')) return { errors: [{ text: `${path} has no replacePacWorker` }] }
        const worker = await build({
          ...style,
          entryPoints: [join(dirname(path), 'pac-worker.ts')],
          bundle: true,
          write: false,
          format: 'cjs',
        })
        texts.set(pacWorker, worker.outputFiles[0]?.text ?? '')
        const told = `replacePacWorker((engine) => new Worker(__text(${JSON.stringify(pacWorker)}), { ...workerOptions, eval: true, workerData: engine }))`
        return { contents: `${source}\n${told}\n`, loader: 'ts' }
      })
    },
  }
}
