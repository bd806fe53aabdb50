/** A report, as the phone code tells it. The same report always gives the same code, wherever it is shown. */

import type { Report, ReportCause } from '../report/schema.ts'
import { type CodeCause, type CodeFacts, codeProfiles, dayAt, encodePhoneCode, MAX_CODE_CAUSES } from './phone-code.ts'
import type { CodePlace, CodeTarget } from './subject.ts'
import { targetOfHost, targetOfPage } from './targets.ts'

export function phoneCodeOf(report: Report): string {
  return encodePhoneCode(codeFactsOf(report))
}

export function codeFactsOf(report: Report): CodeFacts {
  const [major = 0, minor = 0, patch = 0] = (/^\d+(?:\.\d+){0,2}/.exec(report.agent.version)?.[0] ?? '').split('.').map(Number)
  const ids = report.profiles.map(({ id }) => codeProfiles.find((known) => known === id) ?? 'other')
  return {
    version: { major, minor, patch },
    profiles: codeProfiles.filter((id) => ids.includes(id)),
    verdict: report.verdict,
    day: dayAt(Date.parse(report.startedAt)),
    unexplained: report.unexplained.length > 0,
    notJudged: report.notJudged.length > 0,
    causes: report.causes.slice(0, MAX_CODE_CAUSES).map((cause) => codeCause(cause, report.findings)),
    moreCauses: report.causes.length > MAX_CODE_CAUSES,
  }
}

type Findings = Report['findings']

function codeCause(cause: ReportCause, findings: Findings): CodeCause {
  const { number, severity, owner } = cause
  const resolvers = resolversOf(cause, findings)
  return { number, severity, owner, target: targetOf(cause, resolvers, findings), place: placeOf(cause, resolvers, findings) }
}

function targetOf({ code, subject, args }: ReportCause, resolvers: readonly string[], findings: Findings): CodeTarget {
  // A server that answers for no name is no matter of one of them.
  const ofServer = texts(args.answered).length > 0 ? texts(args.names) : []
  const named = resolvers.includes(subject) ? ofServer : [...texts(args.hosts), ...texts(args.host), subject]
  const known = new Set(findings.flatMap(({ args: { host, hosts } }) => [...texts(host), ...texts(hosts)]))
  const hosts = [...new Set(named)].filter((host) => known.has(host))
  if (hosts.length > 1) return 'several'
  const [host] = hosts
  if (host === undefined) return 'none'
  const [url] = /^(?:page|browser)\//.test(code) ? texts(args.url) : []
  return url !== undefined && URL.canParse(url) && new URL(url).hostname === host ? targetOfPage(url) : targetOfHost(host)
}

/** The DNS servers that a cause speaks of. */
function resolversOf({ code, subject, args }: ReportCause, findings: Findings): readonly string[] {
  const known = new Set(findings.flatMap((finding) => texts(finding.args.resolver)))
  if (known.has(subject)) return [subject]
  const [stale, several] = [texts(args.stale), texts(args.resolvers)]
  const named = code === 'dns/answers-differ' ? stale : several.length > 0 ? several : texts(args.resolver)
  return named.filter((resolver) => known.has(resolver))
}

function placeOf({ args, code }: ReportCause, resolvers: readonly string[], findings: Findings): CodePlace {
  if (resolvers.length > 0) return resolverPlace(resolvers.map((resolver) => mainRole(resolver, findings)))
  if (!code.startsWith('path/')) return 'none'
  const addresses = texts(args.addresses)
  const [centre, ...others] = new Set(findings.flatMap((finding) => centresOf(finding, addresses)))
  return others.length > 0 || addresses.length === 0 ? 'none' : (centrePlaces[centre ?? ''] ?? 'none')
}

/** The data centre that an answer is wholly in, where it has all these addresses. */
function centresOf({ args }: Findings[number], addresses: readonly string[]): readonly string[] {
  const [centres, given] = [texts(args.dataCentres), texts(args.addresses)]
  return centres.length === 1 && addresses.every((address) => given.includes(address)) ? centres : []
}

const centrePlaces: Readonly<Record<string, CodePlace>> = { primary: 'primary-data-centre', secondary: 'secondary-data-centre' }

/** Of a server in several roles the one that tells most: HKEX's, else the site's own, else that of the PC's settings. */
function mainRole(resolver: string, findings: Findings): string {
  const roles = findings.flatMap(({ args }) => (args.resolver === resolver ? texts(args.roles) : []))
  return lists.flatMap((list) => roles.filter((role) => role.startsWith(list)).toSorted())[0] ?? ''
}

const lists = ['hkex-', 'custom-', 'configured-'] as const

/** One server by its place in the list, two by being the first two, any others by the list. */
const placesOfLists: Readonly<Record<string, Readonly<Record<string, CodePlace>>>> = {
  'hkex-': { '1': 'hkex-preferred', '2': 'hkex-alternate', '1 2': 'hkex-both', other: 'hkex-other' },
  'custom-': { '1': 'custom-first', '2': 'custom-second', several: 'custom-several', other: 'custom-other' },
  'configured-': { '1': 'configured-first', '2': 'configured-second', several: 'configured-several', other: 'configured-other' },
}

function resolverPlace(roles: readonly string[]): CodePlace {
  const list = lists.find((each) => roles.every((role) => role.startsWith(each)))
  const places = placesOfLists[list ?? '']
  if (list === undefined || places === undefined) return 'mixed'
  const positions = [...new Set(roles)].map((role) => role.slice(list.length)).toSorted()
  return places[positions.join(' ')] ?? (positions.length > 1 ? places.several : undefined) ?? places.other ?? 'mixed'
}

/** Args are open: one text, a list of them, or something else. */
function texts(arg: unknown): readonly string[] {
  return typeof arg === 'string' ? [arg] : Array.isArray(arg) ? arg.filter((each) => typeof each === 'string') : []
}
