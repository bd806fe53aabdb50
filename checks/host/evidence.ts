import * as z from 'zod'
import { failureSchema } from '../schema.ts'

export const hostEvidenceSchema = z.object({
  version: z.literal(1),
  platform: z.string(),
  interfaces: z.array(z.object({ name: z.string(), address: z.string(), prefix: z.int(), internal: z.boolean() })),
  /** Links that the system lists, with their state where it says (Linux: operstate; elsewhere unknown until asked). */
  links: z.array(z.object({ name: z.string(), state: z.enum(['up', 'down', 'unknown']) })),
  /** What the routing table says of each destination known before the run: resolvers and the site's addresses. */
  routes: z.array(z.object({ destination: z.string(), source: z.string().nullable(), failure: failureSchema.nullable() })),
  complete: z.boolean(),
})
export type HostEvidence = z.infer<typeof hostEvidenceSchema>
