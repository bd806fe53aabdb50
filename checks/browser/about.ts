/** What the findings about a page, or about the browser, have in common. */

import type { Args, Finding } from '../check.ts'
import type { Settings } from '../settings.ts'
import type { BrowserEvidence } from './evidence.ts'

export type About = Pick<Finding, 'check' | 'subject'> & { readonly args: Args & { readonly url: string; readonly host: string } }

/** @param url of a target */
export function aboutPage(url: string, { targets }: Settings): About {
  const host = targets.find((target) => target.url === url)?.host ?? ''
  return { check: 'browser', subject: host, args: { url, host, hosts: [host] } }
}

/** Name and version of the browser that was used, for the reader. */
export function usedName({ browsers, used }: BrowserEvidence): string | null {
  const browser = used === null ? undefined : browsers[used]
  return browser === undefined ? null : [browser.name, browser.version].filter((part) => part !== null).join(' ')
}
