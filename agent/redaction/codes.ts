/** What is a word of a protocol or of a system, by its shape. Such a word is never touched, whatever somebody on the PC is called. */

import { isIP } from 'node:net'

const shapes: readonly RegExp[] = [
  // ECONNRESET, ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE, net::ERR_TIMED_OUT
  /^(?:net::)?[A-Z][A-Z0-9_]*(?:\/[A-Z0-9_]+)*$/,
  // limit, not-http, hkex-1, IoTEnterpriseS, SCardEstablishContext
  /^[A-Za-z]+(?:-[a-z0-9]+)*$/,
  // 156.0.3240.92, 6.12.48-amd64, 1
  /^-?\d+(?:\.\d+)*(?:[-+][A-Za-z0-9.]+)*$/,
  /^0x[0-9a-f]{1,16}$/i,
  /^x86_64$/,
  // HTTP 404, Server Core
  /^HTTP \d{3}$|^Server Core$/,
  // An answer to reset (ISO/IEC 7816-3): at most 33 bytes, the first of which is one of two.
  /^3[bf][0-9a-f]{0,64}$/i,
]
const hardwareAddress = /^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$/i
const LONGEST = 80

export function isCode(text: string): boolean {
  if (text === '') return true
  return text.length <= LONGEST && isIP(text) === 0 && !hardwareAddress.test(text) && shapes.some((shape) => shape.test(text))
}
