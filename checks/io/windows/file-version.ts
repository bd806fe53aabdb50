/** "156.0.3240.92" of an executable's version resource, by Windows' API. */

import type { Failure } from '../../failure.ts'
import { failure } from '../../failure.ts'
import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../native.ts'
import { FIXED_FILE_INFO_BYTES, type FileVersion, readFixedFileInfo } from './fixed-file-info.ts'
import { systemLibrary } from './library.ts'
import { win32Failure } from './win32-error.ts'

/** The whole resource, with its texts in every language; Edge's has 2 KB. */
const MAX_RESOURCE_BYTES = 1_048_576

function declare(koffi: Koffi) {
  const version = koffi.load(systemLibrary('version.dll'))
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const size: NativeFunction<[path: string, unused: null]> = version.func('__stdcall', 'GetFileVersionInfoSizeW', 'uint32', [
    'str16',
    'void *',
  ])
  const read: NativeFunction<[path: string, unused: number, bytes: number, resource: Buffer]> = version.func(
    '__stdcall',
    'GetFileVersionInfoW',
    'int32',
    ['str16', 'uint32', 'uint32', 'void *'],
  )
  const pointerOut = koffi.out(koffi.pointer('void *'))
  const query: NativeFunction<[resource: Buffer, block: string, found: unknown[], bytes: number[]]> = version.func(
    '__stdcall',
    'VerQueryValueW',
    'int32',
    ['void *', 'str16', pointerOut, koffi.out(koffi.pointer('uint32'))],
  )
  const lastError: () => number = kernel32.func('__stdcall', 'GetLastError', 'uint32', [])
  const bytesAt = (pointer: unknown, bytes: number) => Buffer.from(koffi.decode(pointer, koffi.array('uint8', bytes, 'Typed')))
  return { size, read, query, lastError, bytesAt }
}

const versionFunctions = nativeFunctions(declare)

/** `unavailable` where no native library may be loaded. */
export async function fileVersionByApi(path: string): Promise<FileVersion | { readonly unavailable: Failure }> {
  const native = await versionFunctions()
  if ('failure' in native) return { unavailable: native.failure }
  const { size, read, query, lastError, bytesAt } = native.functions
  // In a thread: both read the disk, and a virus scanner may want to see the file first.
  const asked = await callInThread(size, lastError, path, null)
  if (asked.result === 0) return { failure: win32Failure(asked.lastError, 'GetFileVersionInfoSizeW') }
  if (asked.result > MAX_RESOURCE_BYTES) return { failure: failure('too-large') }
  const resource = Buffer.alloc(asked.result)
  const done = await callInThread(read, lastError, path, 0, resource.length, resource)
  if (done.result === 0) return { failure: win32Failure(done.lastError, 'GetFileVersionInfoW') }
  const found: unknown[] = [null]
  const bytes = [0]
  if (query(resource, '\\', found, bytes) === 0) return { failure: failure('no-data') }
  // No more than is there of a resource that lies about its length.
  return readFixedFileInfo(bytesAt(found[0], Math.min(bytes[0] ?? 0, FIXED_FILE_INFO_BYTES)))
}
