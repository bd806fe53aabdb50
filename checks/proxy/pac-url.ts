/** Of https the script sees scheme, host and port alone (Chromium, net/docs/proxy.md, "Arguments passed to FindProxyForURL()"). */
export function urlForPac(address: string): string {
  const url = new URL(address)
  return url.protocol === 'https:' ? `${url.origin}/` : `${url.origin}${url.pathname}${url.search}`
}
