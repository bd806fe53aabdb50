/** USB devices by sysfs (Linux, Documentation/ABI/stable/sysfs-bus-usb): a folder for each device, and one for each of its interfaces. */

import { readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Failure } from '../../failure.ts'
import type { UsbDevice } from '../../io.ts'
import { USB_SMART_CARD_CLASS } from '../../pcsc.ts'
import { realFiles } from '../files.ts'
import { MAX_USB_DEVICES } from '../usb.ts'

const SYSFS = '/sys/bus/usb/devices'
/** An attribute of sysfs is one page at most. */
const MAX_ATTRIBUTE_BYTES = 4096

/** A system without USB has no such folder: no devices. */
export async function linuxUsbDevices(folder = SYSFS): Promise<{ readonly devices: readonly UsbDevice[] } | { readonly failure: Failure }> {
  const listed = await realFiles().list(folder)
  if ('failure' in listed) return listed.failure.word === 'file-missing' ? { devices: [] } : listed
  // "1-4.2" is a device, "1-4.2:1.0" its interface 0 in configuration 1, "usb1" the controller's own hub.
  const devices = listed.names.filter((name) => /^\d+-[\d.]+$/.test(name)).slice(0, MAX_USB_DEVICES)
  const found = await Promise.all(
    devices.map((name) =>
      deviceOf(
        `${folder}/${name}`,
        listed.names.filter((other) => other.startsWith(`${name}:`)).map((other) => `${folder}/${other}`),
      ),
    ),
  )
  return { devices: found.flatMap((device) => device ?? []) }
}

async function deviceOf(path: string, interfacePaths: readonly string[]): Promise<UsbDevice | undefined> {
  const [vendor, product, name, deviceClass, ...interfaces] = await Promise.all([
    attribute(path, 'idVendor'),
    attribute(path, 'idProduct'),
    attribute(path, 'product'),
    attribute(path, 'bDeviceClass'),
    ...interfacePaths.map(interfaceOf),
  ])
  // Unplugged while it was looked at.
  if (!isHex(vendor, 4) || !isHex(product, 4)) return undefined
  const classes = [deviceClass, ...interfaces.map((each) => each.class)]
    .filter((text) => isHex(text, 2))
    .map((text) => Number.parseInt(text, 16))
  // 0: each interface has its own (USB 2.0, table 9-8).
  const own = [...new Set(classes)].filter((each) => each !== 0)
  const reader = interfaces.find((each) => Number.parseInt(each.class, 16) === USB_SMART_CARD_CLASS)
  const driver = (reader ?? interfaces.find((each) => each.driver !== null))?.driver ?? null
  return { id: `${vendor}:${product}`.toLowerCase(), name: name || `${vendor}:${product}`, classes: own, driver }
}

async function interfaceOf(path: string): Promise<{ readonly class: string; readonly driver: string | null }> {
  const [own, driver] = await Promise.all([
    attribute(path, 'bInterfaceClass'),
    readlink(`${path}/driver`).then(
      (target) => basename(target),
      () => null,
    ),
  ])
  return { class: own, driver }
}

async function attribute(path: string, name: string): Promise<string> {
  const read = await realFiles().read(`${path}/${name}`, MAX_ATTRIBUTE_BYTES)
  return 'content' in read ? read.content.toString('utf8').trim() : ''
}

function isHex(text: string, digits: number): boolean {
  return text.length === digits && /^[\da-f]+$/i.test(text)
}
