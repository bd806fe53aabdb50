import * as z from 'zod'
import { printable } from '../cli/quote.ts'
import { BUNDLE_FORMAT } from './format.ts'

/** Shown as it is: nothing in it that a terminal would obey. */
function line(most: number) {
  return z
    .string()
    .max(most)
    .refine((value) => printable(value) === value)
}

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** Of the request that a bundle answers; its token is never in it. */
export const requestRecordSchema = z.strictObject({
  id: line(100),
  case: line(100),
  /** Name in the certificate of who signed the request, and the SHA-256 of that certificate's key. */
  signer: line(300),
  signerSpkiSha256: sha256Schema,
  /** Of the request's file. */
  sha256: sha256Schema,
})

export const manifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  /** The first 32 hexadecimal digits of the SHA-256 of this manifest with an empty id. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** By the PC's clock, which may be wrong. */
  created: z.iso.datetime(),
  agent: z.strictObject({ version: line(100) }),
  /** Of the rules by which report.json was made. */
  rules: z.strictObject({ version: line(100), sha256: line(64) }),
  profiles: z.array(line(100)).max(100),
  request: requestRecordSchema.nullable(),
  /** Policy, and the SHA-256 of it: redaction.json. */
  redaction: z.strictObject({ policy: z.enum(['standard', 'strict']), sha256: sha256Schema }),
  files: z.array(z.strictObject({ path: line(100), size: z.int().min(0), sha256: sha256Schema, mediaType: line(100) })).max(200),
})
