/** Proxy settings in environment variables: what Edge obeys on Linux, and on Windows other programs alone. */

import type { Io } from '../io.ts'
import { splitBypass } from './bypass.ts'
import { type Hop, type ProxyRules, parseProxyUris } from './proxy-server.ts'
import { autoDetectSetting, pacSetting, proxySetting, type Setting } from './setting.ts'

/**
 * Reads the variables in Chromium's order (net/proxy_resolution/proxy_config_service_linux.cc): auto_proxy, all_proxy, then one
 * for each scheme; the name in small letters wins over the one in capitals.
 */
export function environmentSettings(env: Io['env']): Setting[] {
  const source = 'environment'
  const auto = variable(env, 'auto_proxy')
  if (auto !== undefined)
    return [auto.value === '' ? autoDetectSetting({ source, where: auto.name }) : pacSetting({ source, where: auto.name }, auto.value)]
  const all = variable(env, 'all_proxy')
  const http = variable(env, 'http_proxy')
  const https = variable(env, 'https_proxy')
  const where = (all === undefined ? [https, http] : [all]).flatMap((found) => found?.name ?? []).join(', ')
  const rules: ProxyRules =
    all === undefined ? { kind: 'per-scheme', http: hopsOf(http), https: hopsOf(https), other: [] } : { kind: 'all', hops: hopsOf(all) }
  if (rules.kind === 'all' ? rules.hops.length === 0 : rules.http.length + rules.https.length === 0) return []
  return [proxySetting({ source, where }, rules, splitBypass(variable(env, 'no_proxy')?.value ?? ''), true)]
}

interface Variable {
  readonly name: string
  readonly value: string
}

function variable(env: Io['env'], name: string): Variable | undefined {
  const found = [name, name.toUpperCase()].find((each) => env[each] !== undefined)
  return found === undefined ? undefined : { name: found, value: (env[found] ?? '').trim() }
}

function hopsOf(found: Variable | undefined): Hop[] {
  return found === undefined ? [] : parseProxyUris(found.value)
}
