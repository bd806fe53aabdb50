import { endpointText, parseEndpoint } from '../endpoint.ts'
import type { Endpoint } from '../io.ts'
import type { ResolverRole, ResolverSlot } from '../settings.ts'

const DNS_PORT = 53

export interface Resolver extends ResolverSlot {
  readonly id: string
}

/** Site's slots and the PC's own in one list: a server that fills several slots is asked once and carries its roles. */
export function mergeResolvers(slots: readonly ResolverSlot[], configured: readonly string[]): Resolver[] {
  const own = configured.flatMap((text, index): ResolverSlot[] => {
    // An IPv6 link-local server comes with its zone (fe80::1%eth0), without which nobody can reach it (RFC 4007 section 11).
    const endpoint = parseEndpoint(text, DNS_PORT)
    return endpoint === undefined ? [] : [{ ...endpoint, roles: [`configured-${index + 1}`] }]
  })
  const merged = new Map<string, Resolver>()
  for (const slot of [...slots, ...own]) {
    const id = resolverText(slot)
    const roles = new Set<ResolverRole>([...(merged.get(id)?.roles ?? []), ...slot.roles])
    merged.set(id, { id, address: slot.address, port: slot.port, roles: [...roles] })
  }
  return [...merged.values()]
}

/** How a resolver is named: people know it by its address, and the port only where it is another than DNS's. */
export function resolverText(resolver: Endpoint): string {
  return resolver.port === DNS_PORT ? resolver.address : endpointText(resolver)
}

/** The servers among `addresses` that are not known yet, counted on behind those of the PC. */
export function addResolvers(known: readonly Resolver[], addresses: readonly string[]): Resolver[] {
  const ids = new Set(known.map(({ id }) => id))
  const count = known.filter(({ roles }) => roles.some((role) => role.startsWith('configured-'))).length
  const found = addresses.flatMap((text) => parseEndpoint(text, DNS_PORT) ?? []).filter((endpoint) => !ids.has(resolverText(endpoint)))
  const unique = [...new Map(found.map((endpoint) => [resolverText(endpoint), endpoint])).entries()]
  return unique.map(([id, endpoint], index) => ({ id, ...endpoint, roles: [`configured-${count + index + 1}`] }))
}
