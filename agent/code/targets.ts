/** What the phone code calls the addresses that HKEX printed, and back again. */

import { builtinProfiles } from '../profile/builtin.ts'
import type { CodeTarget } from './subject.ts'

type BuiltinTargetId = (typeof builtinProfiles)[number]['targets'][number]['id']

interface Names {
  readonly page: CodeTarget
  readonly host: CodeTarget
}

/** CCASS and DMS share a host. */
const namesOf = {
  ccass: { page: 'ccass-page', host: 'landing-host' },
  dms: { page: 'dms-page', host: 'landing-host' },
  sso: { page: 'two-factor-server', host: 'two-factor-server' },
} as const satisfies Readonly<Record<string, Names>>

const printed = builtinProfiles.flatMap(({ targets }) => targets.map(({ id, url }) => ({ url, parts: new URL(url), names: namesFor(id) })))

/** Built-in profiles are typed as any profile's: their ids are read, and a test holds that each has a name here. */
function namesFor(id: BuiltinTargetId): Names {
  return Object.entries(namesOf).find(([known]) => known === id)?.[1] ?? { page: 'other', host: 'other' }
}

/** The port says nothing: a lab plays HKEX's hosts at others. */
export function targetOfHost(host: string): CodeTarget {
  return printed.find(({ parts }) => parts.hostname === host)?.names.host ?? 'other'
}

/** @param address of a page that was asked for */
export function targetOfPage(address: string): CodeTarget {
  const { hostname, pathname } = new URL(address)
  const page = printed.find(({ parts }) => parts.hostname === hostname && parts.pathname === pathname)
  return page?.names.page ?? targetOfHost(hostname)
}

/** The host name, or the page's address, as HKEX printed it; null where the target is none of these. */
export function addressOfTarget(target: CodeTarget): string | null {
  const host = printed.find(({ names }) => names.host === target)
  return host?.parts.hostname ?? printed.find(({ names }) => names.page === target)?.url ?? null
}
