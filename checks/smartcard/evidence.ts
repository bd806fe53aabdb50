import * as z from 'zod'
import { failureSchema } from '../schema.ts'

/** What was seen, nothing that was concluded. A change of shape is a new version, with an upgrade from each older one. */
export const smartcardEvidenceSchema = z.object({
  version: z.literal(1),
  file: z.string(),
  bytes: z.int().nullable(),
  failure: failureSchema.nullable(),
  /** False where the run was cut short. */
  complete: z.boolean(),
})
export type SmartcardEvidence = z.infer<typeof smartcardEvidenceSchema>
