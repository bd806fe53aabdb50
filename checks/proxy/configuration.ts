/** Whose proxy settings count. */

import type { Io } from '../io.ts'
import type { ProxySetting } from '../settings.ts'
import { browserPolicy } from './browser-policy.ts'
import { environmentSettings } from './environment.ts'
import { parseProxyRules } from './proxy-server.ts'
import { type Configuration, configurationOf, directSetting, pacSetting, proxySetting } from './setting.ts'
import { windowsConfiguration } from './windows-settings.ts'

/** What a flag or the site file says, else what this system is set to. */
export function configurationFor(setting: ProxySetting, io: Io, signal: AbortSignal): Configuration | Promise<Configuration> {
  const place = { source: 'flag-or-site', where: '--proxy, site.yaml' } as const
  switch (setting.kind) {
    case 'system':
      return io.platform === 'win32' ? windowsConfiguration(io, signal) : otherConfiguration(io, signal)
    case 'direct':
      return configurationOf([directSetting(place)], [])
    case 'proxy':
      return configurationOf([proxySetting(place, parseProxyRules(setting.proxy), ['<-loopback>'])], [])
    case 'pac':
      return configurationOf([pacSetting(place, setting.url)], [])
  }
}

/** Off Windows the browser's policy comes first too, and the environment is what it goes by otherwise. */
async function otherConfiguration(io: Io, signal: AbortSignal): Promise<Configuration> {
  const environment = environmentSettings(io.env)
  const policy = await browserPolicy(io, signal)
  return policy === null || policy === 'system' ? configurationOf(environment, []) : configurationOf([policy], environment)
}
