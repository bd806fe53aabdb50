/** The proxy settings of a Windows PC, and which of them Edge obeys. */

import type { Failure } from '../failure.ts'
import type { Io, RegistryKey } from '../io.ts'
import { isTheUsersSession } from '../session.ts'
import { splitBypass } from './bypass.ts'
import { type ConnectionSettings, parseConnectionSettings } from './connection-settings.ts'
import { type EdgePolicy, edgeOverrides, edgePolicy } from './edge-policy.ts'
import { environmentSettings } from './environment.ts'
import { parseProxyRules } from './proxy-server.ts'
import { isSwitchedOn, namedValue, subkeyOf, textValue } from './registry-values.ts'
import {
  autoDetectSetting,
  type Configuration,
  configurationOf,
  pacSetting,
  proxySetting,
  type Setting,
  type UnreadKey,
} from './setting.ts'

/** Where Windows and Edge keep them. Tests and the lab put their keys at these paths. */
export const registryPaths = {
  machinePolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge',
  userPolicy: 'HKCU\\SOFTWARE\\Policies\\Microsoft\\Edge',
  /** Holds ProxySettingsPerUser: 0 makes Windows' settings the machine's instead of each user's. */
  windowsPolicy: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
  userSettings: 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
  machineSettings: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
  machineConnections: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections',
} as const

/**
 * Edge's policy first, the machine's before the user's, then what Windows is set to (WinINET). WinHTTP and the environment are
 * recorded too: Edge obeys neither, but they may know a proxy that it should.
 */
export async function windowsConfiguration(io: Io, signal: AbortSignal): Promise<Configuration> {
  const users = isTheUsersSession(io.env)
  const reader = createReader(io, signal)
  const [machinePolicy, userPolicy, windowsPolicy, userSettings, connections] = await Promise.all([
    reader.read(registryPaths.machinePolicy),
    users ? reader.read(registryPaths.userPolicy) : null,
    reader.read(registryPaths.windowsPolicy),
    users ? reader.read(registryPaths.userSettings) : null,
    reader.read(registryPaths.machineConnections),
  ])
  const perMachine = windowsPolicy !== null && namedValue(windowsPolicy, 'ProxySettingsPerUser') === 0
  const wininet = perMachine ? machineWininet(await reader.read(registryPaths.machineSettings)) : userWininet(userSettings)
  const others = [...winhttp(connections), ...environmentSettings(io.env)]
  const policy = firstPolicy(edgePolicy(machinePolicy, registryPaths.machinePolicy), edgePolicy(userPolicy, registryPaths.userPolicy))
  // Of the two places, the machine's counts: one policy is never put together from both.
  const overrides = [
    ...edgeOverrides(machinePolicy, registryPaths.machinePolicy),
    ...edgeOverrides(userPolicy, registryPaths.userPolicy),
  ].slice(0, 1)
  const unread = reader.unread()
  if (policy !== null && policy !== 'system') return configurationOf([...overrides, policy], [...wininet, ...others], { unread })
  // Auto-detection has its DNS half alone here: what a DHCP server says of it (option 252) is known to Windows, not to us.
  return configurationOf([...overrides, ...wininet], others, { unread, notTheUsers: !users && !perMachine })
}

function createReader(io: Io, signal: AbortSignal) {
  const unread: UnreadKey[] = []
  return {
    async read(path: string): Promise<RegistryKey | null> {
      const outcome = await io.registry.read(path, signal)
      if ('key' in outcome) return outcome.key
      if (!isAbsent(outcome.failure)) unread.push({ path, failure: outcome.failure })
      return null
    },
    unread: () => unread,
  }
}

function isAbsent({ word }: Failure): boolean {
  return word === 'file-missing'
}

function firstPolicy(...policies: readonly EdgePolicy[]): EdgePolicy {
  return policies.find((policy) => policy !== null) ?? null
}

/** Edge tries them in this order: detection, the script, the proxy (Chromium, proxy_config_service_win.cc and its documentation). */
function wininetSettings(where: string, { autoDetect, pacUrl, proxy, bypass }: ConnectionSettings): Setting[] {
  const source = 'wininet'
  return [
    ...(autoDetect ? [autoDetectSetting({ source, where: `${where}\\Connections\\DefaultConnectionSettings` })] : []),
    ...(pacUrl === null ? [] : [pacSetting({ source, where: `${where}\\AutoConfigURL` }, pacUrl)]),
    ...(proxy === null ? [] : [proxySetting({ source, where: `${where}\\ProxyServer` }, parseProxyRules(proxy), splitBypass(bypass))]),
  ]
}

/** The single values are what people and group policies write; only for detection there is none, just a flag in the binary one. */
function userWininet(key: RegistryKey | null): Setting[] {
  if (key === null) return []
  return wininetSettings(registryPaths.userSettings, { ...singleValues(key), autoDetect: connectionOf(key)?.autoDetect ?? false })
}

/** Of the machine's settings Windows keeps the binary value alone up to date. */
function machineWininet(key: RegistryKey | null): Setting[] {
  if (key === null) return []
  return wininetSettings(registryPaths.machineSettings, connectionOf(key) ?? singleValues(key))
}

function singleValues(key: RegistryKey): ConnectionSettings {
  const proxy = textValue(key, 'ProxyServer')
  const pacUrl = textValue(key, 'AutoConfigURL')
  return {
    autoDetect: false,
    pacUrl: pacUrl === '' ? null : pacUrl,
    proxy: isSwitchedOn(key, 'ProxyEnable') && proxy !== '' ? proxy : null,
    bypass: textValue(key, 'ProxyOverride'),
  }
}

function connectionOf(key: RegistryKey): ConnectionSettings | undefined {
  const connections = subkeyOf(key, 'Connections')
  return connections === undefined ? undefined : parseConnectionSettings(textValue(connections, 'DefaultConnectionSettings'))
}

function winhttp(connections: RegistryKey | null): Setting[] {
  const found = connections === null ? undefined : parseConnectionSettings(textValue(connections, 'WinHttpSettings'))
  if (found === undefined || found.proxy === null) return []
  return [proxySetting({ source: 'winhttp', where: 'netsh winhttp' }, parseProxyRules(found.proxy), splitBypass(found.bypass))]
}
