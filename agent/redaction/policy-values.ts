/** Values of browser policies: what each holds is known by its name. */

import { endpoint, pattern, SOME_TEXT } from './hosts.ts'
import type { Names } from './names.ts'
import { path } from './paths.ts'
import { url } from './urls.ts'

type OfValue = (value: string, names: Names) => string

const words = ['off', 'automatic', 'secure', 'direct', 'auto_detect', 'pac_script', 'fixed_servers', 'system']
const word: OfValue = (value) => (words.includes(value) || /^(?:tls|ssl)\d(?:\.\d)?$/.test(value) ? value : SOME_TEXT)
/** Schemes of HTTP authentication, as Edge and Chrome name them. */
const schemes: OfValue = (value) => (/^(?:(?:basic|digest|ntlm|negotiate)(?:, *|$))+$/.test(value) ? value : SOME_TEXT)
const lists: OfValue = (value, names) => endpoint(value, names, (each) => url(each, names))
const line: OfValue = (value, names) => pattern(value, names, (each) => url(each, names))

/** Those of checks/browser/policies-known.ts that hold a text. */
const byName: Readonly<Record<string, OfValue>> = {
  AuthSchemes: schemes,
  AuthServerAllowlist: lists,
  DnsOverHttpsMode: word,
  DnsOverHttpsTemplates: url,
  InternetExplorerIntegrationCloudSiteList: url,
  InternetExplorerIntegrationSiteList: url,
  PopupsAllowedForUrls: line,
  PopupsBlockedForUrls: line,
  ProxyBypassList: lists,
  ProxyMode: word,
  ProxyPacUrl: url,
  ProxyServer: lists,
  ProxySettings: settings,
  SSLVersionMin: word,
  URLAllowlist: line,
  URLBlocklist: line,
  UserDataDir: path,
}

export function policyValue(name: string, value: string, names: Names): string {
  return Object.hasOwn(byName, name) ? (byName[name]?.(value, names) ?? SOME_TEXT) : SOME_TEXT
}

/** One JSON text: names of policies, and their values as they would stand alone. */
function settings(value: string, names: Names): string {
  try {
    const parsed: unknown = JSON.parse(value)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return SOME_TEXT
    const entries = Object.entries(parsed).filter(([name]) => name !== 'ProxySettings' && Object.hasOwn(byName, name))
    return JSON.stringify(Object.fromEntries(entries.map(([name, each]) => [name, inner(name, each, names)])))
  } catch {
    return SOME_TEXT
  }
}

function inner(name: string, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => inner(name, each, names))
  if (typeof value === 'string') return policyValue(name, value, names)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}
