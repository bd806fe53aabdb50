/** The registry by Windows' own functions (Microsoft, winreg.h): quicker than reg.exe, and whole, whatever the PC's language. */

import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Failure, failure } from '../failure.ts'
import type { Registry, RegistryValue } from '../io.ts'
import { type Koffi, type NativeFunction, nativeFunctions } from './native.ts'
import { emptyKey, type MutableKey, splitPath } from './registry-key.ts'
import { systemLibrary } from './windows/library.ts'
import { ERROR_NO_MORE_ITEMS, ERROR_SUCCESS, win32Failure } from './windows/win32-error.ts'

const KEY_READ = 0x20019
/** The 64-bit view, as System32's reg.exe sees it; the 32-bit one is read by its name, WOW6432Node. */
const KEY_WOW64_64KEY = 0x100

/** Windows' own limits (Microsoft, "Registry element size limits"), with the NUL: what is enumerated by them always fits. */
const KEY_NAME_CHARACTERS = 256
const VALUE_NAME_CHARACTERS = 16_384

/** What we ask for holds some dozens of keys; the zones of a PC that lists every site, some thousands. Beyond these a program fills it up. */
const MAX_DEPTH = 32
const MAX_KEYS = 20_000
const MAX_BYTES = 8_388_608
/** Long values belong into files, says Microsoft, from 2,048 bytes on. */
const MAX_VALUE_BYTES = 1_048_576

/** Reading some 100 keys takes a millisecond; then the network gets its turn. */
const KEYS_IN_A_TURN = 100

interface RegistryFunctions {
  readonly open: NativeFunction<[key: number, subkey: string, options: number, access: number, opened: number[]]>
  readonly close: NativeFunction<[key: number]>
  readonly enumKey: NativeFunction<
    [key: number, index: number, name: Buffer, length: number[], reserved: null, class_: null, classLength: null, written: null]
  >
  readonly enumValue: NativeFunction<
    [key: number, index: number, name: Buffer, length: number[], reserved: null, type: number[], data: Buffer, bytes: number[]]
  >
}

function declare(koffi: Koffi): RegistryFunctions {
  const advapi32 = koffi.load(systemLibrary('advapi32.dll'))
  const dwordOut = koffi.out(koffi.pointer('uint32'))
  const dwordInOut = koffi.inout(koffi.pointer('uint32'))
  const handleOut = koffi.out(koffi.pointer('intptr'))
  return {
    open: advapi32.func('__stdcall', 'RegOpenKeyExW', 'int32', ['intptr', 'str16', 'uint32', 'uint32', handleOut]),
    close: advapi32.func('__stdcall', 'RegCloseKey', 'int32', ['intptr']),
    enumKey: advapi32.func('__stdcall', 'RegEnumKeyExW', 'int32', [
      'intptr',
      'uint32',
      'void *',
      dwordInOut,
      'void *',
      'void *',
      'void *',
      'void *',
    ]),
    enumValue: advapi32.func('__stdcall', 'RegEnumValueW', 'int32', [
      'intptr',
      'uint32',
      'void *',
      dwordInOut,
      'void *',
      dwordOut,
      'void *',
      dwordInOut,
    ]),
  }
}

const functionsOfRegistry = nativeFunctions(declare)

/** Reads by Windows' API, subkeys included unless only the `values` are wanted; `unavailable` where no native library may be loaded. */
export async function readByApi(
  path: string,
  signal: AbortSignal,
  depth: 'whole' | 'values' = 'whole',
): Promise<Awaited<ReturnType<Registry['read']>> | { readonly unavailable: Failure }> {
  const native = await functionsOfRegistry()
  if ('failure' in native) return { unavailable: native.failure }
  const start = splitPath(path)
  if (start === undefined) return { failure: failure('file-missing') }
  const { functions } = native
  const room: Room = {
    keys: MAX_KEYS,
    bytes: MAX_BYTES,
    name: Buffer.allocUnsafe(2 * VALUE_NAME_CHARACTERS),
    data: Buffer.allocUnsafe(MAX_VALUE_BYTES),
  }
  const root = emptyKey()
  const pending: Pending[] = [{ path: start.subkey, depth: 0, key: root, forget: () => {} }]
  for (let next = pending.pop(), read = 0; next !== undefined; next = pending.pop(), read += 1) {
    if (read % KEYS_IN_A_TURN === KEYS_IN_A_TURN - 1) await nextTurn()
    if (signal.aborted) return { failure: failure('cancelled') }
    const opened = [0]
    const code = functions.open(start.handle, next.path, 0, KEY_READ | KEY_WOW64_64KEY, opened)
    if (code !== ERROR_SUCCESS) {
      if (next.key === root) return { failure: win32Failure(code, 'RegOpenKeyExW') }
      // As reg.exe does: what this user may not read, or is gone by now, is left out.
      next.forget()
      continue
    }
    const handle = opened[0] ?? 0
    try {
      const below = depth === 'whole' ? () => listSubkeys(functions, handle, next, pending, room) : () => undefined
      const refused = readValues(functions, handle, next.key, room) ?? below()
      if (refused?.word === 'too-large' || (refused && next.key === root)) return { failure: refused }
      // Such as Perflib\009, which is no key but looks like one.
      if (refused !== undefined) next.forget()
    } finally {
      functions.close(handle)
    }
  }
  return { key: root }
}

