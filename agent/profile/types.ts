/** What a profile and a site file say once every default is filled in. Schemas: schema.ts. */

import type { CheckId } from '../../checks/check.ts'
import type { Endpoint } from '../../checks/io.ts'
import type { PageMarker, ProxySetting, ServiceHours } from '../../checks/settings.ts'
import type { Language } from '../../checks/text.ts'

export type Bilingual = Readonly<Record<Language, string>>

export interface Circular {
  /** What it is about; HKEX printed its subject in Chinese, the English is our description. */
  readonly name: Bilingual
  /** "Section 4.7-4.9", only as a whole: which is which isn't public. */
  readonly section: string
}

export interface Hotline {
  readonly name: Bilingual
  readonly phone: string
  readonly email: string | null
}

export interface ProfileTarget {
  readonly id: string
  /** As printed or written: https, any host and port. */
  readonly url: string
  readonly page: PageMarker | null
  /** No source prints that this service uses this address: it is our inference, and must be called so wherever it is shown. */
  readonly inferred: boolean
}

export interface ParsedProfile {
  readonly id: string
  readonly title: Bilingual
  readonly circular: Circular | null
  readonly targets: readonly ProfileTarget[]
  /** Without these the verdict is `undetermined`. */
  readonly required: readonly CheckId[]
  readonly hotline: Hotline | null
  readonly serviceHours: ServiceHours | null
}

export const defaultRequired = ['dns', 'path', 'tls', 'page'] as const satisfies readonly CheckId[]

export interface Contact {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

/** Those of the site itself who can mend something; HKEX's hotline stands in the profile. */
export const contactOwners = ['site-it', 'site-network', 'line-vendor'] as const
export type ContactOwner = (typeof contactOwners)[number]

export const uploadKinds = ['collector', 'presigned', 'azure-sas'] as const

export interface Upload {
  readonly kind: (typeof uploadKinds)[number]
  readonly url: string
  /** Names of PEM files, relative to the site file. */
  readonly encryptTo: string | null
  readonly ca: string | null
}

export interface ByDataCentre<T> {
  readonly primary: readonly T[]
  readonly secondary: readonly T[]
}

/** What only this participant knows. */
export interface Site {
  /** Built-in profiles or files; empty where it isn't said. */
  readonly profiles: readonly string[]
  readonly resolvers: Readonly<Record<'hkex' | 'custom', readonly Endpoint[]>>
  /** CIDR ranges, to judge by, never to scan. */
  readonly addresses: ByDataCentre<string>
  /** Single addresses to connect to besides those that DNS gave. */
  readonly probe: ByDataCentre<string>
  readonly certificate: { readonly issuers: readonly string[]; readonly roots: readonly string[] }
  readonly proxy: ProxySetting
  readonly smartcard: 'optional' | 'required' | 'off'
  readonly browser: 'on' | 'off'
  readonly contacts: Readonly<Record<ContactOwner, Contact | null>>
  readonly upload: Upload | null
  /** What is left out of every bundle of this site's PCs; a request or a flag may ask for more, never for less. */
  readonly redaction: 'standard' | 'strict'
}

/** Where the site file was found: consent to an upload depends on it. */
/** built-in: the executable was made with it */
export type SiteOrigin = 'flag' | 'beside-program' | 'machine-folder' | 'built-in'

/** The site of a PC without a site file. */
export const emptySite: Site = {
  profiles: [],
  resolvers: { hkex: [], custom: [] },
  addresses: { primary: [], secondary: [] },
  probe: { primary: [], secondary: [] },
  certificate: { issuers: [], roots: [] },
  proxy: { kind: 'system' },
  smartcard: 'optional',
  browser: 'on',
  contacts: { 'site-it': null, 'site-network': null, 'line-vendor': null },
  upload: null,
  redaction: 'standard',
}
