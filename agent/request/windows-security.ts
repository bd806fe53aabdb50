/** Asks Windows for the owner and the access list of a file (Microsoft, "GetFileSecurityW function", securitybaseapi.h). */

import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../../checks/io/native.ts'
import { systemLibrary } from '../../checks/io/windows/library.ts'
import { judgeSecurity, type Security } from './security-descriptor.ts'

const OWNER_SECURITY_INFORMATION = 0x1
const DACL_SECURITY_INFORMATION = 0x4
/** An access list has at most 64 KB (its size is a WORD), and an owner 68 bytes. */
const MOST_BYTES = 66_000

function declare(koffi: Koffi) {
  const advapi32 = koffi.load(systemLibrary('advapi32.dll'))
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const getFileSecurity: NativeFunction<[path: string, information: number, descriptor: Buffer, bytes: number, needed: Buffer]> =
    advapi32.func('__stdcall', 'GetFileSecurityW', 'int32', ['str16', 'uint32', 'void *', 'uint32', 'void *'])
  const lastError: () => number = kernel32.func('__stdcall', 'GetLastError', 'uint32', [])
  return { getFileSecurity, lastError }
}

const securityFunctions = nativeFunctions(declare)

/**
 * `unknown` where no native library may be loaded, or this user may not see it: nobody is trusted by what isn't known. There is no
 * other way: icacls.exe shows names in the PC's language, and no owner.
 */
export async function securityOf(path: string, kind: 'file' | 'folder'): Promise<Security> {
  const native = await securityFunctions()
  if ('failure' in native) return 'unknown'
  const { getFileSecurity, lastError } = native.functions
  const descriptor = Buffer.alloc(MOST_BYTES)
  const wanted = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION
  try {
    const asked = await callInThread(getFileSecurity, lastError, path, wanted, descriptor, descriptor.length, Buffer.alloc(4))
    return asked.result === 0 ? 'unknown' : judgeSecurity(descriptor, kind)
  } catch {
    return 'unknown'
  }
}
