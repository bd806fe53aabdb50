/** READY or not, for each profile and over all (design, section 4). */

import type { CheckId, Finding, Reason } from '../../checks/check.ts'
import { hostOf } from '../../checks/page/redirect.ts'
import type { Settings } from '../../checks/settings.ts'
import type { Diagnosis, NamedCause } from './diagnose.ts'

export const verdicts = ['ready', 'attention', 'undetermined', 'not-ready'] as const
export type Verdict = (typeof verdicts)[number]

export interface Judgement extends Diagnosis {
  readonly verdict: Verdict
  readonly profiles: readonly { readonly id: string; readonly verdict: Verdict }[]
  /** What could not be judged for want of site values. */
  readonly notJudged: readonly Finding[]
}

/** Not having been checked for these reasons leaves no doubt about the terminal. */
const harmless: ReadonlySet<Reason | undefined> = new Set<Reason>([
  'not-configured',
  'proxy-decides',
  'switched-off',
  'no-witness',
  'not-offered',
])

export function reachVerdict(findings: readonly Finding[], diagnosis: Diagnosis, settings: Settings): Judgement {
  const profiles = settings.profiles.map(({ id, required }) => ({
    id,
    verdict: verdictFor(id, settings.smartcard === 'required' ? [...required, 'smartcard'] : required, findings, diagnosis, settings),
  }))
  const worst = Math.max(...profiles.map(({ verdict }) => verdicts.indexOf(verdict)))
  const notJudged = findings.filter(({ status, reason }) => status === 'not-checked' && reason === 'not-configured')
  return { ...diagnosis, profiles, verdict: verdicts[worst] ?? 'undetermined', notJudged }
}

function verdictFor(
  profile: string,
  required: readonly CheckId[],
  findings: readonly Finding[],
  diagnosis: Diagnosis,
  settings: Settings,
): Verdict {
  const hosts = new Set(settings.targets.filter(({ profiles }) => profiles.includes(profile)).map(({ host }) => host))
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const own = diagnosis.causes.filter((cause) => concernsCause(cause, byId, hosts))
  if (own.some(({ severity }) => severity === 'blocker')) return 'not-ready'
  const mine = findings.filter((finding) => concerns(finding, hosts))
  if (diagnosis.unexplained.some((finding) => concerns(finding, hosts)) || required.some((check) => isUnjudged(check, mine)))
    return 'undetermined'
  return own.some(({ severity }) => severity === 'warning') ? 'attention' : 'ready'
}

/** Hosts that a finding speaks of (a page may have failed at another host than the one that was asked); none: the PC as a whole. */
function hostsOf({ args }: Finding): readonly string[] {
  const asked = typeof args.url === 'string' && URL.canParse(args.url) ? [hostOf(new URL(args.url))] : []
  const listed = Array.isArray(args.hosts) ? (args.hosts as readonly string[]) : []
  return [...new Set([...(typeof args.host === 'string' ? [args.host] : []), ...listed, ...asked])]
}

function concerns(finding: Finding, hosts: ReadonlySet<string>): boolean {
  const named = hostsOf(finding)
  return named.length === 0 || named.some((host) => hosts.has(host))
}

/** A cause that explains something about a host concerns the profiles that need that host; one about the PC concerns all. */
function concernsCause(cause: NamedCause, byId: ReadonlyMap<string, Finding>, hosts: ReadonlySet<string>): boolean {
  const explained = cause.explains.flatMap((id) => byId.get(id) ?? [])
  const named = explained.flatMap(hostsOf)
  return named.length === 0 || named.some((host) => hosts.has(host))
}

/** A required check leaves doubt where it failed inside, or where all that it says of something is that it was not checked. */
function isUnjudged(check: CheckId, findings: readonly Finding[]): boolean {
  const own = findings.filter((finding) => finding.check === check && finding.status !== 'not-applicable')
  if (own.some(({ status }) => status === 'error')) return true
  const groups = Map.groupBy(own, ({ args }) => String(args.url ?? args.host ?? ''))
  return [...groups.values()].some(
    (group) =>
      group.some(({ status, reason }) => status === 'not-checked' && !harmless.has(reason)) &&
      group.every(({ status }) => status === 'not-checked'),
  )
}
