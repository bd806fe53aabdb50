/** What a fault is: a change to the lab, as data, and what the agent has to say of it. */

import type { Owner, Severity } from '../../checks/cause.ts'
import type { Adapter, CardReaders, RegistryKey, UsbDevice, WindowsService } from '../../checks/io.ts'
import type { Language } from '../../checks/text.ts'
import type { DnsBehaviour } from './dns-behaviour.ts'
import type { ResolverName, SiteName } from './places.ts'
import type { PacBehaviour } from './plain-servers.ts'
import type { ProxyBehaviour } from './proxy-server.ts'
import type { SiteBehaviour } from './site-behaviour.ts'

/** One of the codes of design's exit table. */
export type Verdict = 'ready' | 'attention' | 'not-ready' | 'undetermined'

export interface SiteChange {
  /** At every address of the primary data centre. */
  readonly all?: Partial<SiteBehaviour>
  /** At the second address alone. */
  readonly second?: Partial<SiteBehaviour>
}

/**
 * What differs from the healthy lab. Texts may hold places: {sso} {sso2} {www} {www2} first and second address of a name,
 * {oldSso} an address of the primary data centre where
 * nothing listens, {secondarySso} {secondaryWww}, {dead} {stray}, {proxy} {pac} {portal} {preferred} {alternate} {own} as
 * address:port, {preferredAddress} {alternateAddress} {ownAddress} {portalAddress} {proxyPort}; in site.yaml {folder}.
 */
export interface LabChange {
  readonly resolvers?: Readonly<Partial<Record<ResolverName, Partial<DnsBehaviour>>>>
  /** Whom the PC asks, in order; by default HKEX's preferred and alternate. */
  readonly pcAsks?: readonly ResolverName[]
  /** Lines of the PC's hosts file. */
  readonly hosts?: readonly string[]
  readonly sites?: Readonly<Partial<Record<SiteName, SiteChange>>>
  /** Both names at the secondary data centre. */
  readonly secondary?: Partial<SiteBehaviour>
  /** Both names at the stray address, where by default nothing listens. */
  readonly stray?: Partial<SiteBehaviour>
  readonly proxy?: Partial<ProxyBehaviour>
  readonly pac?: PacBehaviour
  readonly pc?: PcChange
  /** "HH:MM": what time it is in Hong Kong today, by the PC's clock and by the servers'. */
  readonly hongKongTime?: string
  /** Parts of profile.yaml that stand beside the lab's own. */
  readonly profile?: Readonly<Record<string, unknown>>
  /** Parts of site.yaml that replace the lab's own; null takes one out. */
  readonly site?: Readonly<Record<string, unknown>>
}

/** What the machine itself has wrong. */
export interface PcChange {
  /** By default Windows, as terminals have it. */
  readonly platform?: NodeJS.Platform
  readonly clockAheadMs?: number
  readonly utcOffsetMinutes?: number
  readonly environment?: Readonly<Record<string, string>>
  readonly registry?: Readonly<Record<string, RegistryKey>>
  /** Roots that somebody installed on the PC. */
  readonly installedRoots?: readonly ('inspection' | 'company')[]
  /** What connect(2) says for an address: the PC's own firewall, or a router's ICMP, which takes root to play. */
  readonly connectCodes?: Readonly<Record<string, string>>
  /** Lines in the form of the hosts file that the look-up of names alone knows: what Windows kept from an earlier answer. */
  readonly cached?: readonly string[]
  /** Whom the look-up asks where that is not whom the PC is configured with: what a policy rule does. */
  readonly lookupAsks?: readonly ResolverName[]
  /**
   * unplugged: the link is down · no-address: only an address that the PC gave itself (RFC 3927) · no-route: an address and
   * no way from it to anywhere
   */
  readonly network?: 'unplugged' | 'no-address' | 'no-route'
  /** Windows' network adapters; forbidden: no native library may be loaded that could ask for them. */
  readonly adapters?: readonly Adapter[] | 'forbidden'
  readonly browser?: BrowserChange
  /** What PC/SC says; by default one reader with a card in it. */
  readonly smartcards?: CardReaders
  /** Windows' services that differ, by name. */
  readonly services?: Readonly<Record<string, WindowsService>>
  readonly usbDevices?: readonly UsbDevice[]
  /** The person sits at another PC. */
  readonly remoteSession?: boolean
}

/** Mandatory policies of a browser, with Edge's names. */
export type PolicyValues = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** The browser on the PC; by default Edge alone, of today's version. */
export interface BrowserChange {
  readonly installed?: readonly ('edge' | 'chrome')[]
  readonly version?: string
  /** Of the browser that is used, for everybody on this PC; the browser that is really started has them too. */
  readonly policies?: PolicyValues
  /** What the user's file Local State holds. */
  readonly localState?: { readonly dns_over_https: { readonly mode: string; readonly templates: string } }
  /** Roots of the browser's own list, which this program does not know. */
  readonly ownRoots?: readonly 'unknown'[]
  /** exits: it ends as soon as it starts · hangs: it starts and never answers · forbidden: it may not start */
  readonly program?: 'exits' | 'hangs' | 'forbidden'
  /** Why what this fault does cannot be done to a real browser: it is then left switched off. */
  readonly cannotPlay?: string
}

export interface ExpectedCause {
  readonly code: string
  readonly severity: Severity
  /** Where only one subject would be true. */
  readonly subject?: string
  /** Where what was put in leaves no doubt who can mend it. */
  readonly owner?: Owner
}

/** addresses: all of 127.0.0.0/8 · browser: a real one, since it alone sees the fault · policies: where a browser is started, name spaces to give it policies */
export type Need = 'addresses' | 'linux' | 'browser' | 'policies'

export interface Fault {
  readonly name: string
  /** One line: what is done to the lab. */
  readonly does: Readonly<Record<Language, string>>
  readonly change: LabChange
  /** Every one of them has to be there, each once, and no other blocker or warning. */
  readonly expected: readonly ExpectedCause[]
  readonly verdict: Verdict
  /** What is said where no browser is started, if that differs. */
  readonly withoutBrowser?: { readonly expected: readonly ExpectedCause[]; readonly verdict: Verdict }
  /** What it takes to be played. */
  readonly needs?: Need | readonly Need[]
}
