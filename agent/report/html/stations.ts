/** What is said of each place on the way: is the fault here, does it fail because of another, was it seen at all. Pure. */

import { type Finding, isBad } from '../../../checks/check.ts'
import type { Report } from '../schema.ts'
import { type Place, placeOf, placeOfFinding, places, questionOf } from './places.ts'
import { htmlText } from './text.ts'

/**
 * fault: a cause that stops the log-on sits here · warning: one that will · odd: something bad that no cause explains · affected: bad, and
 * explained by a cause elsewhere · ok · partly: good as far as it was checked · unseen: nothing was checked ·
 * delegated: the proxy asks and connects in the PC's place
 */
export const stationStates = ['fault', 'warning', 'odd', 'affected', 'ok', 'partly', 'unseen', 'delegated'] as const
export type StationState = (typeof stationStates)[number]

export type LineState = 'ok' | 'bad' | 'unknown'

export interface Station {
  readonly place: Place
  readonly state: StationState
  /** Who or what was seen there: servers, addresses, pages. */
  readonly lines: readonly { readonly text: string; readonly state: LineState | null }[]
}

type Findings = readonly Report['findings'][number][]

export function stationsOf(report: Report): Station[] {
  return places.map((place) => ({ place, state: stateOf(place, report), lines: linesAt[place](report) }))
}

/** What has to be good before a place is called so; other questions may only speak against it. */
const proofs: Readonly<Record<Place, readonly string[]>> = {
  pc: ['network.route'],
  dns: ['dns.answer', 'dns.system'],
  network: ['path.connect', 'path.host', 'proxy.reach', 'proxy.tunnel', 'proxy.hello'],
  centre: ['path.hello', 'tls.handshake'],
  page: ['page.reach', 'browser.page'],
}

/** Not asked because another way counts: nothing is missing. */
const elsewhere: ReadonlySet<string | undefined> = new Set(['proxy-decides', 'browser-decides', 'switched-off'])

function stateOf(place: Place, { causes, findings, unexplained }: Report): StationState {
  const here = causes.filter((cause) => placeOf(cause) === place)
  if (here.some(({ severity }) => severity === 'blocker')) return 'fault'
  if (here.some(({ severity }) => severity === 'warning')) return 'warning'
  const own = findings.filter(({ id }) => placeOfFinding(id) === place || (place === 'centre' && asked('path.connect', id)))
  if (own.some(({ id }) => unexplained.includes(id))) return 'odd'
  const noted = new Set(causes.flatMap(({ severity, explains }) => (severity === 'note' ? explains : [])))
  if (own.some((finding) => isBad(finding as Finding) && !noted.has(finding.id))) return 'affected'
  const questions = answersTo(own, proofs[place])
  const proof = questions.filter(({ status, reason }) => status !== 'not-applicable' && !elsewhere.has(reason))
  if (proof.length === 0 && questions.some(({ reason }) => reason === 'proxy-decides')) return 'delegated'
  if (!proof.some(({ status }) => status === 'ok')) return 'unseen'
  return proof.every((finding) => finding.status === 'ok' || isBad(finding as Finding)) ? 'ok' : 'partly'
}

function asked(question: string, id: string): boolean {
  return questionOf(id) === question
}

function answersTo(findings: Findings, questions: readonly string[]): Findings {
  return findings.filter(({ id }) => questions.includes(questionOf(id)))
}

const linesAt: Readonly<Record<Place, (report: Report) => Station['lines']>> = {
  pc: ({ agent, findings }) => {
    const source = findings.find(({ code }) => code === 'path/connects')?.args.source
    const [address] = listOf(findings.find(({ id }) => id === 'network.route')?.args.addresses)
    const shown = typeof source === 'string' && !source.startsWith('127.') ? source : address
    return [agent.hostName, shown ?? ''].filter((text) => text !== '').map((text) => ({ text, state: null }))
  },
  dns: ({ findings }) => grouped(answersTo(findings, ['dns.answer']), ({ args }) => textOf(args.resolver)),
  network: ({ findings, language }) => {
    const proxies = grouped(answersTo(findings, ['proxy.reach', 'proxy.tunnel']), ({ args }) => textOf(args.proxy))
    const isDirect = proxies.length === 0 && findings.some(({ code }) => code === 'proxy/direct')
    return isDirect ? [{ text: htmlText[language].noProxy, state: null }] : proxies
  },
  centre: ({ findings }) => {
    const shown = findings.filter(({ id, status }) => status !== 'not-checked' && /^(?:path\.connect|path\.hello|tls\.)/.test(id))
    const direct = grouped(shown, ({ args }) => endpoint(args.address, args.port))
    return direct.length > 0 ? direct : grouped(answersTo(findings, ['tls.handshake']), ({ args }) => textOf(args.host))
  },
  page: ({ findings }) => grouped(answersTo(findings, ['page.reach', 'browser.page']), ({ id }) => pageName(id.split(' ')[1])),
}

/** One line for each name, as good as the worst that was seen of it. */
function grouped(findings: Findings, nameOf: (finding: Findings[number]) => string | undefined): Station['lines'] {
  const groups = Map.groupBy(findings, (finding) => nameOf(finding) ?? '')
  return [...groups].flatMap(([text, group]) => (text === '' ? [] : [{ text, state: lineState(group) }]))
}

function lineState(group: Findings): LineState {
  if (group.some((finding) => isBad(finding as Finding))) return 'bad'
  return group.some(({ status }) => status === 'ok') ? 'ok' : 'unknown'
}

function endpoint(address: unknown, port: unknown): string | undefined {
  if (typeof address !== 'string') return undefined
  // 443 is what https means: it is no news.
  return typeof port === 'number' && port !== 443 ? `${address.includes(':') ? `[${address}]` : address}:${port}` : address
}

/** Host and path: ports and https are what they are. */
function pageName(url: string | undefined): string | undefined {
  return url
    ?.replace(/^https:\/\//, '')
    .replace(/^([^/]*?):\d+(?=\/|$)/, '$1')
    .replace(/\/$/, '')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : []
}
