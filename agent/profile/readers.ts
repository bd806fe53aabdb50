/** Single values as people write them, read the same way from a flag and from a file. Light: nothing is loaded for it. */

import { isIP, SocketAddress } from 'node:net'
import { parseEndpoint } from '../../checks/endpoint.ts'
import type { Endpoint } from '../../checks/io.ts'
import type { ProxySetting } from '../../checks/settings.ts'
import { quote } from '../cli/quote.ts'
import { type Told, tell } from '../cli/told.ts'
import { withFullWidth } from './full-width.ts'
import { valueWords as words } from './mistake-words.ts'

/** The value, or what is wrong with the text and what would be right. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

/** @param what a word with a place for the text */
function refused(what: Told, text: string): { readonly problem: string } {
  return { problem: withFullWidth(tell(what, { text: quote(text) }), text) }
}

/** DNS (RFC 1035 section 4.2). */
const DNS_PORT = 53

/** A resolver: "ip", "ip:port" or "[v6]:port"; the port is 53 where none is written. */
export function readResolver(text: string): Read<Endpoint> {
  const endpoint = parseEndpoint(text, DNS_PORT)
  if (endpoint !== undefined)
    return isUnspecified(endpoint.address) ? refused(words.noHost, text) : { value: { ...endpoint, address: canonical(endpoint.address) } }
  const port = /^(?<host>\[[^\]]*\]|[^:]*):(?<port>[^:]*)$/.exec(text)
  const hasAddress = port?.groups?.host !== undefined && parseEndpoint(port.groups.host, DNS_PORT) !== undefined
  return refused(hasAddress ? words.badPort : words.notAnAddress, text)
}

/** One address, without a port: the target's own is used. */
export function readAddress(text: string): Read<string> {
  if (isIP(text) === 0) return refused(words.notOneAddress, text)
  return isUnspecified(text) ? refused(words.noHost, text) : { value: canonical(text) }
}

/** 0.0.0.0 and :: are what a template leaves behind; a connection to them would reach this PC itself. */
function isUnspecified(address: string): boolean {
  return canonical(address) === '::' || address === '0.0.0.0'
}

/** IPv6 in one spelling (RFC 5952), so that an address written in two ways is one; a zone stays as it is written. */
function canonical(address: string): string {
  return isIP(address) === 6 && !address.includes('%') ? new SocketAddress({ address, family: 'ipv6' }).address : address
}

/** The address of a target: https only, since every check behind it is about a log-on page behind TLS. */
export function readTargetUrl(text: string): Read<string> {
  const url = readUrl(text)
  if (url === undefined || url.protocol !== 'https:') return refused(words.notHttps, text)
  if (url.username !== '' || url.password !== '') return { problem: tell(words.userInTarget) }
  return url.port === '0' ? refused(words.badPort, text) : { value: text }
}

/** A proxy as browsers' own settings show it. */
const hostAndPort = /^(?:[a-z0-9][a-z0-9.-]{0,252}|\[[\da-f:.]+\]):\d{1,5}$/i

/** Where the PC's own settings don't count: `direct`, one HTTP proxy, or a PAC file. */
export function readProxy(text: string): Read<ProxySetting> {
  if (text === 'system' || text === 'direct') return { value: { kind: text } }
  if (hostAndPort.test(text)) return { problem: tell(words.proxyMeant, { text: quote(text), proxy: text }) }
  const isPac = text.startsWith('pac+')
  const url = readUrl(isPac ? text.slice('pac+'.length) : text)
  if (url === undefined || !(url.protocol === 'http:' || (isPac && url.protocol === 'https:'))) return refused(words.notAProxy, text)
  if (url.username !== '' || url.password !== '') return { problem: tell(words.userInProxy) }
  if (isPac) return { value: { kind: 'pac', url: url.href } }
  // URL drops the port 80 that is http's own, so the text says whether one was written; guessing 80 or 8080 would hide a mistake.
  if (!/:\d+\/?$/.test(text) || url.port === '0') return refused(words.proxyWithoutPort, text)
  if (url.pathname !== '/' || url.search !== '') return refused(words.proxyWithPath, text)
  return { value: { kind: 'proxy', proxy: `${url.hostname}:${url.port === '' ? 80 : Number(url.port)}` } }
}

/** Where bundles go: https, or http to this PC itself. An address of a presigned kind carries its own permission in the query. */
export function readUploadUrl(text: string): Read<string> {
  const url = readUrl(text)
  const isLoopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)))
    return refused(words.notUploadUrl, text)
  return url.username === '' && url.password === '' ? { value: text } : { problem: tell(words.userInUpload) }
}

/** `URL` forgives a missing `//` and a third slash, blanks, line ends and backslashes; an address in a file should say what it means. */
function readUrl(text: string): URL | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\\/][^\s\\]*$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined
}

/** An X.500 distinguished name as Windows and OpenSSL show it: at least one `type=value` (RFC 4514). */
export function readDistinguishedName(text: string): Read<string> {
  return /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(\.\d+)+)\s*=\s*\S/.test(text) ? { value: text.trim() } : refused(words.notAName, text)
}
