import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

type ReadWasm = () => Promise<Uint8Array<ArrayBuffer>>

/**
 * The WebAssembly half of quickjs-wasi (`quickjs.wasm`, 1.5 MB), from the package as npm laid it out. It is a part of this program
 * and not of the machine that is looked at, so it is not read through the doors.
 */
const fromPackage: ReadWasm = async () => {
  const { createRequire } = await import('node:module')
  const entry = createRequire(import.meta.url).resolve('quickjs-wasi')
  return new Uint8Array(await readFile(new URL('../quickjs.wasm', pathToFileURL(entry))))
}

let read: ReadWasm = fromPackage

/** The single executable carries the file as an asset of its own: it says at its start how to read it. */
export function replaceQuickJsWasm(reader: ReadWasm): void {
  read = reader
}

/** Node has it; its type comes with the library of the DOM, which we do without. */
const engine = (globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): Promise<WebAssembly.Module> } }).WebAssembly

let compiled: Promise<WebAssembly.Module> | undefined

/** Compiled once, when the first script is run. */
export function quickJsModule(): Promise<WebAssembly.Module> {
  compiled ??= read().then((bytes) => engine.compile(bytes))
  return compiled
}
