/** From the sources to one CommonJS file that Node, or the single executable, runs without node_modules. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build, formatMessages, type Message, type Plugin, transform } from 'esbuild'
import type { ThirdPartyOptions } from '../packaging/third-party/third-party.ts'
import { embedPacWorker, embedQuickJs, embedTexts, quickJsWasm } from './embed.ts'
import { embedThirdParty } from './embed-third-party.ts'
import { leanPackages, undiciDefines } from './lean-packages.ts'
import { packed } from './packed.ts'
import type { Chunk, Contents, Parts } from './parts.ts'
import { rulesSha256 } from './rules.ts'

export const repository = join(import.meta.dirname, '..')

export interface PartsOptions {
  /** Path of the entry point, from `root`. */
  readonly entry: string
  /** Folder of the sources; paths inside the result are relative to it, so that no machine's paths get into it. */
  readonly root?: string
  /** Further plugins, which may put what they bring along into `contents`. */
  readonly plugins?: (contents: Contents) => readonly Plugin[]
  /** Further names that the build fills in: JavaScript by name. */
  readonly define?: Readonly<Record<string, string>>
  /** What goes along beside what is put in here; nothing, where it isn't said. */
  readonly alongside?: Pick<ThirdPartyOptions, 'node' | 'koffi'>
}

export interface BundleOptions extends PartsOptions {
  /** Path of the result, from `root`. */
  readonly outfile: string
}

export interface Bundle {
  readonly bytes: number
  readonly version: string
  readonly rulesSha256: string
  /** Files that went into it, from `root`. */
  readonly inputs: readonly string[]
}

export interface Built extends Omit<Bundle, 'bytes'> {
  readonly parts: Parts
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

/** The program as one file, for Node. */
export async function bundle({ outfile, root = repository, ...options }: BundleOptions): Promise<Bundle> {
  const { parts, ...built } = await buildParts({ root, ...options })
  const code = packed(parts)
  await mkdir(dirname(join(root, outfile)), { recursive: true })
  await writeFile(join(root, outfile), code)
  return { bytes: Buffer.byteLength(code), ...built }
}

/** Throws where esbuild has anything to warn of: what it warns of fails on a terminal, not here. */
export async function buildParts({
  entry,
  root = repository,
  plugins = () => [],
  define = {},
  alongside = { node: null, koffi: [] },
}: PartsOptions): Promise<Built> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const rules = await rulesSha256(root)
  const contents: Contents = new Map()
  const others = embedThirdParty(contents)
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
    // Its other half is a native library, which no script can hold: one file finds it beside itself, or does without; the executable has its own way.
    external: ['koffi'],
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    // All licences go along as one text, whole: see embed-third-party.ts.
    legalComments: 'none',
    // yargs and others ask where they lie: where the program does.
    define: {
      'import.meta.url': '__import_meta_url',
      'import.meta.filename': '__filename',
      'import.meta.dirname': '__dirname',
      ...undiciDefines,
      __VERSION__: JSON.stringify(version),
      __RULES_SHA256__: JSON.stringify(rules),
      ...define,
    },
    plugins: [
      embedQuickJs(contents),
      embedPacWorker(contents, style),
      embedTexts(contents),
      leanPackages(contents),
      others.plugin,
      ...plugins(contents),
    ],
    metafile: true,
  })
  await refuse(warnings)
  const inputs = Object.keys(metafile.inputs).sort()
  await others.fill({ root, inputs, ...alongside })
  if (inputs.some((path) => path.includes('node_modules/quickjs-wasi/')) && !contents.has(quickJsWasm)) {
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
  const name = `./${basename(entry, '.ts')}.js`
  const parts = {
    first: chunks.find((chunk) => chunk.name === name) ?? { name, code: '' },
    chunks: chunks.filter((chunk) => chunk.name !== name).sort((a, b) => (a.name < b.name ? -1 : 1)),
    // Plugins fill it in whatever order their files are read.
    contents: new Map([...contents].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  return { parts, version, rulesSha256: rules, inputs }
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
