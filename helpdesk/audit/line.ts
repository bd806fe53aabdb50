/** One line of the audit log. */

import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { AuditLine, Deed } from './audit.ts'

const lineSchema = z.strictObject({
  atMs: z.int().min(0),
  who: z.string(),
  what: z.string(),
  subject: z.string(),
  from: z.string(),
  before: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Some of it comes from visitors: no line grows without end. */
const longest: Readonly<Record<keyof Deed, number>> = { who: 100, what: 60, subject: 300, from: 64 }

/** SHA-256 of nothing, which the first line names. */
export const digestOfNothing = lineDigest(new Uint8Array())

/** @param line without its line feed */
export function lineDigest(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex')
}

/** Its bytes, without the line feed. */
export function lineBytes(deed: Deed, atMs: number, before: string): Buffer {
  // Of a connection that was over before anybody asked, Node knows no address, whatever its types say.
  const known: Partial<Deed> = deed
  const short = (field: keyof Deed) => (known[field] ?? '').toWellFormed().slice(0, longest[field])
  const line: AuditLine = { atMs, who: short('who'), what: short('what'), subject: short('subject'), from: short('from'), before }
  return Buffer.from(JSON.stringify(line))
}

/** Null for what is no whole line. */
export function readLine(bytes: Uint8Array): AuditLine | null {
  try {
    return lineSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return null
  }
}
