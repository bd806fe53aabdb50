/** Distinguished names and the names of a server, as texts that people compare. */

import { remembering } from '../remembering.ts'

export interface NamePart {
  readonly type: string
  readonly value: string
}

/** Types as Windows' dialogs write them. */
const sameType: Readonly<Record<string, string>> = { S: 'ST', E: 'EMAILADDRESS', MAIL: 'EMAILADDRESS' }

/**
 * Reads a name in the form of the runtime (a part a line), of RFC 4514 or of Windows (parts with commas between them,
 * values in quotes where they hold one). A text without "=" is a common name.
 */
export function parseName(text: string): NamePart[] {
  return splitParts(text).map((part) => {
    const at = part.search(/=/)
    const type = at < 0 ? 'CN' : part.slice(0, at).trim().toUpperCase()
    return { type: sameType[type] ?? type, value: unescaped(part.slice(at + 1)) }
  })
}

/** Parts between commas, semicolons, plus signs and line ends that neither a backslash nor quotes protect. */
function splitParts(text: string): string[] {
  const parts = text.match(/(?:\\.|"(?:\\.|[^"\\])*"|[^\\"\n,;+])+/gs) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function unescaped(value: string): string {
  const plain = value.trim().replace(/^"(.*)"$/s, '$1')
  const bytes = plain.replace(/(?:\\[0-9A-Fa-f]{2})+/g, (hex) => Buffer.from(hex.replaceAll('\\', ''), 'hex').toString('utf8'))
  return clean(bytes.replace(/\\(.)/g, '$1'))
}

/** Longer than any name that people compare by eye. */
const MAX_TEXT = 120

/** A peer chooses these texts: no control characters reach a terminal or a report, and no novel either. */
export function clean(text: string): string {
  const plain = (/^[ -~]*$/.test(text) ? text : withoutControls(text)).trim()
  return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT)}…` : plain
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
}

/** "CN=Example Issuing CA, O=Example": the most telling part first. */
export const nameText = remembering(textOfName, 500, 500)

function textOfName(name: string): string {
  const parts = parseName(name)
  const order = ['CN', 'O', 'OU']
  const rank = ({ type }: NamePart) => (order.includes(type) ? order.indexOf(type) : order.length)
  const told = parts.filter(({ type }) => order.includes(type) || type === 'C').toSorted((a, b) => rank(a) - rank(b))
  return clean((told.length > 0 ? told : parts).map(({ type, value }) => `${type}=${value}`).join(', '))
}

/** What people call it: the common name, else the organisation. */
export const shortName = remembering(shortOf, 500, 500)

function shortOf(name: string): string {
  const parts = parseName(name)
  const part = parts.find(({ type }) => type === 'CN') ?? parts.find(({ type }) => type === 'O') ?? parts[0]
  return part?.value ?? '?'
}

/** Whether every part that is expected stands in the name; letter case and runs of blanks do not count (RFC 4518). */
export function matchesName(expected: string, name: string): boolean {
  const fold = ({ type, value }: NamePart) => `${type}=${value.toLowerCase().replace(/\s+/g, ' ').trim()}`
  const held = new Set(parseName(name).map(fold))
  const wanted = parseName(expected).map(fold)
  return wanted.length > 0 && wanted.every((part) => held.has(part))
}

/** More names than anybody reads. */
const MAX_NAMES = 20

/** DNS names and addresses of subjectAltName, as the runtime prints it: "DNS:a.example, IP Address:192.0.2.1". */
export function alternativeNames(subjectAltName: string | undefined): string[] {
  const found = [...(subjectAltName ?? '').matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)]
  const names = found.map(([, name = '']) => clean(name.replace(/^"(.*)"$/, '$1')))
  return names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES), '…'] : names
}
