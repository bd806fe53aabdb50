/**
 * Two runs side by side. Made for "before and after the firewall change" (what was mended, what is still there, what broke) and for
 * "session 1 (primary) and session 2 (secondary data centre)" (did every target's addresses move, and did all stay green). Pure.
 */

import { createHash } from 'node:crypto'
import type { Report } from '../report/schema.ts'
import type { RunFiles } from './contents.ts'
import { changeOf, diffCauses } from './diff-causes.ts'
import { diffFindings } from './diff-findings.ts'
import { diffHosts } from './diff-hosts.ts'
import { commonPlace } from './diff-places.ts'
import type { HostDiff, RunDiff } from './diff-schema.ts'

export interface DiffSide {
  readonly report: Report
  readonly files: RunFiles
  /** What was left out or changed before sealing; without it nothing was. */
  readonly redaction?: { readonly policy: string; readonly sha256: string }
}

export function diffRuns(a: DiffSide, b: DiffSide): RunDiff {
  const hosts = diffHosts(a.files, b.files, areComparable(a, b))
  const causes = diffCauses(a.report, b.report)
  return {
    schema: 'terminal-preflight/diff/1',
    a: sideOf(a),
    b: sideOf(b),
    order: orderOf(a.report, b.report),
    notSame: notSame(a, b),
    answer: answerOf(hosts, a.report, b.report),
    change: changeOf(causes, a.report.verdict === b.report.verdict),
    profiles: profilesOf(a.report, b.report),
    ...causes,
    findings: diffFindings(a.report, b.report),
    hosts,
  }
}

function sideOf({ report }: DiffSide): RunDiff['a'] {
  const { startedAt, verdict, agent } = report
  return { startedAt, verdict, hostName: agent.hostName, version: agent.version }
}

function orderOf(a: Report, b: Report): RunDiff['order'] {
  const later = Date.parse(b.startedAt) - Date.parse(a.startedAt)
  return later > 0 ? 'a-first' : later < 0 ? 'b-first' : 'same-time'
}

function profilesOf(a: Report, b: Report): RunDiff['profiles'] {
  const verdict = ({ profiles }: Report, wanted: string) => profiles.find(({ id }) => id === wanted)?.verdict ?? null
  const ids = new Set([...a.profiles, ...b.profiles].map(({ id }) => id))
  return [...ids].toSorted().map((id) => ({ id, a: verdict(a, id), b: verdict(b, id) }))
}

/** Each install maps addresses in a way of its own under `strict`: only what was changed in the same way can be compared. */
function areComparable(a: DiffSide, b: DiffSide): boolean {
  if (redactionText(a) !== redactionText(b)) return false
  return a.redaction?.policy !== 'strict' || a.report.agent.hostName === b.report.agent.hostName
}

function redactionText({ redaction }: DiffSide): string {
  return redaction === undefined ? 'none' : `${redaction.policy} ${redaction.sha256.slice(0, 16)}`
}

function notSame(a: DiffSide, b: DiffSide): RunDiff['notSame'] {
  const [inA, inB] = [conditionsOf(a), conditionsOf(b)]
  return inA.flatMap(([what, one], index) => {
    const other = inB[index]?.[1] ?? ''
    return one === other ? [] : [{ what, a: one, b: other }]
  })
}

/** All that a difference may come from without anything having happened to the terminal. */
function conditionsOf(side: DiffSide): [RunDiff['notSame'][number]['what'], string][] {
  const { report, files } = side
  const { settings } = files
  const list = (items: readonly string[]) => [...new Set(items)].toSorted().join(', ')
  const { primary, secondary } = settings.ranges
  return [
    ['agent.hostName', report.agent.hostName],
    ['agent.version', report.agent.version],
    ['rules', `${report.rules.version} ${report.rules.sha256.slice(0, 16)}`],
    ['redaction', redactionText(side)],
    ['settings.profiles', list(settings.profiles.map(({ id, required }) => `${id} (${list(required)})`))],
    ['settings.targets', list(settings.targets.map(({ url }) => url))],
    [
      'settings.resolvers',
      list(settings.resolvers.flatMap(({ roles, address, port }) => roles.map((role) => `${role} ${address}:${port}`))),
    ],
    ['settings.ranges', list([...primary.map((range) => `primary ${range}`), ...secondary.map((range) => `secondary ${range}`)])],
    ['settings.extraAddresses', list(settings.extraAddresses.map(({ address, dataCentre }) => `${dataCentre} ${address}`))],
    ['settings.issuers', list(settings.issuers)],
    // The certificates themselves are long, and whether they are the same is what counts.
    ['settings.roots', digestText([...settings.siteRoots, ...settings.trustedRoots])],
    ['settings.proxy', proxyText(settings.proxy)],
    ['settings.browser', settings.browser],
    ['settings.smartcard', settings.smartcard],
  ]
}

function digestText(texts: readonly string[]): string {
  const digest = createHash('sha256').update(texts.toSorted().join('\n')).digest('hex')
  return texts.length === 0 ? '' : `${texts.length}, SHA-256 ${digest.slice(0, 16)}`
}

function proxyText(proxy: RunFiles['settings']['proxy']): string {
  return proxy.kind === 'proxy' ? proxy.proxy : proxy.kind === 'pac' ? `pac ${proxy.url}` : proxy.kind
}

function answerOf(hosts: readonly HostDiff[], a: Report, b: Report): RunDiff['answer'] {
  const having = (movement: HostDiff['movement']) => hosts.filter((host) => host.movement === movement)
  const groups = { moved: having('moved'), some: having('some'), stayed: having('stayed'), cannotTell: having('cannot-tell') }
  const told = hosts.filter(({ movement }) => movement !== 'cannot-tell')
  return {
    kind: kindOf(groups, [a.verdict, b.verdict]),
    from: commonPlace(told.map(({ place }) => place.a)),
    to: commonPlace(told.map(({ place }) => place.b)),
    hosts: {
      moved: groups.moved.map(({ host }) => host),
      some: groups.some.map(({ host }) => host),
      stayed: groups.stayed.map(({ host }) => host),
      cannotTell: groups.cannotTell.map(({ host }) => host),
    },
  }
}

type Groups = Readonly<Record<keyof RunDiff['answer']['hosts'], readonly HostDiff[]>>

function kindOf({ moved, some, stayed, cannotTell }: Groups, verdicts: readonly Report['verdict'][]): RunDiff['answer']['kind'] {
  if (moved.length + some.length === 0) return cannotTell.length > 0 || stayed.length === 0 ? 'cannot-tell' : 'did-not-move'
  if (some.length + stayed.length + cannotTell.length > 0) return 'some-moved'
  if (verdicts.every((verdict) => verdict === 'ready')) return 'moved-and-green'
  return verdicts.some((verdict) => verdict === 'not-ready' || verdict === 'attention') ? 'moved-not-green' : 'moved-undetermined'
}
