/** Single values as people write them, read the same way from a flag and from a file. Light: nothing is loaded for it. */

import { isIP, SocketAddress } from 'node:net'
import { parseEndpoint } from '../../checks/endpoint.ts'
import type { Endpoint } from '../../checks/io.ts'
import type { ProxySetting } from '../../checks/settings.ts'
import { quote } from '../cli/quote.ts'

/** The value, or what is wrong with the text and what would be right. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

/** DNS (RFC 1035 section 4.2). */
const DNS_PORT = 53

/** A resolver: "ip", "ip:port" or "[v6]:port"; the port is 53 where none is written. */
export function readResolver(text: string): Read<Endpoint> {
  const endpoint = parseEndpoint(text, DNS_PORT)
  if (endpoint !== undefined)
    return isUnspecified(endpoint.address) ? { problem: noHost(text) } : { value: { ...endpoint, address: canonical(endpoint.address) } }
  const port = /^(?<host>\[[^\]]*\]|[^:]*):(?<port>[^:]*)$/.exec(text)
  const hasAddress = port?.groups?.host !== undefined && parseEndpoint(port.groups.host, DNS_PORT) !== undefined
  return {
    problem: hasAddress
      ? `the port of ${quote(text)} is not a number from 1 to 65535`
      : `${quote(text)} is not an IP address; write "ip", "ip:port" or "[v6]:port"`,
  }
}

/** One address, without a port: the target's own is used. */
export function readAddress(text: string): Read<string> {
  if (isIP(text) === 0) return { problem: `${quote(text)} is not an IP address; write one address without a port, such as 10.2.0.10` }
  return isUnspecified(text) ? { problem: noHost(text) } : { value: canonical(text) }
}

/** 0.0.0.0 and :: are what a template leaves behind; a connection to them would reach this PC itself. */
function isUnspecified(address: string): boolean {
  return canonical(address) === '::' || address === '0.0.0.0'
}

function noHost(text: string): string {
  return `${quote(text)} stands for no host; write the address of one`
}

/** IPv6 in one spelling (RFC 5952), so that an address written in two ways is one; a zone stays as it is written. */
function canonical(address: string): string {
  return isIP(address) === 6 && !address.includes('%') ? new SocketAddress({ address, family: 'ipv6' }).address : address
}

/** The address of a target: https only, since every check behind it is about a log-on page behind TLS. */
export function readTargetUrl(text: string): Read<string> {
  const url = readUrl(text)
  if (url === undefined || url.protocol !== 'https:')
    return {
      problem: `${quote(text)} is not an https address; write https://host/path, or https://host:port/path with a port from 1 to 65535`,
    }
  if (url.username !== '' || url.password !== '')
    return { problem: 'the address holds a user name or password; leave it out, nothing is ever logged on to' }
  return url.port === '0' ? { problem: `the port of ${quote(text)} is not a number from 1 to 65535` } : { value: text }
}

const proxyForms = 'write system, direct, http://host:port or pac+http://host/file.pac'

/** Where the PC's own settings don't count: `direct`, one HTTP proxy, or a PAC file. */
export function readProxy(text: string): Read<ProxySetting> {
  if (text === 'system' || text === 'direct') return { value: { kind: text } }
  const isPac = text.startsWith('pac+')
  const url = readUrl(isPac ? text.slice('pac+'.length) : text)
  if (url === undefined || !(url.protocol === 'http:' || (isPac && url.protocol === 'https:')))
    return { problem: `${quote(text)} is not a proxy setting; ${proxyForms}` }
  if (url.username !== '' || url.password !== '')
    return { problem: 'the address holds a user name or password; leave it out, none is ever sent' }
  if (isPac) return { value: { kind: 'pac', url: url.href } }
  // URL drops the port 80 that is http's own, so the text says whether one was written; guessing 80 or 8080 would hide a mistake.
  if (!/:\d+\/?$/.test(text) || url.port === '0')
    return { problem: `${quote(text)} has no port from 1 to 65535; write http://host:port, for example http://proxy.example:8080` }
  if (url.pathname !== '/' || url.search !== '')
    return { problem: `${quote(text)} has a path; a proxy is only http://host:port (a PAC file is pac+http://…)` }
  return { value: { kind: 'proxy', proxy: `${url.hostname}:${url.port === '' ? 80 : Number(url.port)}` } }
}

/** Where bundles go: https, or http to this PC itself. An address of a presigned kind carries its own permission in the query. */
export function readUploadUrl(text: string): Read<string> {
  const url = readUrl(text)
  const isLoopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)))
    return { problem: 'is not an https address; write https://host/path' }
  return url.username === '' && url.password === ''
    ? { value: text }
    : { problem: 'the address holds a user name or password; leave it out' }
}

/** `URL` forgives a missing `//` and a third slash, blanks, line ends and backslashes; an address in a file should say what it means. */
function readUrl(text: string): URL | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\\/][^\s\\]*$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined
}

/** An X.500 distinguished name as Windows and OpenSSL show it: at least one `type=value` (RFC 4514). */
export function readDistinguishedName(text: string): Read<string> {
  return /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(\.\d+)+)\s*=\s*\S/.test(text)
    ? { value: text.trim() }
    : { problem: `${quote(text)} is not a distinguished name; write it as the certificate shows it, such as CN=Example CA, O=Example` }
}
