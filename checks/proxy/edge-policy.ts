/** Edge's own proxy policy: it wins over what Windows says (learn.microsoft.com/deployedge/microsoft-edge-policies, ProxySettings). */

import type { RegistryKey } from '../io.ts'
import { splitBypass } from './bypass.ts'
import { parseOverrideRules } from './override-rules.ts'
import { parseProxyRules } from './proxy-server.ts'
import { textValue } from './registry-values.ts'
import { autoDetectSetting, directSetting, overrideSetting, pacSetting, proxySetting, type Setting } from './setting.ts'

/** `system`: Edge is told to do what Windows does. `null`: nothing is set here, or nothing that Edge accepts. */
export type EdgePolicy = Setting | 'system' | null

interface Fields {
  readonly mode: string
  readonly server: string
  readonly pacUrl: string
  readonly pacMandatory: boolean
  readonly bypass: string
}

/**
 * ProxySettings (one JSON text) replaces the older single values where both stand in the same key (Chromium,
 * components/proxy_config/proxy_policy_handler.cc); without a mode nothing is configured.
 *
 * @param where the key, for the person who has to find it
 */
export function edgePolicy(key: RegistryKey | null, where: string): EdgePolicy {
  if (key === null) return null
  const json = textValue(key, 'ProxySettings')
  const fields = json === '' ? singleFields(key) : jsonFields(json)
  const place = { source: 'edge-policy', where: `${where}\\${json === '' ? 'ProxyMode' : 'ProxySettings'}` } as const
  switch (fields.mode) {
    case 'direct':
      return directSetting(place)
    case 'auto_detect':
      return autoDetectSetting(place)
    case 'pac_script':
      return fields.pacUrl === '' ? null : pacSetting(place, fields.pacUrl, fields.pacMandatory)
    case 'fixed_servers':
      return fields.server === '' ? null : proxySetting(place, parseProxyRules(fields.server), splitBypass(fields.bypass))
    case 'system':
      return 'system'
    default:
      return null
  }
}

/** Rules that go before every other setting, for the destinations that they name. */
export function edgeOverrides(key: RegistryKey | null, where: string): Setting[] {
  const rules = key === null ? [] : parseOverrideRules(textValue(key, 'ProxyOverrideRules'))
  return rules.length === 0 ? [] : [overrideSetting({ source: 'edge-policy', where: `${where}\\ProxyOverrideRules` }, rules)]
}

function singleFields(key: RegistryKey): Fields {
  return {
    mode: textValue(key, 'ProxyMode'),
    server: textValue(key, 'ProxyServer'),
    pacUrl: textValue(key, 'ProxyPacUrl'),
    pacMandatory: false,
    bypass: textValue(key, 'ProxyBypassList'),
  }
}

function jsonFields(json: string): Fields {
  const found = parsedObject(json)
  const text = (name: string) => (typeof found[name] === 'string' ? found[name] : '')
  return {
    mode: text('ProxyMode'),
    server: text('ProxyServer'),
    pacUrl: text('ProxyPacUrl'),
    pacMandatory: found.ProxyPacMandatory === true,
    bypass: text('ProxyBypassList'),
  }
}

function parsedObject(json: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
