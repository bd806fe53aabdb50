/** What the service control manager says of a service, by Windows' API. Asks for no more than every user may know. */

import type { Failure } from '../../failure.ts'
import { serviceStarts, serviceStates, type WindowsService } from '../../io.ts'
import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../native.ts'
import { systemLibrary } from './library.ts'
import { win32Failure } from './win32-error.ts'

/** winsvc.h */
const SC_MANAGER_CONNECT = 1
const SERVICE_QUERY_CONFIG = 1
const SERVICE_QUERY_STATUS = 4
/** SERVICE_STATUS: seven DWORDs, the second is dwCurrentState. */
const STATUS_BYTES = 28
/** Greatest size of a QUERY_SERVICE_CONFIGW with its texts (Microsoft, "QueryServiceConfigW"); dwStartType is its second DWORD. */
const CONFIG_BYTES = 8192
const SECOND_DWORD = 4

function declare(koffi: Koffi) {
  const advapi32 = koffi.load(systemLibrary('advapi32.dll'))
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const openManager: NativeFunction<[machine: null, database: null, access: number]> = advapi32.func(
    '__stdcall',
    'OpenSCManagerW',
    'intptr',
    ['void *', 'void *', 'uint32'],
  )
  const openService: NativeFunction<[manager: number, name: string, access: number]> = advapi32.func(
    '__stdcall',
    'OpenServiceW',
    'intptr',
    ['intptr', 'str16', 'uint32'],
  )
  const status: NativeFunction<[service: number, status: Buffer]> = advapi32.func('__stdcall', 'QueryServiceStatus', 'int32', [
    'intptr',
    'void *',
  ])
  const config: NativeFunction<[service: number, config: Buffer, bytes: number, needed: Buffer]> = advapi32.func(
    '__stdcall',
    'QueryServiceConfigW',
    'int32',
    ['intptr', 'void *', 'uint32', 'void *'],
  )
  const close: (handle: number) => number = advapi32.func('__stdcall', 'CloseServiceHandle', 'int32', ['intptr'])
  const lastError: () => number = kernel32.func('__stdcall', 'GetLastError', 'uint32', [])
  return { openManager, openService, status, config, close, lastError }
}

type ServiceFunctions = ReturnType<typeof declare>
const serviceFunctions = nativeFunctions(declare)

/** `unavailable` where no native library may be loaded; `file-missing` where there is no service of that name. */
export async function serviceByApi(
  name: string,
): Promise<WindowsService | { readonly failure: Failure } | { readonly unavailable: Failure }> {
  const native = await serviceFunctions()
  if ('failure' in native) return { unavailable: native.failure }
  const { openManager, close, lastError } = native.functions
  // In threads: another process answers.
  const manager = await callInThread(openManager, lastError, null, null, SC_MANAGER_CONNECT)
  if (manager.result === 0) return { failure: win32Failure(manager.lastError, 'OpenSCManagerW') }
  try {
    return await openAndQuery(native.functions, manager.result, name)
  } finally {
    close(manager.result)
  }
}

async function openAndQuery(
  { openService, status, config, close, lastError }: ServiceFunctions,
  manager: number,
  name: string,
): Promise<WindowsService | { readonly failure: Failure }> {
  const service = await callInThread(openService, lastError, manager, name, SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS)
  if (service.result === 0) return { failure: win32Failure(service.lastError, 'OpenServiceW') }
  try {
    const now = Buffer.alloc(STATUS_BYTES)
    const asked = await callInThread(status, lastError, service.result, now)
    if (asked.result === 0) return { failure: win32Failure(asked.lastError, 'QueryServiceStatus') }
    const set = Buffer.alloc(CONFIG_BYTES)
    const looked = await callInThread(config, lastError, service.result, set, set.length, Buffer.alloc(4))
    if (looked.result === 0) return { failure: win32Failure(looked.lastError, 'QueryServiceConfigW') }
    return { state: stateOf(now.readUInt32LE(SECOND_DWORD)), start: startOf(set.readUInt32LE(SECOND_DWORD)) }
  } finally {
    close(service.result)
  }
}

/** SERVICE_STOPPED is 1, SERVICE_PAUSED 7. */
export function stateOf(number: number): WindowsService['state'] {
  return serviceStates.slice(0, 7)[number - 1] ?? 'unknown'
}

/** SERVICE_BOOT_START is 0, SERVICE_DISABLED 4. */
export function startOf(number: number): WindowsService['start'] {
  return serviceStarts.slice(0, 5)[number] ?? 'unknown'
}
