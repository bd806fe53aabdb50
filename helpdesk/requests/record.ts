/** A request as the helpdesk keeps it. Neither the token nor the link is in it: only their digests, and the file as the link alone can open it. */

import * as z from 'zod'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
/** Milliseconds since 1970, up to the last year of four digits: every such moment can be shown. */
const moment = z.int().min(0).max(Date.UTC(9999, 0))

export const requestRecordSchema = z.strictObject({
  schema: z.literal('terminal-preflight/request-record/1'),
  id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  case: z.string().min(1).max(100),
  profiles: z.array(z.string().max(20)).min(1).max(10),
  redaction: z.enum(['standard', 'strict']),
  /** Whether its answer is to be encrypted to this helpdesk; records of before this was kept don't say. */
  encrypt: z.boolean().optional(),
  message: z.string().max(500).nullable(),
  createdMs: moment,
  expiresMs: moment,
  /** Who made it: an account's name, or "command line". */
  madeBy: z.string().max(100),
  /** SHA-256 of the request's file, as the bundle names it. */
  sha256: digest,
  /** SHA-256 of the bearer token. */
  tokenSha256: digest,
  /** SHA-256 of the secret in the caller's link. */
  linkSha256: digest,
  /** The request's file, AES-256-GCM under a key that is derived from the link's secret: base64 of IV, tag and ciphertext. */
  sealed: z.string().max(200_000),
  /** When somebody withdrew it. */
  revokedMs: moment.nullable(),
})

export type RequestRecord = Readonly<z.infer<typeof requestRecordSchema>>

/** Where records are kept: files, fsynced, one for each; like the bundles they are the truth, and the index is made from them. */
export interface RequestRecords {
  keep(record: RequestRecord): Promise<void>
  read(id: string): Promise<RequestRecord | null>
  all(onDamage: (name: string) => void): AsyncIterable<RequestRecord>
}
