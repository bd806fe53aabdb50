/**
 * A pattern of content settings, `[scheme://]host[:port][/path]` with "[*.]" before a host whose subdomains count too (Chromium,
 * components/content_settings/core/common/content_settings_pattern_parser.cc), for pages of the web alone: there the path says nothing.
 */
export interface Pattern {
  readonly text: string
  /** Null for any. */
  readonly scheme: string | null
  /** Empty for any. */
  readonly host: string
  readonly subdomains: boolean
  readonly port: string | null
}

/** Null for a pattern that the browser refuses, and for one that speaks of no page of the web. */
export function parsePattern(text: string): Pattern | null {
  if (text === '*') return { text, scheme: null, host: '', subdomains: true, port: null }
  const separator = text.indexOf('://')
  const scheme = separator === -1 ? '*' : text.slice(0, separator).toLowerCase()
  if (!['*', 'http', 'https', ''].includes(scheme)) return null
  const parts = /^(?<host>(?:\[[^\]]*\])?[^:/]*)(?::(?<port>[^/]*))?(?:\/|$)/.exec(separator === -1 ? text : text.slice(separator + 3))
  const { host = '', port = '' } = parts?.groups ?? {}
  const place = placeOf(host)
  if (place === null || !/^(?:\*|\d*)$/.test(port)) return null
  return { text, scheme: scheme === '*' || scheme === '' ? null : scheme, ...place, port: port === '*' || port === '' ? null : port }
}

function placeOf(host: string): Pick<Pattern, 'host' | 'subdomains'> | null {
  if (host === '*' || host === '[*.]') return { host: '', subdomains: true }
  const subdomains = host.startsWith('[*.]')
  const name = subdomains ? host.slice(4) : host
  if (name === '' || name.includes('*') || name.startsWith('.')) return null
  const canonical = URL.parse(`http://${name}/`)?.hostname
  if (canonical === undefined || canonical === '' || canonical.endsWith('..')) return null
  const isAddress = canonical.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(canonical)
  return isAddress && subdomains ? null : { host: canonical.replace(/\.$/, ''), subdomains }
}

export function matchesPattern({ scheme, host, subdomains, port }: Pattern, page: URL): boolean {
  if (scheme !== null && page.protocol !== `${scheme}:`) return false
  const actual = page.hostname.replace(/\.$/, '')
  const isHost = actual === host || (subdomains && (host === '' || actual.endsWith(`.${host}`)))
  return isHost && (port === null || port === (page.port || (page.protocol === 'https:' ? '443' : '80')))
}

/** Of two that match one page: the host decides, then the port, then the scheme (content_settings_pattern.cc, Compare). */
export function moreSpecific(left: Pattern, right: Pattern): boolean {
  if (left.subdomains !== right.subdomains) return right.subdomains
  if (left.host.length !== right.host.length) return left.host.length > right.host.length
  if ((left.port === null) !== (right.port === null)) return right.port === null
  return left.scheme !== null && right.scheme === null
}
