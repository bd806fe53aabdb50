/** "ip", "ip:port" and "[v6]:port": read and written in one place. */

import { isIP } from 'node:net'
import type { Endpoint } from './io.ts'

/** Writes an endpoint; IPv6 in brackets (RFC 3986 section 3.2.2). */
export function endpointText({ address, port }: Endpoint): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/** Reads "ip", "ip:port", "v6" or "[v6]:port"; `undefined` where it is none of these. */
export function parseEndpoint(text: string, defaultPort: number): Endpoint | undefined {
  if (isIP(text) !== 0) return { address: text, port: defaultPort }
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<four>[^:[\]]+))(?::(?<port>\d{1,5}))?$/.exec(text)
  const address = match?.groups?.six ?? match?.groups?.four
  if (match === null || address === undefined) return undefined
  if (isIP(address) !== (match.groups?.six === undefined ? 4 : 6)) return undefined
  const port = match.groups?.port === undefined ? defaultPort : Number(match.groups.port)
  return port >= 1 && port <= 65535 ? { address, port } : undefined
}
