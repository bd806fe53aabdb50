/** Addresses of the helpdesk's own pages. What people and PCs named goes into them encoded, whatever it is. */

/** One part of a path or one value of a query: a surrogate without its other half can't be written in UTF-8 (RFC 3986, section 2.5). */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

export function bundlePath(sha256: string): string {
  return `/bundles/${encoded(sha256)}`
}

/** @param terminal `BundleRow.terminal` */
export function terminalPath(terminal: string): string {
  return `/terminals/${encoded(terminal)}`
}

/** A case called ".." would lead elsewhere as a part of a path (URL Standard, "double-dot path segment"): the inbox shows it. */
export function casePath(name: string): string {
  return name === '.' || name === '..' ? inboxPath({ case: name }) : `/cases/${encoded(name)}`
}

export function newRequestPath(caseName?: string): string {
  return caseName === undefined ? '/requests/new' : `/requests/new?case=${encoded(caseName)}`
}

export function requestPath(id: string): string {
  return `/requests/${encoded(id)}`
}

/** @param asked names and values of the query; what is undefined is left out */
export function inboxPath(asked: Readonly<Record<string, string | undefined>> = {}): string {
  const query = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [`${encoded(name)}=${encoded(value)}`]))
  return query.length === 0 ? '/' : `/?${query.join('&')}`
}
