/** What the helpdesk itself knows of a bundle: written beside it, before it has its name, so that the index can be made again from files alone. */

import * as z from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const receiptSchema = z.strictObject({
  schema: z.literal('terminal-preflight/receipt/1'),
  /** Of the file as it came. */
  sha256,
  size: z.int().min(1),
  kind: z.enum(['plain', 'encrypted']),
  /** By the helpdesk's clock, milliseconds since 1970. */
  receivedMs: z.int().min(0),
  /** The request that it answers; null where the door was open. */
  requestId: z.string().max(64).nullable(),
  /** Whose key signed it: stays when the bundle goes, so that a known terminal is still known. */
  signer: z.strictObject({
    install: z.string().max(64).nullable(),
    name: z.string().max(300),
    fingerprint: sha256,
    bundleId: z.string().max(64),
  }),
  /** When the bundle was deleted; its receipt stays, so that a repeat is told that it had come. */
  removedMs: z.int().min(0).nullable(),
})

export type Receipt = Readonly<z.infer<typeof receiptSchema>>
