/** A bank's usual network: the PC itself gets nowhere outside, and a proxy of the site's does. */

import { PROXY_PORT, pacAddress, pcAddress, proxyAddress, secondProxy, sso, www } from '../places.ts'
import type { ProxyScene, Rule, Scene } from '../scene.ts'
import { rule } from './make.ts'

export const proxy = `${proxyAddress}:${PROXY_PORT}`
export const spareProxy = `${secondProxy}:${PROXY_PORT}`
export const proxyUrl = `http://${proxy}`
export const pacUrl = `http://${pacAddress}/proxy.pac`
export const names = [www, sso]

/** Nothing of the PC's leaves the site, DNS included. */
export const directClosed: Rule = rule('router', 'forward', `ip saddr ${pcAddress} drop`)
/** DNS does, HTTPS does not. */
export const httpsClosed: Rule = rule('router', 'forward', `ip saddr ${pcAddress} tcp dport 443 drop`)

/** The PC's DNS server knows the site's names alone, and says of every other that there is none. */
export const siteNamesOnly: Scene = {
  pc: { asks: ['forwarder'] },
  resolvers: {
    forwarder: {
      software: 'dnsmasq',
      lines: ['local=/com/', 'local=/hk/', 'local=/example/', 'address=/proxy.site.example/198.51.100.80'],
    },
  },
}

/** What is behind a proxy that fails cannot be seen, and what is beside it decides nothing. */
export const everyWay = [
  'proxy',
  'pc-dns',
  'preferred',
  'alternate',
  'forwarder',
  'names',
  'www',
  'sso',
  'line',
  'pc-network',
  'clock',
  'browser',
  'trust',
] as const

/** The site file names the proxy; direct ways are closed. */
export function bySiteFile(first?: ProxyScene, more: Scene = {}): Scene {
  const { rules = [], siteFile, ...rest } = more
  return {
    ...rest,
    siteFile: { proxy: proxyUrl, ...siteFile },
    rules: [directClosed, ...rules],
    ...(first === undefined ? {} : { proxies: { first, ...rest.proxies } }),
  }
}

/** A variable of the environment does, as Linux terminals have it. */
export function byEnvironment(first?: ProxyScene, more: Scene = {}): Scene {
  const { siteFile: _, ...scene } = bySiteFile(first, more)
  return { ...scene, pc: { ...more.pc, env: { HTTPS_PROXY: proxyUrl, ...more.pc?.env } } }
}

export const internetSettings = 'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
export const edgePolicies = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge'

/** Windows' own settings do. */
export function byWindows(values: Readonly<Record<string, string | number>>, first?: ProxyScene, more: Scene = {}): Scene {
  const { siteFile: _, ...scene } = bySiteFile(first, more)
  return { ...scene, pc: { ...more.pc, system: 'windows', windows: { registry: { [internetSettings]: { values, subkeys: {} } } } } }
}

/** A script does, which the site file names. */
export function byScript(pac: NonNullable<Scene['pac']>, more: Scene = {}): Scene {
  return bySiteFile(undefined, {
    proxies: { first: { software: 'squid' } },
    ...more,
    pac,
    siteFile: { proxy: `pac+${pacUrl}`, ...more.siteFile },
  })
}

export function script(answer: string): string {
  return `function FindProxyForURL(url, host) { return "${answer}" }`
}

/** From the PC to the proxy, which stand in one LAN: a firewall before the proxy sees it arrive. */
export const toProxy = `ip saddr ${pcAddress} ip daddr ${proxyAddress} tcp dport ${PROXY_PORT}`

/** What Windows keeps where it is set to detect a proxy: version, counter, flags (direct, detect), and three empty texts. */
export const detects = { values: { DefaultConnectionSettings: '460000000100000009000000000000000000000000000000' }, subkeys: {} }
