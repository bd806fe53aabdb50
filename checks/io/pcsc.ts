/** PC/SC as a library: three ABIs of the same functions. */

import { type Failure, type FailureWord, failure } from '../failure.ts'
import { pcscCodes } from '../pcsc.ts'
import { callInThread, type Koffi, type NativeFunction } from './native.ts'

export interface PcscAbi {
  /** Where the library is; a bare name is looked for as the system does. */
  readonly library: string
  /** Types of C by koffi's names. */
  readonly dword: 'uint32_t' | 'ulong'
  readonly long: 'int32_t' | 'long'
  /** SCARDCONTEXT. */
  readonly context: 'uintptr_t' | 'long' | 'int32_t'
  readonly text: 'str16' | 'str'
  /** Of a text in a buffer. */
  readonly encoding: 'utf16le' | 'utf8'
  /** Behind the names of the functions that take texts. */
  readonly suffix: 'W' | ''
  readonly convention: '__stdcall' | '__cdecl'
  /** SCARD_READERSTATE: whether its members stand without gaps, and how many bytes it keeps for an ATR. */
  readonly packed: boolean
  readonly atrBytes: 33 | 36
}

/**
 * winscard.h (Windows, the W functions); wintypes.h and pcsclite.h of pcsc-lite, whose DWORD is `unsigned long`, and the same files'
 * `__APPLE__` parts, whose DWORD has 32 bits and whose structures are packed.
 */
export function pcscAbi(platform: NodeJS.Platform, systemRoot = process.env.SystemRoot ?? 'C:\\Windows'): PcscAbi {
  if (platform === 'win32') {
    return {
      // The full path: a library of that name in the current folder must not be loaded instead.
      library: `${systemRoot}\\System32\\winscard.dll`,
      dword: 'uint32_t',
      long: 'int32_t',
      context: 'uintptr_t',
      text: 'str16',
      encoding: 'utf16le',
      suffix: 'W',
      convention: '__stdcall',
      packed: false,
      atrBytes: 36,
    }
  }
  const posix = { text: 'str', encoding: 'utf8', suffix: '', convention: '__cdecl', atrBytes: 33 } as const
  return platform === 'darwin'
    ? {
        ...posix,
        library: '/System/Library/Frameworks/PCSC.framework/PCSC',
        dword: 'uint32_t',
        long: 'int32_t',
        context: 'int32_t',
        packed: true,
      }
    : { ...posix, library: 'libpcsclite.so.1', dword: 'ulong', long: 'long', context: 'long', packed: false }
}

/** SCARD_READERSTATE: 64 bytes on 64-bit Windows, 80 with pcsc-lite on 64-bit Linux, 61 on macOS. */
export function readerStateType(koffi: Koffi, abi: PcscAbi) {
  return (abi.packed ? koffi.pack : koffi.struct)({
    szReader: abi.text,
    pvUserData: 'void *',
    dwCurrentState: abi.dword,
    dwEventState: abi.dword,
    cbAtr: abi.dword,
    rgbAtr: koffi.array('uint8_t', abi.atrBytes, 'Array'),
  })
}

export interface ReaderState {
  readonly szReader: string
  readonly pvUserData: null
  readonly dwCurrentState: number
  readonly dwEventState: number
  readonly cbAtr: number
  readonly rgbAtr: readonly number[]
}

/** A function's return value; `ok` is SCARD_S_SUCCESS. */
export type Returned = 'ok' | { readonly failure: Failure }

/** The four functions that look and touch no card. Each runs on a thread of its own and may hang: nobody can call it back. */
export interface Pcsc {
  establishContext(scope: number): Promise<{ readonly returned: Returned; readonly context: unknown }>
  /** The readers' names; as long as `characters` where they are given, else only how many it takes. */
  listReaders(
    context: unknown,
    characters: number,
  ): Promise<{ readonly returned: Returned; readonly characters: number; readonly names: string[] }>
  /** With time-out 0 and state "unaware": tells the states as they are, at once. */
  getStatusChange(
    context: unknown,
    names: readonly string[],
  ): Promise<{ readonly returned: Returned; readonly states: readonly ReaderState[] }>
  releaseContext(context: unknown): Promise<Returned>
}

/** Throws, as koffi does, where the library or one of the functions is not there. */
export function loadPcsc(koffi: Koffi, abi: PcscAbi): Pcsc {
  const library = koffi.load(abi.library)
  const define = (name: string, parameters: Parameters<typeof library.func>[3]) => {
    const native = library.func(abi.convention, name, abi.long, parameters) as unknown as NativeFunction<unknown[]>
    return async (...args: unknown[]) => returnedOf((await callInThread(native, () => 0, ...args)).result)
  }
  const stateType = readerStateType(koffi, abi)
  const establish = define('SCardEstablishContext', [abi.dword, 'void *', 'void *', koffi.out(koffi.pointer(abi.context))])
  const list = define(`SCardListReaders${abi.suffix}`, [abi.context, 'void *', 'void *', koffi.inout(koffi.pointer(abi.dword))])
  const status = define(`SCardGetStatusChange${abi.suffix}`, [abi.context, abi.dword, koffi.inout(koffi.pointer(stateType)), abi.dword])
  const release = define('SCardReleaseContext', [abi.context])
  return {
    async establishContext(scope) {
      const context: unknown[] = [0]
      const returned = await establish(scope, null, null, context)
      return { returned, context: context[0] }
    },
    async listReaders(context, characters) {
      const length = [characters]
      const buffer = Buffer.alloc(characters * (abi.encoding === 'utf16le' ? 2 : 1))
      const returned = await list(context, null, characters === 0 ? null : buffer, length)
      return { returned, characters: Number(length[0]), names: multiString(buffer.toString(abi.encoding)) }
    },
    async getStatusChange(context, names) {
      const unaware = { pvUserData: null, dwCurrentState: 0, dwEventState: 0, cbAtr: 0, rgbAtr: new Array<number>(abi.atrBytes).fill(0) }
      const states = names.map((szReader) => ({ ...unaware, szReader }))
      const returned = await status(context, 0, states, states.length)
      return { returned, states }
    },
    releaseContext: (context) => release(context),
  }
}

/** Texts one behind the other, each with a NUL at its end, and one more NUL. */
export function multiString(text: string): string[] {
  const parts = text.split('\0')
  const end = parts.indexOf('')
  return parts.slice(0, end < 0 ? parts.length : end)
}

/** Negative in 32 bits, positive in the 64 of pcsc-lite: the lowest 32 are the code. */
function returnedOf(value: number): Returned {
  const code = Number(value) >>> 0
  if (code === 0) return 'ok'
  const text = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
  return { failure: failure(wordByCode[text] ?? 'unknown', text) }
}

const wordByCode: Readonly<Record<string, FailureWord>> = {
  [pcscCodes.accessDenied]: 'access-denied',
  [pcscCodes.noAccess]: 'access-denied',
  [pcscCodes.securityViolation]: 'access-denied',
  [pcscCodes.brokenPipe]: 'closed',
  [pcscCodes.noService]: 'refused',
  [pcscCodes.serviceStopped]: 'exited',
  [pcscCodes.timeout]: 'no-reply',
}
