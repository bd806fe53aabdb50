import * as z from 'zod'

/** The witnesses (HTTP `Date`, certificates) stand in the evidence of page and tls; this is only what the PC says. */
export const clockEvidenceSchema = z.object({
  version: z.literal(1),
  /** The PC's clock when the probe began, milliseconds since 1970 UTC. */
  wallMs: z.number(),
  utcOffsetMinutes: z.number(),
})
export type ClockEvidence = z.infer<typeof clockEvidenceSchema>
