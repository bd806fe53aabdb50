import type { Failure } from '../failure.ts'
import type { ProxySettingFound } from './evidence.ts'
import { type OverrideRule, overrideText } from './override-rules.ts'
import { cleanUrl, type ProxyRules, rulesText } from './proxy-server.ts'

/** A setting as it is worked with: what is recorded of it, and what only the probe needs. */
export interface Setting extends Omit<ProxySettingFound, 'bypass'> {
  readonly bypass: readonly string[]
  /** Of kind `proxy`. */
  readonly rules: ProxyRules | null
  /** Of kind `rules`. */
  readonly overrides: readonly OverrideRule[]
  /** Names in `bypass` stand for every name that ends with them. */
  readonly suffixes: boolean
  /** Of kind `pac`: the address as it was set, credentials included. Never recorded. */
  readonly pacUrl: string | null
  /** Edge's policy may forbid to go on where the script fails. */
  readonly mandatory: boolean
}

type Place = Pick<Setting, 'source' | 'where'>

const nothing = { value: '', bypass: [], rules: null, overrides: [], suffixes: false, pacUrl: null, mandatory: false }

export function directSetting(place: Place): Setting {
  return { ...nothing, ...place, kind: 'direct' }
}

export function autoDetectSetting(place: Place): Setting {
  return { ...nothing, ...place, kind: 'auto-detect', value: WPAD_URL, pacUrl: WPAD_URL }
}

/** Where DNS-based detection looks (Chromium, net/docs/proxy.md, "Web Proxy Auto-Discovery"). */
export const WPAD_URL = 'http://wpad/wpad.dat'

export function pacSetting(place: Place, url: string, mandatory = false): Setting {
  return { ...nothing, ...place, kind: 'pac', value: cleanUrl(url), pacUrl: url, mandatory }
}

export function proxySetting(place: Place, rules: ProxyRules, bypass: readonly string[], suffixes = false): Setting {
  return { ...nothing, ...place, kind: 'proxy', value: rulesText(rules), bypass, rules, suffixes }
}

export function overrideSetting(place: Place, overrides: readonly OverrideRule[]): Setting {
  return { ...nothing, ...place, kind: 'rules', value: overrideText(overrides), overrides }
}

/** What the machine says, and what Edge makes of it. */
export interface Configuration {
  readonly settings: readonly Setting[]
  /** Indexes of `settings` that Edge tries one after the other until one tells the way; none left means directly. */
  readonly steps: readonly number[]
  /** True where the setting that counts belongs to a user who is not the one who runs this. */
  readonly notTheUsers: boolean
  /** Registry keys that could not be read. */
  readonly unread: readonly UnreadKey[]
}

export interface UnreadKey {
  readonly path: string
  readonly failure: Failure
}

/** Edge obeys one source alone: the settings of it, in the order in which they stand. */
export function configurationOf(obeyed: readonly Setting[], others: readonly Setting[], rest?: Partial<Configuration>): Configuration {
  return { settings: [...obeyed, ...others], steps: obeyed.map((_, index) => index), notTheUsers: false, unread: [], ...rest }
}
