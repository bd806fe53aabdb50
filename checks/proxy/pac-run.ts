/** Runs a PAC script in QuickJS, which knows nothing of this PC but what is handed to it. Loaded by the worker alone. */

import { BlockList, isIP } from 'node:net'
import { JSException, QuickJS } from 'quickjs-wasi'
import { pacLibrary } from './pac-library.ts'
import type { PacErrorKind, PacOutcome, PacRequest } from './pac-sandbox.ts'

/**
 * Of this thread's own work, for the whole PC may be busy: a script of 1 MB takes some 40 ms, on the slowest PC ten times that. One that is still
 * at work then keeps Edge waiting for ever.
 */
const RUN_LIMIT_MS = 500
const MEMORY_LIMIT_BYTES = 64 * 1_048_576
/** What the engine says of an error, for the person who looks after the script. */
const MAX_DETAIL_LENGTH = 200

/** Loads the script into a sandbox of its own and asks it for one URL. */
export async function runPac(wasm: WebAssembly.Module, { script, url, host, known, myAddresses }: PacRequest): Promise<PacOutcome> {
  let needed: string | undefined
  let expired = false
  const deadlineMs = threadCpuMs() + RUN_LIMIT_MS
  const interruptHandler = () => {
    expired ||= threadCpuMs() > deadlineMs
    return expired || needed !== undefined
  }
  using vm = await QuickJS.create({ wasm, memoryLimit: MEMORY_LIMIT_BYTES, interruptHandler })
  const define = (name: string, answer: (...args: readonly string[]) => string | boolean | null) => {
    using made = vm.newFunction(name, (...args) => vm.hostToHandle(answer(...args.map((arg) => arg.toString()))))
    vm.setProp(vm.global, name, made)
  }
  define('__resolve', (name = '') => {
    const addresses = isIP(name) === 0 ? known.get(name) : [name]
    if (addresses === undefined) needed ??= name
    return addresses === undefined || addresses.length === 0 ? null : addresses.join(';')
  })
  define('__myAddresses', () => myAddresses.join(';'))
  define('__inPrefix', (address = '', prefix = '') => isInPrefix(address, prefix))

  const failed = (stage: 'load' | 'run', error: PacErrorKind, detail: string): PacOutcome => {
    if (needed !== undefined) return { kind: 'needs', name: needed }
    return { kind: 'error', stage, error: expired ? 'time-limit' : error, detail: detail.slice(0, MAX_DETAIL_LENGTH) }
  }
  const thrown = (stage: 'load' | 'run', error: unknown): PacOutcome => {
    const { name, message } = error as Error
    const isSyntax = stage === 'load' && error instanceof JSException && name === 'SyntaxError'
    return failed(stage, isSyntax ? 'syntax' : 'threw', `${name}: ${message}`)
  }
  try {
    vm.evalCode(pacLibrary, 'library').dispose()
    vm.evalCode(script, 'proxy.pac').dispose()
  } catch (error) {
    return thrown('load', error)
  }
  try {
    // By name and not as a property: `const FindProxyForURL = …` makes no property of the global object.
    using found = vm.evalCode(`typeof FindProxyForURL === 'function' ? FindProxyForURL : undefined`)
    if (found.isUndefined) return failed('load', 'no-function', '')
    using answer = vm.callFunction(found, vm.undefined, vm.newString(url), vm.newString(host))
    const type = vm.typeof(answer)
    if (type !== 'string') return failed('run', 'not-a-text', type)
    return needed === undefined ? { kind: 'answer', text: answer.toString() } : { kind: 'needs', name: needed }
  } catch (error) {
    return thrown('run', error)
  }
}

function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function isInPrefix(address: string, prefix: string): boolean {
  const [base = '', bits = ''] = prefix.split('/', 2)
  const family = isIP(address)
  if (family === 0 || isIP(base) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const range = new BlockList()
  range.addSubnet(base, Number(bits), type)
  return range.check(address, type)
}
