/** How proxies are written down, in Windows' settings, in variables and in a PAC script's answer, and read into one form. */

import { isIPv6 } from 'node:net'

/** What is spoken with the proxy before the tunnel. Only `http` is spoken by us; Edge speaks all of them. */
export type ProxyScheme = 'http' | 'https' | 'socks4' | 'socks5'

export interface ProxyServer {
  readonly scheme: ProxyScheme
  /** Without brackets. */
  readonly host: string
  readonly port: number
}

/** One element of a list that is tried in order. */
export type Hop = ProxyServer | 'direct'

/** Manual settings, by the scheme of the URL that is asked for (Chromium, net/docs/proxy.md, "Manual proxy settings"). */
export type ProxyRules =
  | { readonly kind: 'all'; readonly hops: readonly Hop[] }
  | { readonly kind: 'per-scheme'; readonly http: readonly Hop[]; readonly https: readonly Hop[]; readonly other: readonly Hop[] }

/** Default ports as Chromium has them (net/docs/proxy.md, "Proxy server schemes"). */
const defaultPorts: Readonly<Record<ProxyScheme, number>> = { http: 80, https: 443, socks4: 1080, socks5: 1080 }

const uriSchemes: Readonly<Record<string, ProxyScheme>> = {
  http: 'http',
  https: 'https',
  socks: 'socks5',
  socks4: 'socks4',
  socks5: 'socks5',
}
const pacSchemes: Readonly<Record<string, ProxyScheme>> = {
  proxy: 'http',
  https: 'https',
  socks: 'socks4',
  socks4: 'socks4',
  socks5: 'socks5',
}

/** "host:port" for an HTTP proxy, with the scheme in front for any other; IPv6 in brackets. This text is the proxy's id everywhere. */
export function proxyText({ scheme, host, port }: ProxyServer): string {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`
  return scheme === 'http' ? authority : `${scheme}://${authority}`
}

/** Reads what `proxyText` wrote, or what a person writes: `host:port`, `http://host:port`, `direct://`. Credentials are dropped. */
export function parseProxyUri(text: string, defaultScheme: ProxyScheme = 'http'): Hop | undefined {
  const match = /^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<rest>.*)$/i.exec(text.trim())
  const named = match?.groups?.scheme?.toLowerCase()
  if (named === 'direct') return 'direct'
  const scheme = named === undefined ? defaultScheme : uriSchemes[named]
  return scheme === undefined ? undefined : serverOf(scheme, match?.groups?.rest ?? '')
}

/** A list as Edge's policy and WinINET write it: proxies apart by commas. What does not parse is passed over, as Chromium does. */
export function parseProxyUris(text: string, defaultScheme: ProxyScheme = 'http'): Hop[] {
  return text.split(',').flatMap((each) => parseProxyUri(each, defaultScheme) ?? [])
}

/**
 * Reads WinINET's ProxyServer: one proxy for everything, or `http=a:80;https=b:443;socks=c:1080`
 * (learn.microsoft.com, INTERNET_PROXY_INFO; Chromium reads the same, with its own URI form inside).
 */
export function parseProxyRules(text: string): ProxyRules {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const [first = ''] = parts
  if (!first.includes('=')) return { kind: 'all', hops: parseProxyUris(first) }
  const lists: Record<'http' | 'https' | 'other', readonly Hop[]> = { http: [], https: [], other: [] }
  for (const part of parts) {
    const [scheme = '', uris = ''] = part.split('=', 2).map((each) => each.trim())
    if (scheme === 'http' || scheme === 'https') lists[scheme] = parseProxyUris(uris)
    else if (scheme === 'socks') lists.other = parseProxyUris(uris, 'socks4')
  }
  return { kind: 'per-scheme', ...lists }
}

/** The list for one URL; an empty one means that it goes directly. */
export function hopsFor(rules: ProxyRules, url: string): readonly Hop[] {
  if (rules.kind === 'all') return rules.hops
  const own = url.startsWith('https:') ? rules.https : rules.http
  return own.length > 0 ? own : rules.other
}

/** Reads what FindProxyForURL answered. What does not parse is passed over; nothing left means directly, as Chromium takes it. */
export function parsePacAnswer(answer: string): Hop[] {
  const hops = answer.split(';').flatMap((element) => parsePacElement(element) ?? [])
  return hops.length > 0 ? hops : ['direct']
}

/** `PROXY host:port`, `DIRECT`, … */
export function parsePacElement(element: string): Hop | undefined {
  const [word = '', authority] = element.trim().split(/\s+/, 2)
  if (word.toLowerCase() === 'direct') return 'direct'
  const scheme = pacSchemes[word.toLowerCase()]
  return scheme === undefined || authority === undefined ? undefined : serverOf(scheme, authority)
}

function serverOf(scheme: ProxyScheme, text: string): ProxyServer | undefined {
  const match = /^(?:[^/]*@)?(?:\[(?<six>[0-9a-f:.]+)\]|(?<name>[^\s:/@[\]]+))(?::(?<port>\d{1,5}))?\/?$/i.exec(text)
  const host = match?.groups?.six ?? match?.groups?.name
  if (host === undefined) return undefined
  const port = match?.groups?.port === undefined ? defaultPorts[scheme] : Number(match.groups.port)
  return port >= 1 && port <= 65535 ? { scheme, host: host.toLowerCase(), port } : undefined
}

/** The rules as we understood them, in WinINET's form: what is recorded is written anew, so that no credential can be in it. */
export function rulesText(rules: ProxyRules): string {
  if (rules.kind === 'all') return hopsText(rules.hops)
  const lists = [['http', rules.http] as const, ['https', rules.https] as const, ['socks', rules.other] as const]
  return lists
    .filter(([, hops]) => hops.length > 0)
    .map(([scheme, hops]) => `${scheme}=${hopsText(hops)}`)
    .join(';')
}

export function hopsText(hops: readonly Hop[]): string {
  return hops.map((hop) => (hop === 'direct' ? 'direct://' : proxyText(hop))).join(',')
}

/** No address of a script that a person wrote comes near it. */
const MAX_URL_LENGTH = 2000

/**
 * The address of a PAC script without user name and password; of `data:`, which holds the script itself, only what stands before it.
 * A password may hold characters that end it too early for a reader of addresses, so that nothing before the last @ is kept.
 */
export function cleanUrl(text: string): string {
  if (/^\s*data:/i.test(text)) return text.slice(0, text.indexOf(',') + 1)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.host === '') return behindLastAt(text)
  url.username = ''
  url.password = ''
  return behindLastAt(url.href)
}

function behindLastAt(text: string): string {
  return text.slice(text.lastIndexOf('@') + 1).slice(0, MAX_URL_LENGTH)
}
