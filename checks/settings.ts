/** What the probes ask and the judges judge by: the profiles, the site file and the flags, put together by the agent. */

import type { CheckId } from './check.ts'
import type { Endpoint } from './io.ts'

/** How the page of a target is recognised. */
export type PageMarker =
  /** HKEX printed the landing page's choices; one of them on the page is enough (dashes, spaces and a plural s forgiven). */
  | { readonly kind: 'landing'; readonly choices: readonly string[] }
  /** The circular shows the page as a picture: a form with a password field on that host is our inference. */
  | { readonly kind: 'log-on-form' }

export interface Target {
  /** Profiles that need it: a target may serve several. */
  readonly profiles: readonly string[]
  readonly id: string
  readonly url: string
  readonly host: string
  readonly port: number
  readonly page: PageMarker | null
}

export interface ServiceHours {
  /** "HH:MM" in Hong Kong; the end is not public. */
  readonly opensAt: string
  readonly source: string
}

export interface ProfileSettings {
  readonly id: string
  readonly required: readonly CheckId[]
  readonly serviceHours: ServiceHours | null
}

/** hkex 1 is the preferred server, hkex 2 the alternate; custom are the site's own; configured are what the PC says. */
export type ResolverRole = `${'hkex' | 'custom' | 'configured'}-${number}`

export interface ResolverSlot extends Endpoint {
  readonly roles: readonly ResolverRole[]
}

export type ProxySetting =
  | { readonly kind: 'system' }
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly proxy: string }
  | { readonly kind: 'pac'; readonly url: string }

export interface Settings {
  readonly profiles: readonly ProfileSettings[]
  readonly targets: readonly Target[]
  /** From the site file and the flags; those that the PC is configured with come from the machine. */
  readonly resolvers: readonly ResolverSlot[]
  /** CIDR ranges of the data centres, to judge by, never to scan. Empty: not configured. */
  readonly ranges: { readonly primary: readonly string[]; readonly secondary: readonly string[] }
  /** Single addresses to connect to beside those that DNS gave. */
  readonly extraAddresses: readonly { readonly address: string; readonly dataCentre: 'primary' | 'secondary' }[]
  /** Distinguished names of the issuers that the site expects. Empty: not configured. */
  readonly issuers: readonly string[]
  /** PEM: roots that should be installed on the PC (site file). */
  readonly siteRoots: readonly string[]
  /** PEM: roots trusted outright (`--root`), counted as public. */
  readonly trustedRoots: readonly string[]
  readonly proxy: ProxySetting
  /** Whether the PC's own browser may be started, without a window. */
  readonly browser: 'on' | 'off'
  readonly smartcard: 'optional' | 'required' | 'off'
}
