import * as z from 'zod'
import { failureSchema, viaSchema } from '../schema.ts'

/** How far an attempt to load a page had come when it failed. */
export const stageSchema = z.enum(['dns', 'connect', 'proxy', 'tls', 'http'])

/** One request of a visit: the documented address, or where it led on to. */
export const hopSchema = z.object({
  url: z.string(),
  /** Over which connection; null where none was tried, because there was no address. */
  via: viaSchema.nullable(),
  /** The PC's own address on that connection, before any NAT. */
  source: z.string().nullable(),
  /** Addresses and proxies that were tried before this one, and let nobody connect. */
  attempts: z.array(z.object({ via: viaSchema, failure: failureSchema, elapsedMs: z.number() })),
  stage: stageSchema.nullable(),
  failure: failureSchema.nullable(),
  /** What the proxy itself answered, where it did not let the request through. */
  proxyStatusCode: z.int().nullable(),
  /** Schemes of its Proxy-Authenticate, as spelled (RFC 9110 section 11.7.1). */
  authenticationSchemes: z.array(z.string()),
  statusCode: z.int().nullable(),
  /** The header Date as it came, and the PC's clock at that moment. */
  date: z.string().nullable(),
  /** The header Age: a cache answered, and Date is that much older (RFC 9111 section 5.1). */
  ageSeconds: z.number().nullable(),
  receivedAtMs: z.number(),
  /** From sending the request to the end of the response's headers; connecting is not in it. */
  elapsedMs: z.number(),
  location: z.string().nullable(),
  server: z.string().nullable(),
  contentType: z.string().nullable(),
  /** Whether a cookie was offered. Its name and value are not recorded, and it is not sent back. */
  offersCookie: z.boolean(),
})

/** What was found in the HTML of a visit's last answer. */
export const pageSchema = z.object({
  title: z.string(),
  /** Length and digest of what was read, after decompression. */
  bytes: z.int(),
  sha256: z.string(),
  /** True where only the beginning was read; `failure` says why, null is the reader's own limit. */
  cut: z.boolean(),
  failure: failureSchema.nullable(),
  passwordFields: z.int(),
  forms: z.int(),
  scripts: z.int(),
  /** Frames of either kind: what they show is another page, which was not asked for. */
  frames: z.int(),
  /** Texts of links, buttons and headings, at most 100 of 200 characters. */
  labels: z.array(z.string()),
  /** The content of <meta http-equiv="refresh">. */
  metaRefresh: z.string().nullable(),
})

export const visitSchema = z.object({
  url: z.string(),
  hops: z.array(hopSchema),
  /** Null where no HTML came. */
  page: pageSchema.nullable(),
  tooManyRedirects: z.boolean(),
})

export const pageEvidenceSchema = z.object({
  version: z.literal(1),
  visits: z.array(visitSchema),
  /** False where the run was cut short. */
  complete: z.boolean(),
})

export type Stage = z.infer<typeof stageSchema>
export type Hop = z.infer<typeof hopSchema>
export type Page = z.infer<typeof pageSchema>
export type Visit = z.infer<typeof visitSchema>
export type PageEvidence = z.infer<typeof pageEvidenceSchema>
