/** Edge's policy ProxyOverrideRules: proxies for some destinations, decided before any other setting (DeployEdge, since Edge 145). */

import { type Destination, matchesRule } from './bypass.ts'
import { type Hop, hopsText, parsePacElement, parseProxyUri } from './proxy-server.ts'

export interface OverrideRule {
  readonly destinations: readonly string[]
  readonly exclusions: readonly string[]
  /** All of them have to hold. */
  readonly probes: readonly DnsProbe[]
  readonly hops: readonly Hop[]
}

export interface DnsProbe {
  readonly name: string
  readonly resolves: boolean
}

/** A rule that names no proxy, or has a condition of a kind that is not known here, is left out. */
export function parseOverrideRules(json: string): OverrideRule[] {
  return list(parsed(json)).flatMap((entry): OverrideRule[] => {
    const hops = texts(field(entry, 'ProxyList')).flatMap((text) => parsePacElement(text) ?? parseProxyUri(text) ?? [])
    const conditions = list(field(entry, 'Conditions'))
    const probes = conditions.flatMap((condition) => dnsProbe(field(condition, 'DnsProbe')) ?? [])
    if (hops.length === 0 || probes.length < conditions.length) return []
    return [
      {
        destinations: texts(field(entry, 'DestinationMatchers')),
        exclusions: texts(field(entry, 'ExcludeDestinationMatchers')),
        probes,
        hops,
      },
    ]
  })
}

/** The list of the first rule that fits, or `undefined`: the other settings decide. */
export async function overrideHops(
  rules: readonly OverrideRule[],
  destination: Destination,
  resolves: (name: string) => Promise<boolean>,
): Promise<readonly Hop[] | undefined> {
  for (const { destinations, exclusions, probes, hops } of rules) {
    if (!destinations.some((rule) => matchesRule(destination, rule)) || exclusions.some((rule) => matchesRule(destination, rule))) continue
    const held = await Promise.all(probes.map(async (probe) => (await resolves(probe.name)) === probe.resolves))
    if (held.every((each) => each)) return hops
  }
  return undefined
}

export function overrideText(rules: readonly OverrideRule[]): string {
  return rules.map(({ destinations, hops }) => `${destinations.join(' ')} → ${hopsText(hops)}`).join('; ')
}

function dnsProbe(value: unknown): DnsProbe | undefined {
  const [host, result] = [field(value, 'Host'), field(value, 'Result')]
  if (typeof host !== 'string' || (result !== 'resolved' && result !== 'not_found')) return undefined
  const url = host.includes('://') ? host : `https://${host}`
  return URL.canParse(url) ? { name: new URL(url).hostname, resolves: result === 'resolved' } : undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function texts(value: unknown): string[] {
  return list(value).filter((each) => typeof each === 'string')
}
