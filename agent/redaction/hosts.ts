/** Addresses, host names, and the texts that are made of them: endpoints, lists of proxies, what a script answered, patterns. */

import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Names } from './names.ts'
import { path } from './paths.ts'
import { withoutSecrets } from './secrets.ts'

/** Stands for a text of which no more is said than that there was one. */
export const SOME_TEXT = '[text]'

/** Underscores and stars stand in what is looked up and in patterns; 253 characters are a name's most (RFC 1035 section 2.3.4). */
const hostShape = /^[\p{L}\p{N}_.*-]{1,253}$/u

/** Names that Windows and Linux give a network adapter by themselves; "enx001122334455", which holds a hardware address, is none. */
const usualAdapter =
  /^(?:lo\d*|(?:eth|en|em|wlan|tun|tap|ppp|wg|br|docker)\d{1,3}|(?:en|wl|ww)(?:o\d+|s\d+|p\d+s\d+)(?:f\d+)?(?:d\d+)?|(?:Ethernet|Wi-Fi|WLAN|Local Area Connection|Wireless Network Connection|Bluetooth Network Connection|Cellular|vEthernet \((?:Default Switch|WSL)\)|Loopback Pseudo-Interface|以太網路|乙太網路|區域連線)(?: ?\d{1,3}|\* ?\d{1,3})?)$/i

export function adapter(name: string, names: Names): string {
  if (usualAdapter.test(name) || name === '') return name
  return names.strict ? `adapter-${names.tag('adapter', name)}` : path(name, names)
}

/** With a zone (RFC 4007 section 11), and with brackets as browsers write them. */
export function address(text: string, names: Names): string {
  const [, open = '', base = '', mark = '', zone = '', close = ''] = /^(\[?)([^%\]]*)(%(?:25)?)?([^\]]*)(\]?)$/.exec(text) ?? []
  if (isIP(base) === 0) return host(text, names)
  return `${open}${names.address(base)}${mark}${/^\d*$/.test(zone) ? zone : adapter(zone, names)}${close}`
}

export function host(text: string, names: Names): string {
  if (text === '' || text === SOME_TEXT) return text
  if (isIP(text) !== 0) return names.address(text)
  return hostShape.test(text) ? names.host(text) : SOME_TEXT
}

export function range(text: string, names: Names): string {
  const [base = '', bits = '', ...more] = text.split('/')
  if (isIP(base) === 0 || !/^\d{1,3}$/.test(bits) || more.length > 0 || !ipaddr.isValidCIDR(text)) return SOME_TEXT
  const mapped = names.address(base)
  if (mapped === base) return text
  const inside = `${mapped}/${bits}`
  return `${isIP(base) === 4 ? ipaddr.IPv4.networkAddressFromCIDR(inside) : ipaddr.IPv6.networkAddressFromCIDR(inside)}/${bits}`
}

/** "[user:password@]host[:port]"; who logs on is left out. */
export function authority(text: string, names: Names): string {
  const place = text.slice(text.lastIndexOf('@') + 1)
  if (isIP(place.replace(/%.*$/, '')) === 6) return address(place, names)
  const [, name, port = ''] = /^(\[[^\]]*\]|[^:]*)(:[\d*]*)?$/.exec(place) ?? []
  const shown = name === undefined ? SOME_TEXT : address(name, names)
  // What is no name stays a host all the same: judges read these texts as URLs.
  return shown === SOME_TEXT ? `host-${names.tag('host', place)}.example` : `${shown}${port}`
}

/** Words of WinINET's lists, of what scripts answer and of time servers' flags, which are no hosts. */
const keyword = /^(?:direct|proxy|socks[45]?|https?|ftp|0x[0-9a-f]+|→)$/i

/** @param url for what has a path */
export function endpoint(text: string, names: Names, url: (text: string) => string): string {
  if (/^data:/i.test(text)) return text.slice(0, text.indexOf(',') + 1)
  return withoutSecrets(text)
    .split(/([\s;,=]+)/)
    .map((piece, index) => (index % 2 === 1 || piece === '' || keyword.test(piece) ? piece : place(piece, names, url)))
    .join('')
}

function place(text: string, names: Names, url: (text: string) => string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? []
  if (scheme !== '' && /[/?#\\]./.test(rest)) return url(text)
  if (rest.includes('*') || /\/\d{1,3}$/.test(rest)) return pattern(text, names, url)
  return rest === '' ? text : `${scheme}${authority(rest.replace(/\/$/, ''), names)}${rest.endsWith('/') ? '/' : ''}`
}

const fixedPatterns = new Set(['', '*', '<local>', '<-loopback>', 'implicit', '[*.]', '*.*'])

/**
 * An exception to a proxy, a line of a browser's policy, a namespace of a DNS policy: `[scheme://][.|*.|[*.]]host[:port][/path]`.
 * What fits a target fits it afterwards, and what does not still does not.
 */
export function pattern(text: string, names: Names, url: (text: string) => string): string {
  if (fixedPatterns.has(text.toLowerCase())) return text
  if (/^(?:file:|[a-z]:[\\/]|[\\/])/i.test(text)) return path(text, names)
  if (/\s/.test(text)) return SOME_TEXT
  const [, scheme = '', place = '', rest = ''] = /^((?:[a-z][a-z0-9+.-]*|\*):\/\/)?([^/\\?#]*)(.*)$/is.exec(text) ?? []
  if (/^(?:edge|chrome|about|javascript|microsoft-edge|devtools)(?::\/\/)?$/i.test(scheme.replace('://', ''))) return `${scheme}${place}`
  const [, open = '', name = '', port = ''] =
    /^(\[\*\.\]|\*\.|\.|)(\[[0-9a-f:.]+\]|[^:]*)(:[\d*]*)?$/i.exec(place.slice(place.lastIndexOf('@') + 1)) ?? []
  if (isIP(name) !== 0 && /^\/\d{1,3}$/.test(rest)) return scheme + range(name + rest, names)
  if (place !== '' && open === '' && name === '') return SOME_TEXT
  return `${scheme}${open}${patternHost(name, names)}${port}${rest === '' ? '' : pathOf(name, rest, url)}`
}

function patternHost(name: string, names: Names): string {
  const [, octets] = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.\*$/.exec(name) ?? []
  if (octets !== undefined) {
    const count = octets.split('.').length
    return `${names
      .address([octets, '0', '0', '0'].slice(0, 5 - count).join('.'))
      .split('.')
      .slice(0, count)
      .join('.')}.*`
  }
  if (name === '*' || name === '') return name
  if (!name.includes('*')) return address(name, names)
  return names.strict ? `host-${names.tag('host', name.toLowerCase())}*` : name
}

/** What stands behind the host, as it would behind that host in a URL; a pattern for every host may speak of the targets. */
function pathOf(name: string, rest: string, url: (text: string) => string): string {
  const before = `https://${/^(?:\*|)$/.test(name) ? 'every.invalid' : name.replaceAll('*', 'x')}`
  const changed = url(before + rest)
  const at = changed.slice('https://'.length).search(/[/?#\\]/)
  return at < 0 ? '' : changed.slice('https://'.length + at)
}
