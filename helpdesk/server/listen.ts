/** Where the service listens. Plain HTTP is for this PC alone: a token or a password goes over no network unencrypted. */

import { type UserError, usageError } from '../../agent/cli/errors.ts'
import { quote } from '../../agent/cli/quote.ts'

export interface Listen {
  readonly host: string
  readonly port: number
}

/** 127.0.0.1 alone, until somebody says otherwise. */
export const DEFAULT_LISTEN = '127.0.0.1:8480'

/** `127.0.0.1:8480`, `[::1]:8480`, `0.0.0.0:443`; port 0 takes any that is free. */
export function readListen(text: string): Listen | UserError {
  const { host, port } = /^(?<host>\[[0-9a-f:.]+\]|[^\s:[\]]+):(?<port>\d{1,5})$/i.exec(text)?.groups ?? {}
  if (host === undefined || Number(port) > 65_535) return usageError(`--listen ${quote(text)} is not HOST:PORT; write it like 0.0.0.0:443`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/** RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3; as an address has it ([::1]), and as a socket for both kinds has IPv4 (::ffff:127.0.0.1). */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

/** Whether an address leads to whoever opens it, and nowhere else. */
export function isThisPcAlone(address: string): boolean {
  return isLoopback(URL.parse(address)?.hostname ?? '')
}

export function listenProblem({ host }: Listen, hasTls: boolean): UserError | undefined {
  if (hasTls || isLoopback(host)) return undefined
  return usageError(
    `--listen ${quote(host)} is reached from other PCs: give --cert and --key, or listen on 127.0.0.1 behind a proxy that speaks HTTPS`,
  )
}

/** Without a slash at its end. HTTPS, but for this PC itself: agents send bundles nowhere else (design, section 7). */
export function readPublicUrl(text: string): string | UserError {
  const url = URL.parse(text)
  const isPlain = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  if (!isPlain || !['http:', 'https:'].includes(url.protocol))
    return usageError(`--public-url ${quote(text)} is not an address; write it like https://helpdesk.example`)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return usageError(`--public-url ${quote(text)} has to be https: terminals send bundles over HTTPS alone`)
  return url.origin
}
