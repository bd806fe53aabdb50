/**
 * One line of URLBlocklist or URLAllowlist: `[scheme://][.]host[:port][/path][?query]`. Taken apart and compared as Chromium does it
 * (components/url_matcher/url_util.cc, url_matcher.cc; components/url_formatter/url_fixer.cc, SegmentURL), for pages of the web alone.
 */
export interface Filter {
  readonly text: string
  readonly allow: boolean
  /** "http" or "https"; null for any. */
  readonly scheme: string | null
  /** Lower case; with a dot before it where its subdomains count too; empty for every host. */
  readonly host: string
  readonly subdomains: boolean
  readonly port: number | null
  readonly path: string
  readonly query: readonly QueryCondition[]
}

interface QueryCondition {
  /** "&key=" or "&key" */
  readonly key: string
  /** With "&" behind it where it must be whole. */
  readonly value: string
  /** Each occurrence of the key must have the value, not just one of them. */
  readonly every: boolean
}

/** Null for a line that the browser refuses, and for one of another scheme: neither says anything of a page of the web. */
export function parseFilter(text: string, allow: boolean): Filter | null {
  const line = text.trim()
  const scheme = schemeOf(line)
  if (scheme !== null && scheme !== 'http' && scheme !== 'https') return null
  const everything = { text, allow, scheme, host: '', subdomains: true, port: null, path: '', query: [] }
  if (scheme !== null && /^[^:]+:(?:\/\/)?\*$/.test(line)) return everything
  const rest = (scheme === null ? line : line.slice(scheme.length + 1)).replace(/^[/\\]+/, '')
  const parts = /^(?<authority>[^/\\?#]*)(?<path>[^?#]*)(?:\?(?<query>[^#]*))?/.exec(rest)?.groups ?? {}
  const place = placeOf(parts.authority ?? '')
  return place === null ? null : { ...everything, ...place, path: parts.path ?? '', query: queryConditions(parts.query ?? '', allow) }
}

/** Lower case. What stands before a port, or has a dot in it, is a host. */
function schemeOf(line: string): string | null {
  const parts = /^(?<scheme>[a-z][a-z0-9+-]*):(?<next>[^/\\?#]*)/i.exec(line)?.groups
  if (parts === undefined) return null
  const { scheme = '', next = '' } = parts
  return /^\d+$/.test(next) && Number(next) <= 65_535 ? null : scheme.toLowerCase()
}

/** A name and a password before the host say nothing. */
function placeOf(authority: string): Pick<Filter, 'host' | 'subdomains' | 'port'> | null {
  const parts = /^(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>.*))?$/.exec(authority.slice(authority.lastIndexOf('@') + 1))?.groups
  const { host = '', port = '' } = parts ?? {}
  if (host === '') return null
  const number = port === '' ? null : Number(port)
  if (number !== null && !(/^\+?\d+$/.test(port) && number >= 1 && number <= 65_535)) return null
  return { ...hostOf(host.toLowerCase()), port: number }
}

function hostOf(host: string): Pick<Filter, 'host' | 'subdomains'> {
  if (host === '*') return { host: '', subdomains: true }
  if (host.startsWith('.')) return { host: host.slice(1), subdomains: false }
  return isName(host) ? { host: `.${host}`, subdomains: true } : { host, subdomains: false }
}

/** An address has no subdomains, nor has what can be no host at all. */
function isName(host: string): boolean {
  const hostname = URL.parse(`http://${host}/`)?.hostname
  return hostname !== undefined && !hostname.startsWith('[') && !/^\d+(?:\.\d+){3}$/.test(hostname)
}

/**
 * "a=1&b" demands both, in any order; a star at a token's end leaves open what follows. To be blocked, one token that fits is enough; to
 * be allowed, every token of that key must fit: a second one at the end must not slip through.
 */
function queryConditions(query: string, allow: boolean): QueryCondition[] {
  const tokens = query.split('&')
  // What an "&" at the end begins is no token.
  if (tokens.at(-1) === '') tokens.pop()
  const conditions = tokens.map((token): QueryCondition => {
    const [name = '', ...values] = token.split('=')
    const value = values.join('=')
    const open = (value === '' ? name : value).endsWith('*')
    const bare = value === '' ? { key: `&${open ? name.slice(0, -1) : name}`, value: '' } : { key: `&${name}=`, value }
    const wanted = open ? bare.value.slice(0, -1) : `${bare.value}&`
    return { key: bare.key, value: wanted, every: allow && wanted !== '' }
  })
  // Chromium keeps one condition for each text that it searches for.
  return [
    ...new Map(conditions.map((each) => [each.every ? each.key : `${each.key}${each.value} any`, each] as const).toReversed()).values(),
  ]
}

export function matchesFilter({ scheme, host, subdomains, port, path, query }: Filter, page: URL): boolean {
  if (scheme !== null && page.protocol !== `${scheme}:`) return false
  if (port !== null && portOf(page) !== port) return false
  const wanted = withDot(host)
  const actual = withDot(page.hostname)
  if (subdomains ? !`.${actual}`.endsWith(wanted) : actual !== wanted) return false
  if (!page.pathname.startsWith(path)) return false
  // "https://host/?" has a query, an empty one.
  const search = /^[^#]*\?/.test(page.href) ? `&${page.search.slice(1)}&` : ''
  return query.every((condition) => matchesQuery(condition, search))
}

function portOf(page: URL): number {
  return page.port === '' ? (page.protocol === 'https:' ? 443 : 80) : Number(page.port)
}

function withDot(host: string): string {
  return host.endsWith('.') ? host : `${host}.`
}

function matchesQuery({ key, value, every }: QueryCondition, search: string): boolean {
  if (!every) return search.includes(key + value)
  const occurrences = search.split(key).slice(1)
  return (
    occurrences.length > 0 && occurrences.every((rest, index) => `${rest}${index < occurrences.length - 1 ? '&' : ''}`.startsWith(value))
  )
}

/** "*" alone, with nothing that narrows it. */
function isBlockEverything({ allow, scheme, host, subdomains, port, path, query }: Filter): boolean {
  return !allow && subdomains && host === '' && scheme === null && port === null && path === '' && query.length === 0
}

/** Whether `left` decides where both match (url_blocklist_manager.cc, FilterTakesPrecedence). */
export function goesBefore(left: Filter, right: Filter): boolean {
  if (isBlockEverything(right)) return true
  if (isBlockEverything(left)) return false
  if (left.subdomains !== right.subdomains) return right.subdomains
  if (left.host.length !== right.host.length) return left.host.length > right.host.length
  if (left.path.length !== right.path.length) return left.path.length > right.path.length
  if (left.query.length !== right.query.length) return left.query.length > right.query.length
  return left.allow && !right.allow
}
