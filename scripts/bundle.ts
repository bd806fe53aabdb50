/** From the sources to one CommonJS file that Node, or the single executable, runs without node_modules. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build, formatMessages, type Plugin } from 'esbuild'
import { dynamicPackages, footer, importPacked, pack, unpacked } from './packed.ts'
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

/** Throws where esbuild has anything to warn of: what it warns of fails on a terminal, not here. */
export async function bundle({ entry, outfile, root = repository }: BundleOptions): Promise<Bundle> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const [rules, packed] = await Promise.all([rulesSha256(root), dynamicPackages(root, entry).then((names) => pack(root, names))])
  const texts = new Map(packed.map(({ name, text }) => [name, text]))
  const { warnings, metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // Names stay: a stack trace in a log from a terminal must be readable, and functions travel to child processes as their text
    // (which esbuild's keepNames would tie to a helper that is not there).
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the whole line in which an uncaught error arose.
    lineLimit: 160,
    legalComments: 'external',
    // yargs exists as an ES module alone and asks where it lies.
    banner: { js: "const __import_meta_url=require('node:url').pathToFileURL(__filename).href;" },
    define: {
      'import.meta.url': '__import_meta_url',
      'import.meta.filename': '__filename',
      'import.meta.dirname': '__dirname',
      __VERSION__: JSON.stringify(version),
      __RULES_SHA256__: JSON.stringify(rules),
    },
    plugins: [importPacked(packed), embedQuickJs(texts)],
    metafile: true,
    logLevel: 'silent',
  })
  if (warnings.length > 0) throw new Error((await formatMessages(warnings, { kind: 'warning' })).join('\n'))
  const inputs = [...new Set([...Object.keys(metafile.inputs), ...packed.flatMap((each) => each.inputs)])].sort()
  if (inputs.some((path) => path.includes('node_modules/quickjs-wasi/')) && !texts.has(quickJsWasm)) {
    throw new Error('quickjs-wasi is in the bundle, but not checks/proxy/quickjs-wasm.ts, through which it would find its interpreter')
  }
  const outputOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  const code = `${outputOf('.cjs')}${footer(texts)}`
  await mkdir(dirname(join(root, outfile)), { recursive: true })
  await writeFile(join(root, outfile), code)
  await writeFile(
    join(root, `${outfile}.LEGAL.txt`),
    [outputOf('.LEGAL.txt'), ...packed.map(({ legal }) => legal)].filter((text) => text !== '').join('\n'),
  )
  return { bytes: Buffer.byteLength(code), version, rulesSha256: rules, inputs }
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
        const told = `replaceQuickJsWasm(async () => new Uint8Array(Buffer.from(${unpacked(quickJsWasm)}, 'base64')))`
        return { contents: `${source}\n${told}\n`, loader: 'ts' }
      })
    },
  }
}
