/** Which targets a manual proxy setting leaves out. Modelled on what Chromium documents, because that is what Edge does. */

import { BlockList, isIP } from 'node:net'

/** What is matched: a URL's scheme, host (IPv6 without brackets) and port. */
export interface Destination {
  readonly scheme: string
  readonly host: string
  readonly port: number
}

export interface BypassOptions {
  /** `no_proxy` on other systems: a name stands for every name that ends with it (Chromium on Linux). */
  readonly suffixes?: boolean
}

/** Names and link-local addresses that Edge never sends to a proxy (Chromium, net/docs/proxy.md, "Implicit bypass rules"). */
const implicitRanges = new BlockList()
implicitRanges.addSubnet('127.0.0.0', 8)
implicitRanges.addSubnet('169.254.0.0', 16)
implicitRanges.addAddress('::1', 'ipv6')
implicitRanges.addSubnet('fe80::', 10, 'ipv6')

export function isImplicitlyBypassed(host: string): boolean {
  const name = host.toLowerCase()
  if (name === 'localhost' || name.endsWith('.localhost') || name === 'loopback') return true
  const family = isIP(name)
  return family !== 0 && implicitRanges.check(name, family === 6 ? 'ipv6' : 'ipv4')
}

/** Splits a list as WinINET, Edge's policy and no_proxy write it: semicolons, commas or blanks. */
export function splitBypass(text: string): string[] {
  return text.split(/[;,\s]+/).filter((rule) => rule !== '')
}

/**
 * The rule of the list that leaves the target out, `implicit` for the built-in ones, or `undefined`: it goes to the proxy.
 * `<-loopback>` takes the built-in rules away; where rules contradict each other the last one decides.
 */
export function bypassRuleFor(destination: Destination, rules: readonly string[], options: BypassOptions = {}): string | undefined {
  const last = rules.findLast(
    (rule) => matchesRule(destination, rule, options) || (isSubtraction(rule) && isImplicitlyBypassed(destination.host)),
  )
  if (last !== undefined) return isSubtraction(last) ? undefined : last
  return isImplicitlyBypassed(destination.host) ? 'implicit' : undefined
}

function isSubtraction(rule: string): boolean {
  return rule.toLowerCase() === '<-loopback>'
}

/** Whether one pattern fits (Chromium, net/docs/proxy.md, "Proxy config URL patterns"). */
export function matchesRule(destination: Destination, rule: string, options: BypassOptions = {}): boolean {
  if (rule.toLowerCase() === '<local>') return isIP(destination.host) === 0 && !destination.host.includes('.')
  const range = /^(?<base>[0-9a-f:.]+)\/(?<bits>\d{1,3})$/i.exec(rule)?.groups
  if (range !== undefined) return inRange(destination.host, range.base ?? '', Number(range.bits))
  const parts = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<host>\[[^\]]+\]|[^:]*)(?::(?<port>\d{1,5}))?$/i.exec(rule)?.groups
  if (parts === undefined) return false
  if (parts.scheme !== undefined && parts.scheme.toLowerCase() !== destination.scheme) return false
  if (parts.port !== undefined && Number(parts.port) !== destination.port) return false
  return matchesHost(destination.host.toLowerCase(), (parts.host ?? '').replace(/^\[|\]$/g, '').toLowerCase(), options)
}

/** Ranges speak of addresses in URLs alone: no name is looked up for them. */
function inRange(host: string, base: string, bits: number): boolean {
  const family = isIP(host)
  if (family === 0 || family !== isIP(base) || bits > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const range = new BlockList()
  range.addSubnet(base, bits, type)
  return range.check(host, type)
}

function matchesHost(host: string, pattern: string, { suffixes = false }: BypassOptions): boolean {
  if (pattern === '') return false
  if (isIP(pattern) !== 0) return isIP(host) === isIP(pattern) && inRange(host, pattern, isIP(pattern) === 4 ? 32 : 128)
  const suffixed = pattern.startsWith('.') || (suffixes && !pattern.startsWith('*')) ? `*${pattern}` : pattern
  return matchesWildcard(host, suffixed)
}

/** `*` stands for any run of characters. In one pass, since a pattern from the registry must not make a regular expression explode. */
function matchesWildcard(text: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.split('*')
  const tail = rest.pop()
  if (tail === undefined) return text === head
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false
  let at = head.length
  const end = text.length - tail.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
