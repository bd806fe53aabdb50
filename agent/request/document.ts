/** What a request may say. Loads zod: only where a request is read or made. */

import * as z from 'zod'
import { printable } from '../cli/quote.ts'
import { builtinProfiles, looksLikeFile } from '../profile/builtin.ts'
import { fieldText } from '../profile/document.ts'
import { explain } from '../profile/explain.ts'
import { readBy } from '../profile/fields.ts'
import { readUploadUrl } from '../profile/readers.ts'
import { uploadKinds } from '../profile/types.ts'
import { parseJson } from './json.ts'
import type { RequestProblem } from './problems.ts'

const SCHEMA = 'terminal-preflight/request/1'
/** One certificate with its chain's notes has some 6 KB. */
const LONGEST_PEM = 16_384
/** A presigned address with a session's token in it has some 3 KB. */
const LONGEST_URL = 8192

const profileIds = builtinProfiles.map(({ id }) => id)

/** One line, since it is shown before anybody has said that its writer is trusted. */
function line(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => printable(value) === value, { error: 'holds a line end, or a character that cannot be seen; leave it out' })
}

const profile = z.enum(profileIds, {
  error: (issue) =>
    typeof issue.input === 'string' && looksLikeFile(issue.input)
      ? `names a file; a request can only name ${profileIds.join(', ')}`
      : undefined,
})

/** The same spelling everywhere, so that nobody has to guess whose noon it is. */
const isoInUtc = z.iso.datetime()
const instant = z.string().refine((text) => isoInUtc.safeParse(text).success && !Number.isNaN(Date.parse(text)), {
  error: 'is not a time in UTC; write it like 2026-11-28T08:00:00Z',
})

const upload = z.strictObject({ kind: z.enum(uploadKinds), url: z.string().max(LONGEST_URL).pipe(readBy(readUploadUrl)) })

export const requestSchema = z
  .strictObject({
    schema: z.literal(SCHEMA),
    id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, { error: 'is not an id; write a UUID, or 16 to 64 letters, digits, - and _' }),
    case: line(100),
    profiles: z
      .array(profile)
      .min(1)
      .max(10)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'names a profile twice; keep one' }),
    upload,
    /** RFC 6750 section 2.1. It is a secret: no error shows it. */
    token: z
      .string()
      .regex(/^(?=.{16,512}$)[A-Za-z0-9._~+/-]+=*$/, {
        error: 'is not a bearer token; write 16 to 512 letters, digits, -._~+/ and = at the end, or null',
      })
      .nullable(),
    /** PEM of the certificate that the bundle is encrypted to. */
    encryptTo: z.string().max(LONGEST_PEM).nullable(),
    created: instant,
    expires: instant,
    redaction: z.enum(['standard', 'strict']),
    message: line(500).optional(),
  })
  .refine(({ token, upload: { kind } }) => token === null || kind === 'collector', {
    path: ['token'],
    error: 'belongs to a collector alone; the other kinds have their permission in the address: write null',
  })

export type PreflightRequest = z.output<typeof requestSchema>

/** The bytes that were signed, as what they ask for. */
export function readDocument(content: Uint8Array): { readonly request: PreflightRequest } | { readonly problem: RequestProblem } {
  const text = decode(content)
  if (text === undefined) return { problem: { code: 'not-json', args: {} } }
  const json = parseJson(text)
  if (!('problem' in json)) return checkDocument(json.value)
  const { problem } = json
  return { problem: problem.code === 'twice' ? { code: 'twice', args: { field: fieldText(problem.path) } } : { ...problem, args: {} } }
}

/** @returns the first mistake where there is one: a request is made by a program, and whoever reads of it can't mend it */
export function checkDocument(value: unknown): { readonly request: PreflightRequest } | { readonly problem: RequestProblem } {
  if (isNewer(value)) return { problem: { code: 'newer', args: {} } }
  const parsed = requestSchema.safeParse(value, { error: explainUnseen })
  if (parsed.success) return { request: parsed.data }
  const [first] = parsed.error.issues
  if (first === undefined) throw new RangeError('a request was refused without a reason')
  if (first.code === 'invalid_type' && first.path.length === 0) return { problem: { code: 'not-json', args: {} } }
  const path = first.code === 'unrecognized_keys' ? [...first.path, ...first.keys.slice(0, 1)] : first.path
  return { problem: { code: 'mistake', args: { field: fieldText(path), problem: first.message.split('\n', 1)[0] ?? '' } } }
}

/** What a later version asks for is better not half understood, nor told as a mistake. */
function isNewer(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('schema' in value) || typeof value.schema !== 'string') return false
  return value.schema !== SCHEMA && /^terminal-preflight\/request\/[1-9]\d{0,3}$/.test(value.schema)
}

/** A text in place of something else is not shown: the address of an upload and its token are secrets. */
function explainUnseen(issue: z.core.$ZodRawIssue): string {
  // The first mistake is told: to look for what is meant by ten thousand others would take its time.
  if (issue.code === 'unrecognized_keys') return explain({ ...issue, keys: issue.keys.slice(0, 1) })
  if (issue.code !== 'invalid_type' || typeof issue.input !== 'string') return explain(issue)
  return `is a text; write ${issue.expected === 'array' ? 'a list: ["one", "other"]' : 'fields: {"name": "value"}'}`
}

/** JSON is UTF-8 (RFC 8259 section 8.1). */
function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}
