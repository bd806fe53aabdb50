import * as z from 'zod'
import type { HandshakeRecord } from '../schema.ts'
import { failureSchema, handshakeSchema } from '../schema.ts'

/** One address and port, connected to by itself. */
export const connectionSchema = z.object({
  address: z.string(),
  port: z.int(),
  hosts: z.array(z.string()),
  /** resolver, system, hosts: who named the address; site: the site file's probe list */
  sources: z.array(z.enum(['resolver', 'system', 'hosts', 'site'])),
  /** The source address that the PC would use, or why its own routing table refuses. */
  route: z.object({ source: z.string().nullable(), failure: failureSchema.nullable() }),
  connect: z.object({ failure: failureSchema.nullable(), elapsedMs: z.number(), source: z.string().nullable() }).nullable(),
})

export const pathEvidenceSchema = z.object({
  version: z.literal(1),
  connections: z.array(connectionSchema),
  /** Hellos in the order sent: a small one follows only where the big one got no answer. */
  handshakes: z.array(handshakeSchema),
  complete: z.boolean(),
})

export type Connection = z.infer<typeof connectionSchema>
export type PathEvidence = z.infer<typeof pathEvidenceSchema>

export type PathEvent = { readonly kind: 'handshake'; readonly record: HandshakeRecord }
