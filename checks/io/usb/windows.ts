/** USB devices by the Configuration Manager (Windows, cfgmgr32.h): the devices that are present, as Device Manager shows them. */

import { type Failure, failure } from '../../failure.ts'
import type { UsbDevice } from '../../io.ts'
import { callInThread, type Koffi, type NativeFunction, nativeFunctions } from '../native.ts'
import { multiString } from '../pcsc.ts'
import { MAX_USB_DEVICES } from '../usb.ts'
import { systemLibrary } from '../windows/library.ts'

const CR_SUCCESS = 0
const CR_BUFFER_SMALL = 0x1a
/** CM_GETIDLIST_FILTER_ENUMERATOR | CM_GETIDLIST_FILTER_PRESENT: what the bus named in the filter has found, and is there now. */
const PRESENT_OF_ENUMERATOR = 0x101
const CM_DRP_DEVICEDESC = 1
const CM_DRP_COMPATIBLEIDS = 3
const CM_DRP_SERVICE = 5
/** Status of a device: it has a problem, for instance no driver (28), a driver that failed to start (10), or it was switched off (22). */
const DN_HAS_PROBLEM = 0x400

/** A device's instance id has 200 characters at most (MAX_DEVICE_ID_LEN). */
const MAX_LIST_CHARACTERS = 200 * MAX_USB_DEVICES
const PROPERTY_BYTES = 4096

function declare(koffi: Koffi) {
  const library = koffi.load(systemLibrary('cfgmgr32.dll'))
  const out = koffi.out(koffi.pointer('uint32'))
  const listSize: NativeFunction<[length: number[], filter: string, flags: number]> = library.func(
    '__stdcall',
    'CM_Get_Device_ID_List_SizeW',
    'uint32',
    [out, 'str16', 'uint32'],
  )
  const list: NativeFunction<[filter: string, buffer: Buffer, length: number, flags: number]> = library.func(
    '__stdcall',
    'CM_Get_Device_ID_ListW',
    'uint32',
    ['str16', 'void *', 'uint32', 'uint32'],
  )
  const locate: NativeFunction<[node: number[], id: string, flags: number]> = library.func('__stdcall', 'CM_Locate_DevNodeW', 'uint32', [
    out,
    'str16',
    'uint32',
  ])
  const status: NativeFunction<[status: number[], problem: number[], node: number, flags: number]> = library.func(
    '__stdcall',
    'CM_Get_DevNode_Status',
    'uint32',
    [out, out, 'uint32', 'uint32'],
  )
  const property: NativeFunction<[node: number, property: number, type: number[], buffer: Buffer, bytes: number[], flags: number]> =
    library.func('__stdcall', 'CM_Get_DevNode_Registry_PropertyW', 'uint32', [
      'uint32',
      'uint32',
      out,
      'void *',
      koffi.inout(koffi.pointer('uint32')),
      'uint32',
    ])
  return { listSize, list, locate, status, property }
}

type Functions = ReturnType<typeof declare>
const configurationManager = nativeFunctions(declare)

/** Without a native library nothing tells it quickly: the failure is `access-denied` then. */
export async function windowsUsbDevices(): Promise<{ readonly devices: readonly UsbDevice[] } | { readonly failure: Failure }> {
  const native = await configurationManager()
  if ('failure' in native) return native
  const ids = await instanceIds(native.functions)
  if ('failure' in ids) return ids
  const found = await Promise.all(ids.ids.slice(0, MAX_USB_DEVICES).map((id) => nodeOf(native.functions, id)))
  return { devices: found.flatMap((node) => (node === undefined ? [] : (usbDeviceOf(node) ?? []))) }
}

