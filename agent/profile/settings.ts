/** Profiles, site file and flags put together. A flag outranks the site file. */

import { endpointText } from '../../checks/endpoint.ts'
import type { Endpoint } from '../../checks/io.ts'
import type { PageMarker, ProxySetting, ResolverRole, ResolverSlot, Settings, Target } from '../../checks/settings.ts'
import type { ByDataCentre, ParsedProfile, ProfileTarget, Site } from './types.ts'

export type ResolverLists = Readonly<Record<'hkex' | 'custom', readonly Endpoint[]>>

/** What the flags say, and the certificates in the files that flags and site name. */
export interface Additions {
  /** Each name that is given replaces the site's list of that name. */
  readonly resolvers: Partial<ResolverLists>
  readonly proxy: ProxySetting | null
  readonly browser: Settings['browser'] | null
  readonly smartcard: Settings['smartcard'] | null
  /** PEM, one certificate each. */
  readonly siteRoots: readonly string[]
  readonly trustedRoots: readonly string[]
}

export function assembleSettings(profiles: readonly ParsedProfile[], site: Site, flags: Additions): Settings {
  return {
    profiles: profiles.map(({ id, required, serviceHours }) => ({ id, required, serviceHours })),
    targets: mergeTargets(profiles),
    resolvers: resolverSlots({ ...site.resolvers, ...flags.resolvers }),
    ranges: site.addresses,
    extraAddresses: extraAddresses(site.probe),
    issuers: site.certificate.issuers,
    siteRoots: flags.siteRoots,
    trustedRoots: flags.trustedRoots,
    proxy: flags.proxy ?? site.proxy,
    browser: flags.browser ?? site.browser,
    smartcard: flags.smartcard ?? site.smartcard,
  }
}

/** One target for each address, however many profiles need it. */
function mergeTargets(profiles: readonly ParsedProfile[]): Target[] {
  const targets = new Map<string, Target>()
  for (const profile of profiles) {
    for (const target of profile.targets) {
      const key = new URL(target.url).href
      const known = targets.get(key)
      targets.set(key, known === undefined ? newTarget(profile, target, [...targets.values()]) : sharedTarget(known, profile, target))
    }
  }
  return [...targets.values()]
}

function newTarget(profile: ParsedProfile, { id, url, page }: ProfileTarget, others: readonly Target[]): Target {
  const { hostname, port } = new URL(url)
  return {
    profiles: [profile.id],
    // Two profiles may call different pages by one name; ids stay unique.
    id: others.some((other) => other.id === id) ? `${profile.id}/${id}` : id,
    url,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 443 : Number(port),
    page,
  }
}

function sharedTarget(known: Target, profile: ParsedProfile, { page }: ProfileTarget): Target {
  return { ...known, profiles: [...new Set([...known.profiles, profile.id])], page: mergePages(known.page, page) }
}

/** Either profile's choices make the page the right one; where they differ in kind, the first that says anything counts. */
function mergePages(one: PageMarker | null, other: PageMarker | null): PageMarker | null {
  if (one?.kind !== 'landing' || other?.kind !== 'landing') return one ?? other
  return { kind: 'landing', choices: [...new Set([...one.choices, ...other.choices])] }
}

/** A server that fills several slots is asked once, in all its roles. */
function resolverSlots(lists: ResolverLists): ResolverSlot[] {
  const slots = new Map<string, { endpoint: Endpoint; roles: ResolverRole[] }>()
  for (const name of ['hkex', 'custom'] as const) {
    for (const [index, endpoint] of lists[name].entries()) {
      const key = endpointText(endpoint)
      const slot = slots.get(key) ?? { endpoint, roles: [] }
      slot.roles.push(`${name}-${index + 1}`)
      slots.set(key, slot)
    }
  }
  return [...slots.values()].map(({ endpoint, roles }) => ({ ...endpoint, roles }))
}

function extraAddresses(probe: ByDataCentre<string>): Settings['extraAddresses'] {
  const inCentre = (dataCentre: 'primary' | 'secondary') => [...new Set(probe[dataCentre])].map((address) => ({ address, dataCentre }))
  return [...inCentre('primary'), ...inCentre('secondary')]
}
