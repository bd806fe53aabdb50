/** koffi, the door to native libraries. Security software may forbid it: every use of it has a way without. */

import { type Failure, failure, failureOf } from '../failure.ts'
import type { LibraryPlace } from './embedded-library.ts'
import { systemLibrary } from './windows/library.ts'

export type Koffi = typeof import('koffi')

let loading: Promise<{ readonly koffi: Koffi } | { readonly failure: Failure }> | undefined

type ReadKoffi = (place: LibraryPlace) => Promise<unknown>

let read: ReadKoffi = async () => ((await import('koffi')) as { default?: unknown }).default
let place: LibraryPlace = null

/** The single executable carries koffi's library (its JavaScript only finds that): it says at its start how it is loaded. */
export function replaceKoffi(reader: ReadKoffi): void {
  read = reader
}

/** Where the executable keeps what it has to lay on the disk. Said before anything native is asked for; unsaid, nothing is kept. */
export function keepLibraryIn(folder: LibraryPlace): void {
  place = folder
}

/** Loaded when first asked for: it takes some 8 ms. */
export function loadKoffi(): Promise<{ readonly koffi: Koffi } | { readonly failure: Failure }> {
  loading ??= read(place).then(
    (koffi) => ({ koffi: koffi as Koffi }),
    (error: unknown) => ({ failure: failure('access-denied', failureOf(error).code) }),
  )
  return loading
}

/** Functions of the system's libraries: declared once, when they are first asked for. `not-supported` where a library or one of them is not there. */
export type NativeFunctions<T> = () => Promise<{ readonly functions: T } | { readonly failure: Failure }>

/** @param declare loads the libraries and names their functions; it may throw, as koffi does for what it does not find */
export function nativeFunctions<T>(declare: (koffi: Koffi) => T): NativeFunctions<T> {
  let declared: ReturnType<NativeFunctions<T>> | undefined
  const declareOnce = async () => {
    const loaded = await loadKoffi()
    if ('failure' in loaded) return loaded
    try {
      return { functions: declare(loaded.koffi) }
    } catch (error) {
      return { failure: failure('not-supported', failureOf(error).code) }
    }
  }
  return () => {
    declared ??= declareOnce()
    return declared
  }
}

/** What koffi makes of a C function that returns a number; handles are numbers too. */
export type NativeFunction<A extends readonly unknown[]> = ((...args: A) => number) & {
  readonly async: (...args: [...A, done: (error: Error | null, result: number) => void]) => void
}

/**
 * Arguments of calls that have not come back: nobody can take a native call back that hangs. They are kept until it does: koffi hands
 * the address of a buffer on and keeps no hold of it, and nobody may wait for the call any longer that writes there.
 */
const callsOut = new Set<readonly unknown[]>()

/**
 * Calls on a thread of koffi's, for what may wait on a disk or another process. Buffers that it fills must not be touched until then.
 * `lastError` is asked at once: GetLastError holds its answer only until the next call (koffi keeps it for the callback).
 */
export function callInThread<A extends readonly unknown[]>(
  call: NativeFunction<A>,
  lastError: () => number,
  ...args: A
): Promise<{ readonly result: number; readonly lastError: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ result: number; lastError: number }>()
  callsOut.add(args)
  try {
    call.async(...args, (error, result) => {
      callsOut.delete(args)
      if (error === null) resolve({ result, lastError: lastError() })
      else reject(error)
    })
  } catch (error) {
    callsOut.delete(args)
    reject(error)
  }
  return promise
}

/**
 * Ends the program like `process.exit`, also while a native call hangs: on POSIX `exit` waits for libuv's threads (`uv_library_shutdown` joins
 * them), and with them for ever. Who tidies up on `exit` is told; what was printed must be out before.
 */
export async function endNow(exitCode: number): Promise<void> {
  const loaded = callsOut.size > 0 ? await loadKoffi() : undefined
  if (loaded === undefined || 'failure' in loaded) return process.exit(exitCode)
  process.exitCode = exitCode
  process.emit('exit', exitCode)
  endProcess(loaded.koffi, exitCode)
}

/** `_exit` (POSIX) and `TerminateProcess` (processthreadsapi.h): neither waits for threads nor runs what libraries do at the end. */
function endProcess(koffi: Koffi, exitCode: number): void {
  if (process.platform !== 'win32') return void koffi.load(null).func('_exit', 'void', ['int'])(exitCode)
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const current: bigint | number = kernel32.func('__stdcall', 'GetCurrentProcess', 'intptr_t', [])()
  kernel32.func('__stdcall', 'TerminateProcess', 'int', ['intptr_t', 'uint32_t'])(current, exitCode)
}
