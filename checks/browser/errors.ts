/** What Chromium's error words speak of (Chromium, net/base/net_error_list.h), for the judge to weigh and the reader to understand. */

export const errorKinds = ['name', 'connection', 'answer', 'tls', 'certificate', 'proxy', 'policy', 'http', 'limit', 'other'] as const
export type ErrorKind = (typeof errorKinds)[number]

/** Tried from above: the first that fits counts. */
const kinds: readonly (readonly [ErrorKind, RegExp])[] = [
  // The administrator's list alone: an extension (CLIENT) or the server's own headers (RESPONSE, CSP) can stop a page too, and
  // NETWORK_ACCESS_DENIED comes of a firewall on this PC.
  ['policy', /^ERR_BLOCKED_(?:IN_INCOGNITO_)?BY_ADMINISTRATOR$/],
  ['proxy', /PROXY|^ERR_TUNNEL_CONNECTION_FAILED|^ERR_SOCKS_|^ERR_PAC_/],
  ['name', /^ERR_NAME_|^ERR_DNS_|^ERR_ICANN_/],
  ['certificate', /^ERR_CERT_|^ERR_CERTIFICATE_|^ERR_SSL_PINNED_KEY|^ERR_SSL_SERVER_CERT_BAD_FORMAT|^ERR_SSL_OBSOLETE/],
  ['tls', /^ERR_SSL_|^ERR_BAD_SSL_|^ERR_ECH_|^ERR_NO_SSL_|^ERR_QUIC_/],
  // The connection stands by then.
  ['answer', /^ERR_(?:HTTP2|EMPTY_RESPONSE|INVALID_HTTP_RESPONSE|INVALID_CHUNKED|RESPONSE_|INCOMPLETE_|CONTENT_|HTTP_1_1_REQUIRED)/],
  ['connection', /^ERR_(?:CONNECTION|ADDRESS|SOCKET|INTERNET|TIMED_OUT|NETWORK)/],
]

/** @param error "net::ERR_…" */
export function errorKind(error: string): ErrorKind {
  const word = errorWord(error)
  return kinds.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other'
}

/** Whether the network was changing just then: a moment later the same page may load. */
export function isPassing(error: string): boolean {
  return ['ERR_NETWORK_CHANGED', 'ERR_NETWORK_IO_SUSPENDED'].includes(errorWord(error))
}

/** "ERR_NAME_NOT_RESOLVED", as the browser's own page of an error shows it. */
export function errorWord(error: string): string {
  return error.replace(/^net::/, '')
}
