/** What the program reads from node_modules, or beside itself, when it runs from source, and brings along when it is built. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import type { Contents } from './parts.ts'

/** Name of QuickJS' interpreter in a built program. */
export const quickJsWasm = 'quickjs.wasm'

/** checks/proxy/quickjs-wasm.ts reads the interpreter from node_modules when it runs from source, or by whatever it is told. */
export function embedQuickJs(contents: Contents): Plugin {
  return embed('checks/proxy/quickjs-wasm', 'replaceQuickJsWasm', async (path) => {
    const packageFile = createRequire(path).resolve('quickjs-wasi/package.json')
    contents.set(quickJsWasm, await readFile(join(dirname(packageFile), quickJsWasm)))
    return `async () => new Uint8Array(__bytes(${JSON.stringify(quickJsWasm)}))`
  })
}

const pacWorker = 'pac-worker.js'

/** checks/proxy/pac-thread.ts starts its thread from a file beside it, or as it is told. In a built program the thread's code lies there as text. */
export function embedPacWorker(contents: Contents, style: BuildOptions): Plugin {
  return embed('checks/proxy/pac-thread', 'replacePacWorker', async (path) => {
    const entry = join(dirname(path), 'pac-worker.ts')
    const worker = await build({ ...style, entryPoints: [entry], bundle: true, write: false, format: 'cjs' })
    contents.set(pacWorker, worker.outputFiles?.[0]?.text ?? '')
    return `(Thread, engine) => new Thread(__text(${JSON.stringify(pacWorker)}), { ...workerOptions, eval: true, workerData: engine })`
  })
}

/**
 * A run says some of all the words, in one language. As data each check's are read when one of them is said, in one language; as code
 * those of all would be compiled together, and their source kept beside them.
 */
export function embedTexts(contents: Contents): Plugin {
  return {
    name: 'embed-texts',
    setup(each) {
      each.onLoad({ filter: /[\\/]checks[\\/]texts\.ts$/ }, async ({ path }) => {
        const { texts } = (await import(pathToFileURL(path).href)) as { texts: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
        const languages = Object.entries(texts).map(([language, checks]) => {
          const getters = Object.entries(checks).map(([check, text]) => {
            const name = `${check}.${language}.json`
            contents.set(name, JSON.stringify(text))
            return `get ${check}(){return read(${JSON.stringify(name)})}`
          })
          return `${JSON.stringify(language)}:{${getters}}`
        })
        return { contents: `${readOnce}\nexport const texts={${languages}}`, loader: 'js' }
      })
    },
  }
}

const readOnce = `const known=new Map();function read(name){if(!known.has(name))known.set(name,JSON.parse(__text(name)));return known.get(name)}`

/**
 * @param file path of the source file, with "/" and without its ending: a name alone may be another room's too
 * @param hook the function that it exports, by which it is told another way
 * @param how JavaScript of that way, which may use what the file imports
 */
export function embed(file: string, hook: string, how: (path: string) => Promise<string>): Plugin {
  return {
    name: `embed-${file}`,
    setup(each) {
      each.onLoad({ filter: new RegExp(`[\\\\/]${file.replaceAll('/', '[\\\\/]')}\\.ts$`) }, async ({ path }) => {
        const source = await readFile(path, 'utf8')
        if (!source.includes(`export function ${hook}(`)) return { errors: [{ text: `${path} has no ${hook}` }] }
        return { contents: `${source}\n${hook}(${await how(path)})\n`, loader: 'ts' }
      })
    },
  }
}
