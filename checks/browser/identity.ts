/** Whom the browser says that it is: as the person's own, with its window. */

import type { BrowserKind } from './evidence.ts'
import type { Json } from './values.ts'

const brands: Readonly<Partial<Record<BrowserKind, string>>> = { edge: 'Microsoft Edge', chrome: 'Google Chrome' }

/**
 * Without a window Chromium calls itself "HeadlessChrome", and firewalls for the web refuse that to keep robots out: the page would fail
 * here and open for the person. What is sent in its place is what the same program sends with a window
 * (RFC 9110 section 10.1.5; W3C, "User-Agent Client Hints"; Chromium, components/embedder_support/user_agent_utils.cc).
 *
 * @returns the parameters of DevTools' Emulation.setUserAgentOverride; null where there is nothing to change
 */
export function identityOf(kind: BrowserKind, userAgent: string): Json | null {
  if (!userAgent.includes('Headless')) return null
  const plain = userAgent.replaceAll('Headless', '')
  const version = /Chrome\/(?<major>\d+)/.exec(plain)?.groups?.major
  if (version === undefined) return { userAgent: plain }
  const named = ['Chromium', ...(brands[kind] === undefined ? [] : [brands[kind]])].map((brand) => ({ brand, version }))
  const platform = /Windows/.test(plain) ? 'Windows' : /Macintosh/.test(plain) ? 'macOS' : 'Linux'
  const rest = { platform, platformVersion: '', architecture: '', model: '', mobile: false }
  return { userAgent: plain, userAgentMetadata: { brands: [...named, { brand: 'Not.A/Brand', version: '99' }], ...rest } }
}