async function instanceIds({ listSize, list }: Functions): Promise<{ readonly ids: readonly string[] } | { readonly failure: Failure }> {
  // Something may be plugged in between the two calls.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const length = [0]
    const sized = await call(listSize, length, 'USB', PRESENT_OF_ENUMERATOR)
    if (sized !== CR_SUCCESS) return { failure: configurationFailure(sized, 'CM_Get_Device_ID_List_SizeW') }
    const characters = length[0] ?? 0
    if (characters > MAX_LIST_CHARACTERS) return { failure: failure('too-large') }
    const buffer = Buffer.alloc(characters * 2)
    const listed = await call(list, 'USB', buffer, characters, PRESENT_OF_ENUMERATOR)
    if (listed === CR_SUCCESS) return { ids: multiString(buffer.toString('utf16le')) }
    if (listed !== CR_BUFFER_SMALL) return { failure: configurationFailure(listed, 'CM_Get_Device_ID_ListW') }
  }
  return { failure: configurationFailure(CR_BUFFER_SMALL, 'CM_Get_Device_ID_ListW') }
}

/** What Windows keeps of a device. */
export interface DeviceNode {
  readonly instanceId: string
  readonly description: string
  /** From the bus, and there without a driver too: "USB\Class_0b&SubClass_00&Prot_00". */
  readonly compatibleIds: readonly string[]
  /** The driver's service; empty where no driver was found. */
  readonly service: string
  readonly hasProblem: boolean
}

async function nodeOf({ locate, status, property }: Functions, instanceId: string): Promise<DeviceNode | undefined> {
  const node = [0]
  if ((await call(locate, node, instanceId, 0)) !== CR_SUCCESS) return undefined
  const number = node[0] ?? 0
  const texts = async (which: number): Promise<string[]> => {
    const buffer = Buffer.alloc(PROPERTY_BYTES)
    const bytes = [buffer.length]
    const read = await call(property, number, which, [0], buffer, bytes, 0)
    return read === CR_SUCCESS ? multiString(buffer.toString('utf16le', 0, bytes[0])) : []
  }
  const flags = [0]
  const [asked, [description = ''], compatibleIds, [service = '']] = await Promise.all([
    call(status, flags, [0], number, 0),
    texts(CM_DRP_DEVICEDESC),
    texts(CM_DRP_COMPATIBLEIDS),
    texts(CM_DRP_SERVICE),
  ])
  return { instanceId, description, compatibleIds, service, hasProblem: asked === CR_SUCCESS && ((flags[0] ?? 0) & DN_HAS_PROBLEM) !== 0 }
}

/**
 * A device with several functions has a node for each of them (…&MI_01) and one for the whole, whose compatible id is USB\COMPOSITE: the
 * functions are told, each with its own driver. Hubs and controllers of the PC itself have no vendor in their id.
 */
export function usbDeviceOf({ instanceId, description, compatibleIds, service, hasProblem }: DeviceNode): UsbDevice | undefined {
  const { vendor, product } = /^USB\\VID_(?<vendor>[\dA-F]{4})&PID_(?<product>[\dA-F]{4})/i.exec(instanceId)?.groups ?? {}
  if (vendor === undefined || product === undefined || compatibleIds.some((id) => id.toUpperCase() === 'USB\\COMPOSITE')) return undefined
  const classes = compatibleIds.flatMap((id) => /^USB\\(?:Dev)?Class_(?<code>[\dA-F]{2})/i.exec(id)?.groups?.code ?? [])
  const id = `${vendor}:${product}`.toLowerCase()
  return {
    id,
    name: description || id,
    classes: [...new Set(classes.map((code) => Number.parseInt(code, 16)))].filter((each) => each !== 0),
    driver: hasProblem || service === '' ? null : service,
  }
}

async function call<A extends readonly unknown[]>(native: NativeFunction<A>, ...args: A): Promise<number> {
  return (await callInThread(native, () => 0, ...args)).result
}

/** CR_* of cfgmgr32.h. */
function configurationFailure(code: number, syscall: string): Failure {
  return { word: 'unknown', code: `CR 0x${code.toString(16).toUpperCase()}`, syscall }
}
