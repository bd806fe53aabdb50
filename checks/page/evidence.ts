import * as z from 'zod'
import { failureSchema, viaSchema } from '../schema.ts'

export const hopSchema = z.object({
  url: z.string(),
  via: viaSchema.nullable(),
  statusCode: z.int().nullable(),
  failure: failureSchema.nullable(),
  /** The header Date as it came, and the PC's clock at that moment. */
  date: z.string().nullable(),
  receivedAtMs: z.number(),
  elapsedMs: z.number(),
  location: z.string().nullable(),
  server: z.string().nullable(),
  contentType: z.string().nullable(),
})

export const pageEvidenceSchema = z.object({
  version: z.literal(1),
  visits: z.array(
    z.object({
      url: z.string(),
      hops: z.array(hopSchema),
      /** What was found in the last hop's HTML; null where none came. */
      page: z
        .object({
          title: z.string(),
          bytes: z.int(),
          cut: z.boolean(),
          sha256: z.string(),
          passwordFields: z.int(),
          scripts: z.int(),
          /** Texts of links, buttons and headings, at most 100 of 200 characters. */
          labels: z.array(z.string()),
          metaRefresh: z.string().nullable(),
        })
        .nullable(),
      tooManyRedirects: z.boolean(),
    }),
  ),
  complete: z.boolean(),
})

export type Hop = z.infer<typeof hopSchema>
export type PageEvidence = z.infer<typeof pageEvidenceSchema>
