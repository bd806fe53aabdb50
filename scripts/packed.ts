/**
 * Large packages go into the bundle as text that is compiled when they are first imported. Code that never runs is still pre-parsed
 * by V8 at every start (60 ms for what the agent brings along); a comment is merely skipped (6 ms), and unlike a compressed text it
 * can still be read and searched by whoever wants to know what runs on the terminal.
 */

import { build, type Plugin } from 'esbuild'

export interface Packed {
  /** As it is imported: a package's name, with a path inside it where there is one. */
  readonly name: string
  /** One CommonJS script. */
  readonly text: string
  /** Names that an ES module exports; undefined for CommonJS, which tells them when it runs. */
  readonly exportNames: readonly string[] | undefined
  readonly legal: string
  readonly inputs: readonly string[]
}

/** Below this a package is bundled as code: its text would save less than 2 ms. */
const WORTH_PACKING_BYTES = 48 * 1024

/** What stands for the end of a comment inside of one. */
const END_INSIDE = '*\x7f/'

/** Packages that the sources import, and only dynamically: a static import runs when the bundle starts and gains nothing. */
export async function dynamicPackages(root: string, entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'dist',
    platform: 'node',
    packages: 'external',
    metafile: true,
    logLevel: 'silent',
  })
  const imports = Object.values(metafile.inputs).flatMap((input) =>
    input.imports.filter(({ external, path }) => external && !path.startsWith('node:')),
  )
  const names = (isDynamic: boolean) =>
    new Set(imports.filter(({ kind }) => (kind === 'dynamic-import') === isDynamic).map(({ path }) => path))
  return [...names(true).difference(names(false))].sort()
}

/** The packages worth packing, each as one script. */
export async function pack(root: string, names: readonly string[]): Promise<Packed[]> {
  const packed = await Promise.all(names.map((name) => packOne(root, name)))
  return packed.filter(({ text }) => text.length >= WORTH_PACKING_BYTES)
}

async function packOne(root: string, name: string): Promise<Packed> {
  const shared = {
    absWorkingDir: root,
    entryPoints: [name] as string[],
    bundle: true,
    write: false,
    outfile: 'dist/packed.js',
    platform: 'node',
    target: 'node24',
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 160,
    legalComments: 'external',
    metafile: true,
    logLevel: 'silent',
    // Where they lie they read files beside them, which a bundle does not have; and a script compiled by hand has no loader for import().
    define: { 'import.meta.url': '__import_meta_url' },
    supported: { 'dynamic-import': false },
  } as const
  const asModule = await build({ ...shared, format: 'esm' })
  const asScript = await build({ ...shared, format: 'cjs' })
  const exportNames = asModule.metafile.outputs['dist/packed.js']?.exports ?? []
  const textOf = (end: string) => asScript.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return {
    name,
    text: textOf('packed.js'),
    // esbuild gives CommonJS packages the single export `default`.
    exportNames: exportNames.join() === 'default' && !isEsModule(asModule.metafile.inputs) ? undefined : exportNames,
    legal: textOf('.LEGAL.txt'),
    inputs: Object.keys(asScript.metafile.inputs),
  }
}

/** The entry point is the last input: what it imports stands before it. */
function isEsModule(inputs: Readonly<Record<string, { readonly format?: 'cjs' | 'esm' }>>): boolean {
  return Object.values(inputs).at(-1)?.format === 'esm'
}

/** Lets the imports of packed packages compile their text. */
export function importPacked(packed: readonly Packed[]): Plugin {
  const namespace = 'packed'
  return {
    name: namespace,
    setup(each) {
      const byName = new Map(packed.map((one) => [one.name, one]))
      each.onResolve({ filter: /^[^./]/ }, ({ path }) => (byName.has(path) ? { path, namespace } : undefined))
      each.onLoad({ filter: /./, namespace }, ({ path }) => ({ contents: importer(path, byName.get(path)?.exportNames), loader: 'js' }))
    },
  }
}

function importer(name: string, exportNames: readonly string[] | undefined): string {
  const run = [
    `const packed = { exports: {} }`,
    `const script = new (require('node:vm').Script)(${unpacked(name, '(function(module,exports,require,__import_meta_url){', '\n})')}, { filename: ${JSON.stringify(name)} })`,
    `script.runInThisContext()(packed, packed.exports, require, __import_meta_url)`,
  ]
  if (exportNames === undefined) return [...run, 'module.exports = packed.exports'].join('\n')
  const constants = exportNames.map((each, index) => `const export${index} = packed.exports[${JSON.stringify(each)}]`)
  const names = exportNames.map((each, index) => `export${index} as ${JSON.stringify(each)}`)
  return [...run, ...constants, `export { ${names.join(', ')} }`].join('\n')
}

/** An expression for a packed text, with something before and after it. */
export function unpacked(name: string, before = '', after = ''): string {
  return `__unpack(${identifier(name)}, ${JSON.stringify(before)}, ${JSON.stringify(after)})`
}

/** What stands at the end of the bundle: each text in a function that is never called, and how to read it. */
export function footer(texts: ReadonlyMap<string, string>): string {
  const functions = [...texts].map(([name, text]) => `function ${identifier(name)}(){/*${text.replaceAll('*/', END_INSIDE)}*/}\n`)
  const unpack = `function __unpack(f,before,after){const s=f.toString();return before+s.slice(s.indexOf('/*')+2,s.lastIndexOf('*/')).replaceAll(${JSON.stringify(END_INSIDE)},'*/')+after}\n`
  return [unpack, ...functions].join('')
}

function identifier(name: string): string {
  return `__packed_${name.replace(/\W/g, '_')}`
}