/** A key that was listed and not yet read. */
interface Pending {
  readonly path: string
  readonly depth: number
  readonly key: MutableKey
  readonly forget: () => void
}

/** What may still be read, and where Windows puts it. */
interface Room {
  keys: number
  bytes: number
  readonly name: Buffer
  readonly data: Buffer
}

function readValues({ enumValue }: RegistryFunctions, handle: number, key: MutableKey, room: Room): Failure | undefined {
  const { name, data } = room
  for (let index = 0; ; index += 1) {
    const length = [VALUE_NAME_CHARACTERS]
    const type = [0]
    const bytes = [MAX_VALUE_BYTES]
    const code = enumValue(handle, index, name, length, null, type, data, bytes)
    if (code === ERROR_NO_MORE_ITEMS) return undefined
    if (code !== ERROR_SUCCESS) return win32Failure(code, 'RegEnumValueW')
    const spelled = name.toString('utf16le', 0, 2 * (length[0] ?? 0))
    const content = data.subarray(0, bytes[0] ?? 0)
    room.bytes -= 2 * spelled.length + content.length
    if (room.bytes < 0) return failure('too-large')
    key.values[spelled] = decodeValue(type[0] ?? 0, content)
  }
}

function listSubkeys(
  { enumKey }: RegistryFunctions,
  handle: number,
  { path, depth, key }: Pending,
  pending: Pending[],
  room: Room,
): Failure | undefined {
  const { name } = room
  for (let index = 0; ; index += 1) {
    const length = [KEY_NAME_CHARACTERS]
    const code = enumKey(handle, index, name, length, null, null, null, null)
    if (code === ERROR_NO_MORE_ITEMS) return undefined
    if (code !== ERROR_SUCCESS) return win32Failure(code, 'RegEnumKeyExW')
    room.keys -= 1
    if (room.keys < 0 || depth === MAX_DEPTH) return failure('too-large')
    const spelled = name.toString('utf16le', 0, 2 * (length[0] ?? 0))
    const subkey = emptyKey()
    key.subkeys[spelled] = subkey
    const forget = () => void delete key.subkeys[spelled]
    pending.push({ path: path === '' ? spelled : `${path}\\${spelled}`, depth: depth + 1, key: subkey, forget })
  }
}

/** Types of winnt.h. */
const REG_SZ = 1
const REG_EXPAND_SZ = 2
const REG_DWORD = 4
const REG_MULTI_SZ = 7
const REG_QWORD = 11

/** As reg.exe prints it and parseRegQuery reads it: what is no text and no number is bytes in hexadecimal. */
export function decodeValue(type: number, data: Buffer): RegistryValue {
  if (type === REG_SZ || type === REG_EXPAND_SZ) return textOf(data).split('\0', 1)[0] ?? ''
  if (type === REG_MULTI_SZ) {
    return textOf(data)
      .split('\0')
      .filter((part) => part !== '')
  }
  if (type === REG_DWORD && data.length === 4) return data.readUInt32LE()
  if (type === REG_QWORD && data.length === 8) return Number(data.readBigUInt64LE())
  return data.toString('hex').toUpperCase()
}

/** Programs store texts with a NUL, without, and with half a character more. */
function textOf(data: Buffer): string {
  return data.toString('utf16le', 0, data.length & ~1)
}
