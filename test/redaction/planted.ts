/** Recorded values with something planted in every field that may hold a text. */

import type { RunFiles } from '../../agent/bundle/contents.ts'
import { treeFor } from '../../agent/redaction/policy.ts'
import type { Treatment } from '../../agent/redaction/treatments.ts'
import { walk } from '../../agent/redaction/walk.ts'
import type { scenarioRuns } from './support.ts'
import { run } from './support.ts'

export type Scenarios = Awaited<ReturnType<typeof scenarioRuns>>

/** Of each check the evidence that fills the most fields, with what no scenario holds put in. */
export function fullestRun(scenarios: Scenarios): RunFiles {
  const named = (name: string) => {
    const found = scenarios.find((each) => each.name === name)
    if (found === undefined) throw new Error(name)
    return found.files
  }
  const failure = { word: 'unknown', code: 'E1', syscall: 'open' } as const
  const { settings, evidence } = named('proxy-from-script')
  const { host } = named('host-doh').evidence
  const { browser } = named('browser-secure-dns-of-user').evidence
  const { dns } = named('dns-policy-rule').evidence
  const { smartcard } = named('smartcard-driver-missing').evidence
  if (host === undefined || browser === undefined || dns === undefined || smartcard === undefined)
    throw new Error('a scenario without evidence')
  const visits = browser.visits.map((visit) => ({
    ...visit,
    consoleErrors: ['x'],
    page: visit.page && { ...visit.page, metaRefresh: '0; url=/x', failure },
  }))
  const page = evidence.page && {
    ...evidence.page,
    visits: evidence.page.visits.map((visit) => ({
      ...visit,
      hops: visit.hops.map((hop) => ({ ...hop, location: '/x', server: 'x', source: '10.0.0.1', authenticationSchemes: ['Basic'] })),
      page: visit.page && { ...visit.page, metaRefresh: '0; url=/x' },
    })),
  }
  return {
    settings: { ...settings, extraAddresses: [{ address: '10.1.1.1', dataCentre: 'primary' }] },
    evidence: {
      ...evidence,
      ...(page === undefined ? {} : { page }),
      dns: {
        ...dns,
        adapters: [{ name: 'x', origin: 'dhcp', servers: ['10.0.0.1'] }],
        hosts: { ...dns.hosts, entries: [{ line: 1, address: '10.0.0.1', name: 'x' }] },
      },
      host: {
        ...host,
        links: host.links.map((link) => ({ ...link, dnsSuffix: 'x', gateways: ['10.0.0.1'] })),
        computer: { maker: 'x', model: 'x' },
        windows: host.windows && {
          ...host.windows,
          dns: host.windows.dns && {
            ...host.windows.dns,
            suffixes: ['x'],
            dohServers: host.windows.dns.dohServers.map((server) => ({ ...server, template: 'x' })),
          },
          time: host.windows.time && { ...host.windows.time, servers: ['x'] },
        },
      },
      browser: { ...browser, visits, leftBehind: 'x', unread: [{ path: 'x', failure }], policies: policies() },
      smartcard: { ...smartcard, pcsc: { readers: [{ name: 'x', state: 0, atr: '' }] } },
    },
    run: { ...run, missing: { clock: { error: 'x' } } },
  }
}

function policies(): { name: string; value: string | string[]; scope: 'machine' | 'user'; where: string }[] {
  const texts = [
    'DnsOverHttpsMode',
    'DnsOverHttpsTemplates',
    'ProxyServer',
    'ProxyPacUrl',
    'ProxyBypassList',
    'ProxySettings',
    'UserDataDir',
    'Unheard',
  ]
  return [
    ...texts.map((name) => ({ name, value: 'x', scope: 'machine' as const, where: 'x' })),
    ...['URLBlocklist', 'PopupsBlockedForUrls'].map((name) => ({ name, value: ['x', 'y'], scope: 'user' as const, where: 'x' })),
  ]
}

/** Fields that keep what they hold, by the policy's own word, and the targets by which the rest is judged. */
const leftAlone: ReadonlySet<Treatment> = new Set<Treatment>(['keep'])

export interface Filled {
  readonly files: RunFiles
  /** Places that were filled. */
  readonly count: number
}

/** Puts `text` where `isFor` says, into every field that is a text: whole, and behind what it held. */
export function fill(files: RunFiles, texts: (held: string) => string, isFor: (treatment: Treatment) => boolean): Filled {
  let count = 0
  const put = (treatment: Treatment, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each: unknown) => put(treatment, each))
    if (typeof value !== 'string' || leftAlone.has(treatment) || !isFor(treatment)) return value
    count += 1
    return texts(value)
  }
  const filled = walk({ ...files.evidence, run: { ...files.run, agent: {} } }, treeFor('standard'), put) as Record<string, unknown>
  const { run: filledRun, ...evidence } = filled
  return { files: { evidence, settings: files.settings, run: { ...(filledRun as object), agent: files.run.agent } } as RunFiles, count }
}
