/** The very records of the evidence that a finding was judged by, picked by what its question was asked of. Nothing is put in other words. */

import type { Finding } from '../../checks/check.ts'
import { endpointText } from '../../checks/endpoint.ts'
import { printable } from '../cli/quote.ts'
import type { Evidence } from '../judge.ts'
import { type EvidencePlace, placesOf } from './explain-places.ts'

export type EvidenceRecord =
  /** "dns.queries[3]" */
  | { readonly path: string; readonly value: unknown }
  /** A list of which no entry speaks of it. */
  | { readonly path: string; readonly noneOf: number }

export function recordsFor({ id, check }: Finding, evidence: Evidence): EvidenceRecord[] {
  const [question = ''] = id.split(' ', 1)
  const asked = id.slice(question.length + 1)
  const places = (Object.hasOwn(placesOf, question) ? placesOf[question] : undefined) ?? listsOf(check, evidence)
  return places.flatMap((place) => {
    const records = recordsAt(place, asked, evidence)
    return place.path === 'tls.handshakes' ? [...records, ...presentedWith(records, evidence)] : records
  })
}

/** Every list of a check's evidence. */
function listsOf(check: string, evidence: Evidence): EvidencePlace[] {
  const lists = Object.entries(Object(fieldAt(evidence, check)) as Record<string, unknown>).filter(([, value]) => Array.isArray(value))
  return lists.map(([name]) => ({ path: `${check}.${name}`, own: true, where: {} }))
}

function recordsAt({ path, own, where }: EvidencePlace, asked: string, evidence: Evidence): EvidenceRecord[] {
  const value = fieldAt(evidence, path)
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) return [{ path, value }]
  const found = (value as readonly unknown[]).flatMap((entry, index) => {
    const fits = Object.entries(where).every(([name, wanted]) => fieldAt(entry, name) === wanted)
    return fits && (!own || speaksOf(entry, asked)) ? [{ path: `${path}[${index}]`, value: entry }] : []
  })
  return found.length === 0 ? [{ path, noneOf: value.length }] : found
}

function fieldAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    return (found as Record<string, unknown>)[name]
  }, value)
}

/** Whether all that a question was asked of ("www.ccass.com 10.0.0.1:53", "host via proxy:3128") is named in the entry. */
function speaksOf(entry: unknown, asked: string): boolean {
  const names = namesIn(entry)
  // A reader's name has blanks; "via" says how an endpoint is reached.
  return names.has(asked) || asked.split(' ').every((part) => part === 'via' || names.has(part))
}

/** Longer texts (certificates, pages) name nobody. */
const LONGEST_NAME = 2048

/** Every finding asks every record. */
const namesOfEntries = new WeakMap<object, ReadonlySet<string>>()

function namesIn(entry: unknown): ReadonlySet<string> {
  if (typeof entry !== 'object' || entry === null) return namesWithin(entry)
  const known = namesOfEntries.get(entry) ?? namesWithin(entry)
  namesOfEntries.set(entry, known)
  return known
}

/** Its texts, as findings print them, and each of them with each port: a record has address and port apart. */
function namesWithin(entry: unknown): Set<string> {
  const texts = new Set<string>()
  const ports = new Set<number>()
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && value.length <= LONGEST_NAME) texts.add(printable(value))
    else if (typeof value === 'number' && key === 'port') ports.add(value)
    else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, name)
  }
  walk(entry, '')
  const endpoints = [...texts].flatMap((address) => [...ports].flatMap((port) => [endpointText({ address, port }), `${address}:${port}`]))
  return new Set([...texts, ...endpoints])
}

/** What each of these handshakes presented, and the certificates of its path: they refer to each other by number and digest. */
function presentedWith(handshakes: readonly EvidenceRecord[], { tls }: Evidence): EvidenceRecord[] {
  const paths = new Set(handshakes.map(({ path }) => path))
  const shown = (tls?.presented ?? []).flatMap((value, index) =>
    paths.has(`tls.handshakes[${value.handshake}]`) ? [{ path: `tls.presented[${index}]`, value }] : [],
  )
  const used = new Set(shown.flatMap(({ value }) => [...value.chain, ...value.path, ...value.completedBy]))
  const certificates = (tls?.certificates ?? []).flatMap((value, index) =>
    used.has(value.sha256) ? [{ path: `tls.certificates[${index}]`, value }] : [],
  )
  return [...shown, ...certificates]
}
