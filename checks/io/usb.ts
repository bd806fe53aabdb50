/** The USB devices that are plugged in. */

import { failure } from '../failure.ts'
import type { Machine } from '../io.ts'

export function realUsbDevices(_platform: NodeJS.Platform): Machine['usbDevices'] {
  return async () => ({ failure: failure('not-supported') })
}
