/** Whether the person sits at another PC (Microsoft, "Detecting the Remote Desktop Services environment"). */

import { type Failure, failure } from '../../failure.ts'
import { type Koffi, nativeFunctions } from '../native.ts'
import { systemLibrary } from './library.ts'

const SM_REMOTESESSION = 0x1000

function declare(koffi: Koffi) {
  const user32 = koffi.load(systemLibrary('user32.dll'))
  const kernel32 = koffi.load(systemLibrary('kernel32.dll'))
  const advapi32 = koffi.load(systemLibrary('advapi32.dll'))
  const metric: (index: number) => number = user32.func('__stdcall', 'GetSystemMetrics', 'int32', ['int32'])
  const dwordOut = koffi.out(koffi.pointer('uint32'))
  const sessionOf: (processId: number, session: number[]) => number = kernel32.func('__stdcall', 'ProcessIdToSessionId', 'int32', [
    'uint32',
    dwordOut,
  ])
  const registryValue: (key: number, subkey: string, name: string, flags: number, type: null, data: Buffer, bytes: number[]) => number =
    advapi32.func('__stdcall', 'RegGetValueW', 'int32', [
      'intptr',
      'str16',
      'str16',
      'uint32',
      'void *',
      'void *',
      koffi.inout(koffi.pointer('uint32')),
    ])
  return { metric, sessionOf, registryValue }
}

const sessionFunctions = nativeFunctions(declare)
const HKEY_LOCAL_MACHINE = 0x80000002 | 0
const RRF_RT_REG_DWORD = 0x10
/** Since Windows Vista (Microsoft, "Application compatibility: session 0 isolation"). */
const SERVICES_SESSION = 0

/** `unavailable` where no native library may be loaded. */
export async function remoteSessionByApi(): Promise<{ readonly remote: boolean } | { readonly unavailable: Failure }> {
  const native = await sessionFunctions()
  if ('failure' in native) return { unavailable: native.failure }
  const { metric, sessionOf, registryValue } = native.functions
  if (metric(SM_REMOTESESSION) !== 0) return { remote: true }
  // With RemoteFX the number above is that of a local session. The registry names the one that sits at the PC's own screen.
  const glass = Buffer.alloc(4)
  const terminalServer = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server'
  const code = registryValue(HKEY_LOCAL_MACHINE, terminalServer, 'GlassSessionId', RRF_RT_REG_DWORD, null, glass, [glass.length])
  const own = [0]
  if (code !== 0 || sessionOf(process.pid, own) === 0) return { remote: false }
  // Services and tasks that run whether anybody is logged on or not have this one: nobody sits in it, and its readers are the PC's own.
  if (own[0] === SERVICES_SESSION) return { remote: false }
  return { remote: own[0] !== glass.readUInt32LE() }
}

/**
 * By what Windows calls the session's station: "Console" at the PC itself, "RDP-Tcp#12" by Remote Desktop, "ICA-…" by Citrix. Any
 * other name, or none (a service has none), says nothing.
 */
export function remoteSessionByName(name: string | undefined): { readonly remote: boolean } | { readonly failure: Failure } {
  if (name === undefined) return { failure: failure('not-supported') }
  if (/^(?:RDP|ICA)-/i.test(name)) return { remote: true }
  return name.toLowerCase() === 'console' ? { remote: false } : { failure: failure('not-supported', name) }
}
