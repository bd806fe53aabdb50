/** The USB devices that are plugged in: what kind they are, and which driver runs them. */

import { failure } from '../failure.ts'
import type { Machine, UsbDevice } from '../io.ts'
import { startLimit } from '../limit.ts'

/** USB allows 127 devices on a bus; a PC with more than this many in all is none that we can judge. */
export const MAX_USB_DEVICES = 256

type Found = Awaited<ReturnType<Machine['usbDevices']>>

/** Each system's own way; loaded when first asked for. */
export function realUsbDevices(platform: NodeJS.Platform): Machine['usbDevices'] {
  return async (limitMs, signal) => {
    if (signal.aborted) return { failure: failure('cancelled') }
    const { promise: stopped, resolve: stop } = Promise.withResolvers<Found>()
    const limit = startLimit(limitMs, () => stop({ failure: failure('no-reply', 'limit') }))
    const onAbort = () => stop({ failure: failure('cancelled') })
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await Promise.race([stopped, ask(platform)])
    } finally {
      limit.clear()
      signal.removeEventListener('abort', onAbort)
    }
  }
}

async function ask(platform: NodeJS.Platform): Promise<Found> {
  if (platform === 'linux') return (await import('./usb/linux.ts')).linuxUsbDevices()
  if (platform === 'win32') return (await import('./usb/windows.ts')).windowsUsbDevices()
  if (platform === 'darwin') return { devices: await namesAlone() }
  return { failure: failure('not-supported') }
}

/** macOS: systeminformation reads ioreg, which tells names and neither the classes of interfaces nor drivers. */
async function namesAlone(): Promise<UsbDevice[]> {
  const { usb } = await import('systeminformation')
  const found = (await usb()) ?? []
  return found.slice(0, MAX_USB_DEVICES).map(({ name }) => ({ id: '', name: String(name ?? ''), classes: [], driver: null }))
}
