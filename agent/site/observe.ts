/** What a run saw that a site file can hold, and where each of it was seen. Facts alone; the words come when the file is written. */

import { endpointText } from '../../checks/endpoint.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { question } from '../../checks/questions.ts'
import { matchesName, parseName } from '../../checks/tls/names.ts'
import { type Seen, seenOf } from '../../checks/tls/seen.ts'
import type { Verdict } from '../diagnosis/verdict.ts'
import type { Evidence } from '../judge.ts'
import { readDistinguishedName, readResolver } from '../profile/readers.ts'
import type { RunOutcome } from '../run.ts'

export interface SeenResolver {
  /** As the file takes it. */
  readonly text: string
  /** Names of the adapters that are set to ask it, and whether by hand or by DHCP; none where the system said no more. */
  readonly adapters: readonly { readonly name: string; readonly origin: 'static' | 'dhcp' }[]
  /** Whether it gave an address for a target; behind a proxy a PC's own server often knows none. */
  readonly answered: boolean
  /** An address with a zone (fe80::1%12) means something on this PC alone. */
  readonly onlyHere: boolean
}

export interface SeenAddress {
  readonly host: string
  readonly address: string
  /** Of the answer; null where only the PC's own look-up gave it. */
  readonly ttlSeconds: number | null
}

export interface SeenIssuer {
  /** As the file takes it: matches what was seen. */
  readonly name: string
  /** What the chain leads to: it changes more seldom. */
  readonly authority: string | null
  readonly hosts: readonly string[]
}

export interface SeenProxy {
  readonly kind: ProxyEvidence['settings'][number]['kind']
  /** host:port, or the address of a script; empty for `direct` */
  readonly value: string
  /** The registry value, policy or variable; null where nothing is set. */
  readonly where: string | null
}

export interface Observed {
  readonly verdict: Verdict
  readonly startedAtMs: number
  readonly resolvers: readonly SeenResolver[]
  readonly addresses: readonly SeenAddress[]
  readonly issuers: readonly SeenIssuer[]
  /** Null where the settings of the person could not be seen. */
  readonly proxy: SeenProxy | null
  /** How many readers; null where nobody could say. */
  readonly readers: number | null
  /** Name and version; null where none was found. */
  readonly browser: string | null
}

export function observe({
  report,
  evidence,
  findings,
  startedAtMs,
}: Pick<RunOutcome, 'report' | 'evidence' | 'findings' | 'startedAtMs'>): Observed {
  return {
    verdict: report.verdict,
    startedAtMs,
    resolvers: resolversIn(evidence),
    addresses: addressesIn(evidence),
    issuers: issuersIn(evidence),
    proxy: proxyIn(evidence),
    readers: evidence.smartcard?.pcsc != null && 'readers' in evidence.smartcard.pcsc ? evidence.smartcard.pcsc.readers.length : null,
    browser: browserIn(findings),
  }
}

/** Edge, else the one that stands in for it: what is there besides is of no use to the log-on page. */
function browserIn(findings: RunOutcome['findings']): string | null {
  const args = findings.find(({ id }) => id === question.browserPresent())?.args
  const other = Array.isArray(args?.others) ? args.others[0] : undefined
  const found = args?.browser ?? other
  return found === undefined ? null : String(found)
}

/** The PC's own, in its order. One that a flag named as well is among them by its address. */
function resolversIn({ dns }: Evidence): SeenResolver[] {
  if (dns === undefined) return []
  const own = dns.resolvers.filter(({ roles }) => roles.some((role) => role.startsWith('configured-')))
  return own.flatMap(({ id, address, port }): SeenResolver[] => {
    if (!('value' in readResolver(id))) return []
    return [
      {
        text: port === 53 ? address : endpointText({ address, port }),
        adapters: dns.adapters
          .filter(({ servers }) => servers.includes(id) || servers.includes(address))
          .map(({ name, origin }) => ({ name, origin })),
        answered: dns.queries.some(
          ({ resolver, purpose, outcome }) =>
            resolver === id && purpose === 'target' && outcome.kind === 'answered' && outcome.addresses.length > 0,
        ),
        onlyHere: address.includes('%'),
      },
    ]
  })
}

function addressesIn({ dns }: Evidence): SeenAddress[] {
  if (dns === undefined) return []
  const answered = dns.queries.flatMap(({ name, purpose, outcome }) => {
    if (purpose !== 'target' || outcome.kind !== 'answered') return []
    const { addresses, records } = outcome
    const ttls = records.map(({ ttlSeconds }) => ttlSeconds)
    return addresses.map((address) => ({ host: name, address, ttlSeconds: ttls.length === 0 ? null : Math.min(...ttls) }))
  })
  const system = dns.system.flatMap(({ name, addresses }) => addresses.map((address) => ({ host: name, address, ttlSeconds: null })))
  const first = new Map<string, SeenAddress>()
  for (const each of [...answered, ...system])
    if (!first.has(`${each.host} ${each.address}`)) first.set(`${each.host} ${each.address}`, each)
  return [...first.values()].toSorted((one, other) => one.host.localeCompare(other.host))
}

/** One for each issuer, with the hosts whose certificate it signed. One that cannot be written so that it matches is left out. */
function issuersIn({ tls }: Evidence): SeenIssuer[] {
  const shown = tls === undefined ? [] : seenOf(tls).flatMap((seen) => issuerOf(seen) ?? [])
  return [...Map.groupBy(shown, ({ name }) => name)].map(([name, group]) => ({
    name,
    authority: group[0]?.authority ?? null,
    hosts: [...new Set(group.map(({ host }) => host))],
  }))
}

function issuerOf({ host, shown }: Seen): { host: string; name: string; authority: string | null } | undefined {
  if (shown === null) return undefined
  const name = distinguishedName(shown.leaf.issuer)
  if (name === undefined) return undefined
  const top = shown.roots[0]?.subject
  const authority = top === undefined ? undefined : distinguishedName(top)
  return { host, name, authority: authority === undefined || authority === name ? null : authority }
}

/** Common name and organisation, with what separates parts escaped (RFC 4514 section 2.4). */
function distinguishedName(name: string): string | undefined {
  const parts = ['CN', 'O'].flatMap((wanted) => parseName(name).filter(({ type }) => type === wanted))
  const text = parts.map(({ type, value }) => `${type}=${value.replace(/[\\,;+"]/g, (mark) => `\\${mark}`)}`).join(', ')
  return 'value' in readDistinguishedName(text) && matchesName(text, name) ? text : undefined
}

function proxyIn({ proxy }: Evidence): SeenProxy | null {
  if (proxy === undefined || proxy.notChecked !== null) return null
  const obeyed = proxy.obeyed === null ? undefined : proxy.settings[proxy.obeyed]
  return obeyed === undefined ? { kind: 'direct', value: '', where: null } : { kind: obeyed.kind, value: obeyed.value, where: obeyed.where }
}
