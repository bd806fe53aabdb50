/** Each treatment, as what it does to a value. */

import { isCode } from './codes.ts'
import { reader, usbId } from './devices.ts'
import { adapter, address, endpoint, host, pattern, range, SOME_TEXT } from './hosts.ts'
import { accountOf, domainOf, type Names } from './names.ts'
import { labels } from './pages.ts'
import { path } from './paths.ts'
import { policyValue } from './policy-values.ts'
import { text } from './texts.ts'
import type { Treatment } from './treatments.ts'
import { reference, refresh, url } from './urls.ts'

/** The objects that a value stands in, the nearest first. */
export type Inside = readonly object[]

type OfText = (value: string, names: Names, inside: Inside) => string

const ofText: Readonly<Record<Exclude<Treatment, 'keep' | 'drop' | 'labels'>, OfText>> = {
  present: (value) => (value === '' ? '' : SOME_TEXT),
  version: (value, names) => (/^\d{1,6}(?:\.\d{1,6}){1,3}$/.test(value) ? value : text(value, names)),
  code: (value, names) => (isCode(value) ? value : text(value, names)),
  date,
  'media-type': (value) => /^[\w.+-]+\/[\w.+-]+(?:;\s*charset=[\w"-]+)?/i.exec(value)?.[0] ?? SOME_TEXT,
  address,
  range,
  endpoint: (value, names) => endpoint(value, names, (each) => url(each, names)),
  host,
  pattern: (value, names) => pattern(value, names, (each) => url(each, names)),
  'policy-value': (value, names, [policy]) => policyValue(textIn(policy, 'name') ?? '', value, names),
  url,
  reference: (value, names, [hop]) => reference(value, textIn(hop, 'url'), names),
  refresh: (value, names, [, visit]) => refresh(value, lastUrlOf(visit), names),
  path,
  text,
  reader,
  'usb-id': usbId,
  adapter,
  computer: (value, names) => names.computer(value),
  account,
  error: (value, names) =>
    names.strict ? (/^[A-Za-z]{0,40}(?:Error|Exception)\b/.exec(value)?.[0] ?? SOME_TEXT) : text(value.slice(0, LONGEST_ERROR), names),
}

/** Some forty lines of a stack. */
const LONGEST_ERROR = 4000

/** As RFC 9110 section 5.6.7 has them. */
const dateShape =
  /^(?:[A-Z][a-z]{2,8}, \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d{2}:\d{2}:\d{2} \d{4})$/

/** What else the runtime takes for a date says the same time when it is written anew. */
function date(value: string): string {
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) return SOME_TEXT
  return dateShape.test(value) ? value : new Date(ms).toISOString()
}

/** A value that is none of those that the treatment is for is left out. */
export function apply(treatment: Treatment, value: unknown, names: Names, inside: Inside): unknown {
  if (treatment === 'drop') return Array.isArray(value) ? [] : null
  if (Array.isArray(value)) {
    if (treatment === 'labels')
      return labels(
        value.filter((each) => typeof each === 'string'),
        names,
      )
    return value.map((each: unknown) => apply(treatment, each, names, inside))
  }
  if (typeof value === 'string') return treatment === 'keep' || treatment === 'labels' ? value : ofText[treatment](value, names, inside)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function account(value: string, names: Names): string {
  const user = names.user(accountOf(value))
  const domain = domainOf(value)
  if (domain === '') return user
  return value.includes('\\') ? `${names.computer(domain)}\\${user}` : `${user}@${names.host(domain)}`
}

function textIn(object: object | undefined, name: string): string | null {
  const value = object === undefined ? undefined : (object as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : null
}

/** Where the page of a visit came from: the last hop's address, or where the browser ended. */
function lastUrlOf(visit: object | undefined): string | null {
  const hops = visit === undefined ? undefined : (visit as { readonly hops?: unknown }).hops
  const last: unknown = Array.isArray(hops) ? hops.at(-1) : undefined
  return textIn(visit, 'finalUrl') ?? (typeof last === 'object' && last !== null ? textIn(last, 'url') : null)
}
