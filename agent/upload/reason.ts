/** Why a server refused, in its own words: short, of one line, without anything that a terminal would obey and without our secrets. */

import { withoutSecrets } from './secrets.ts'

/** Two lines on a terminal. */
const LONGEST_REASON = 200

/** @param body up to MAX_REASON_BYTES of it */
export function reasonOf(body: Buffer, contentType: string, secrets: readonly string[]): string {
  const text = body.toString('utf8').trim()
  const found = jsonReason(text) ?? xmlReason(text) ?? (isPage(text, contentType) ? '' : text)
  // Cleaned first: what breaks a secret in two would hide it.
  return withoutSecrets(oneLine(found), secrets).slice(0, LONGEST_REASON)
}

/** Problem details (RFC 9457) and what small servers write. */
const fields = ['reason', 'message', 'detail', 'error', 'title'] as const

function jsonReason(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? fieldOf(parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function fieldOf(object: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of fields) {
    const value = object[name]
    if (typeof value === 'string') return value
    if (typeof value === 'object' && value !== null) return fieldOf(value as Record<string, unknown>)
  }
  return undefined
}

/** S3 ("Error responses") and Azure ("Status and error codes"): <Error><Code>…</Code><Message>…</Message></Error>. Not parsed: two texts are looked for. */
function xmlReason(text: string): string | undefined {
  if (!/^\uFEFF?<(?:\?xml|Error)/.test(text)) return undefined
  const found = ['Code', 'Message'].flatMap((name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? [])
  return found.length === 0 ? undefined : unescaped(found.join(': '))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => entities[name] ?? '')
}

/** Of a page the status code tells as much. */
function isPage(text: string, contentType: string): boolean {
  return /html/i.test(contentType) || text.startsWith('<')
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '')
    .trim()
}
