/** Windows' data protection (DPAPI): bytes that this user alone, on this PC, can open again. No user, no password of ours. */

import { type Failure, failure } from '../../failure.ts'
import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../native.ts'
import { systemLibrary } from './library.ts'
import { win32Failure } from './win32-error.ts'

/** dpapi.h: never a window. Without CRYPTPROTECT_LOCAL_MACHINE (0x4), which would let every user of the PC open it. */
const CRYPTPROTECT_UI_FORBIDDEN = 0x1

/** What we keep is some kilobytes, and DPAPI adds some 200 bytes. */
const MOST_BYTES = 1_048_576

/** CRYPT_INTEGER_BLOB (wincrypt.h), which dpapi.h calls DATA_BLOB. */
interface Blob {
  readonly cbData: number
  /** A buffer of ours; what comes back is memory of Windows'. */
  readonly pbData: unknown
}

/** CryptProtectData and CryptUnprotectData differ only in the second: the description that is given or comes back. We have none. */
type Transform = NativeFunction<
  [input: Blob, description: null, entropy: Blob, reserved: null, prompt: null, flags: number, output: Partial<Blob>]
>

export const dataBlob = { cbData: 'uint32', pbData: 'void *' } as const

/** @param libraries other ones than Windows' own only in a test */
export function declareDataProtection(
  koffi: Koffi,
  libraries = { crypt32: systemLibrary('crypt32.dll'), kernel32: systemLibrary('kernel32.dll') },
) {
  const crypt32 = koffi.load(libraries.crypt32)
  const kernel32 = koffi.load(libraries.kernel32)
  const blob = koffi.struct(dataBlob)
  const input = koffi.pointer(blob)
  const declare = (name: string): Transform =>
    crypt32.func('__stdcall', name, 'int32', [input, 'void *', input, 'void *', 'void *', 'uint32', koffi.out(koffi.pointer(blob))])
  const free: (memory: unknown) => unknown = kernel32.func('__stdcall', 'LocalFree', 'void *', ['void *'])
  const lastError: () => number = kernel32.func('__stdcall', 'GetLastError', 'uint32', [])
  /** Copies what Windows allotted, wipes it (it may be the secret) and gives it back. */
  const take = (memory: unknown, bytes: number): Buffer => {
    const type = koffi.array('uint8', bytes, 'Typed')
    try {
      const content = Buffer.from(koffi.decode(memory, type))
      koffi.encode(memory, type, new Uint8Array(bytes))
      return content
    } finally {
      free(memory)
    }
  }
  return { CryptProtectData: declare('CryptProtectData'), CryptUnprotectData: declare('CryptUnprotectData'), lastError, take, free }
}

type DataProtection = ReturnType<typeof declareDataProtection>
const dataProtection = nativeFunctions((koffi) => declareDataProtection(koffi))

export type Transformed = { readonly content: Buffer } | { readonly failure: Failure } | { readonly unavailable: Failure }

/** Only the same user on the same PC opens it, with the same entropy. `unavailable` where no native library may be loaded. */
export function protectData(secret: Uint8Array, entropy: Uint8Array): Promise<Transformed> {
  return transformByApi('CryptProtectData', secret, entropy)
}

export function unprotectData(content: Uint8Array, entropy: Uint8Array): Promise<Transformed> {
  return transformByApi('CryptUnprotectData', content, entropy)
}

type Name = 'CryptProtectData' | 'CryptUnprotectData'

async function transformByApi(name: Name, bytes: Uint8Array, entropy: Uint8Array): Promise<Transformed> {
  const native = await dataProtection()
  return 'failure' in native ? { unavailable: native.failure } : transform(native.functions, name, bytes, entropy)
}

export async function transform(
  functions: DataProtection,
  name: Name,
  bytes: Uint8Array,
  entropy: Uint8Array,
): Promise<{ readonly content: Buffer } | { readonly failure: Failure }> {
  const output: Partial<Blob> = {}
  // In a thread: the local security authority, another process, does it, and with a domain may ask a controller for an old key.
  const done = await callInThread(
    functions[name],
    functions.lastError,
    { cbData: bytes.length, pbData: bytes },
    null,
    { cbData: entropy.length, pbData: entropy },
    null,
    null,
    CRYPTPROTECT_UI_FORBIDDEN,
    output,
  )
  if (done.result === 0) return { failure: win32Failure(done.lastError, name) }
  const { cbData = 0, pbData } = output
  if (cbData > MOST_BYTES) {
    functions.free(pbData)
    return { failure: failure('too-large') }
  }
  return { content: functions.take(pbData, cbData) }
}
