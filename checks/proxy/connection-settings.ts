/** The binary registry values in which Windows keeps the proxy settings of a connection. */

/** INTERNET_PER_CONN_FLAGS (learn.microsoft.com, INTERNET_PER_CONN_OPTION): PROXY_TYPE_PROXY, _AUTO_PROXY_URL, _AUTO_DETECT. */
const USES_PROXY = 2
const USES_PAC = 4
const DETECTS = 8

export interface ConnectionSettings {
  readonly autoDetect: boolean
  readonly pacUrl: string | null
  readonly proxy: string | null
  readonly bypass: string
}

/** No setting of a person comes near it; a larger value is not one of ours to read. */
const MAX_BYTES = 65_536
const HEADER_BYTES = 12

/**
 * Reads `DefaultConnectionSettings` (WinINET) and `WinHttpSettings` (WinHTTP), which share their form: three 32-bit little-endian
 * numbers (version, counter, flags), then texts with their length in front: proxy, bypass list, PAC URL (WinHTTP: not always).
 * Microsoft documents the flags alone ("What is DefaultConnectionSettings key?", IE support blog); the rest is as Wine's
 * dlls/winhttp/session.c reads it. `undefined` where the value is too short, too long or cut.
 *
 * @param hex as reg.exe prints REG_BINARY
 */
export function parseConnectionSettings(hex: string): ConnectionSettings | undefined {
  if (hex.length > MAX_BYTES * 2 || !/^(?:[0-9a-f]{2})*$/i.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.length < HEADER_BYTES) return undefined
  const flags = bytes.readUInt32LE(8)
  const texts: string[] = []
  let at = HEADER_BYTES
  while (texts.length < 3 && at + 4 <= bytes.length) {
    const length = bytes.readUInt32LE(at)
    at += 4
    if (length > bytes.length - at) return undefined
    texts.push(bytes.toString('latin1', at, at + length))
    at += length
  }
  const [proxy = '', bypass = '', pacUrl = ''] = texts
  return {
    autoDetect: (flags & DETECTS) !== 0,
    pacUrl: (flags & USES_PAC) !== 0 && pacUrl !== '' ? pacUrl : null,
    proxy: (flags & USES_PROXY) !== 0 && proxy !== '' ? proxy : null,
    bypass,
  }
}
