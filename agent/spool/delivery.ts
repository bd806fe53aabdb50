/** delivery.json: where a bundle goes, and what came of it so far. */

import * as z from 'zod'
import type { Protection } from '../identity/protection.ts'
import { uploadKinds } from '../profile/types.ts'
import type { Answer } from '../upload/answer.ts'
import type { Destination } from '../upload/destination.ts'
import type { BundleFacts } from '../upload/request.ts'
import { shownAddress } from '../upload/secrets.ts'

const lastAnswerSchema = z.strictObject({
  kind: z.enum(['kept', 'final', 'later']),
  statusCode: z.int().min(100).max(999).nullable(),
  /** Code of a final answer, word of a failure; null where the status code says it all. */
  cause: z.string().max(100).nullable(),
  /** In the server's words. */
  reason: z.string().max(300),
  at: z.iso.datetime(),
})

export const deliverySchema = z.strictObject({
  version: z.literal(1),
  created: z.iso.datetime(),
  bundle: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    size: z.int().min(0),
    mediaType: z.string().max(100),
    name: z.string().max(200),
  }),
  destination: z.strictObject({
    kind: z.enum(uploadKinds),
    /** Of presigned and azure-sas without the query, which is a permission. */
    url: z.string().max(8192),
    /** Token, or the whole address, as the system protects it (base64); null for an open door. */
    secret: z.string().max(65_536).nullable(),
    ca: z.array(z.string().max(65_536)).max(500),
  }),
  attempts: z.int().min(0),
  /** A try may have got through without our hearing of it. */
  mayBeThere: z.boolean(),
  lastAnswer: lastAnswerSchema.nullable(),
})

export type Delivery = z.infer<typeof deliverySchema>
export type LastAnswer = z.infer<typeof lastAnswerSchema>

/** For a bundle that was never tried. */
export async function newDelivery(bundle: BundleFacts, destination: Destination, createdMs: number, protection: Protection) {
  const kept = await keptDestination(destination, protection)
  if ('failure' in kept) return kept
  const { sha256, size, mediaType, name } = bundle
  const delivery: Delivery = {
    version: 1,
    created: new Date(createdMs).toISOString(),
    bundle: { sha256, size, mediaType, name: name.slice(0, 200) },
    destination: kept.destination,
    attempts: 0,
    mayBeThere: false,
    lastAnswer: null,
  }
  return { delivery }
}

export async function keptDestination(destination: Destination, protection: Protection) {
  const { kind, url, token, ca } = destination
  const secret = kind === 'collector' ? token : url
  const shown = kind === 'collector' ? url : shownAddress(destination)
  if (secret === null) return { destination: { kind, url: shown, secret: null, ca: [...ca] } }
  const kept = await protection.protect(Buffer.from(secret))
  if ('failure' in kept) return kept
  return { destination: { kind, url: shown, secret: kept.content.toString('base64'), ca: [...ca] } }
}

export async function openDestination({ kind, url, secret, ca }: Delivery['destination'], protection: Protection) {
  if (secret === null) return { destination: { kind, url, token: null, ca } }
  const opened = await protection.unprotect(Buffer.from(secret, 'base64'))
  if ('failure' in opened) return opened
  const text = opened.secret.toString()
  return { destination: kind === 'collector' ? { kind, url, token: text, ca } : { kind, url: text, token: null, ca } }
}

export function lastAnswerOf(answer: Answer, atMs: number): LastAnswer {
  const { kind, statusCode } = answer
  const at = new Date(atMs).toISOString()
  if (kind === 'kept') return { kind, statusCode, cause: null, reason: '', at }
  const cause = kind === 'final' ? answer.problem : (answer.failure?.word ?? null)
  return { kind, statusCode, cause, reason: answer.reason, at }
}
