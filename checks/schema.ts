/** Schemas that the evidence of several checks shares. Loaded by judges, never by probes. */

import * as z from 'zod'
import { failureWords } from './failure.ts'

export const failureSchema = z.object({ word: z.enum(failureWords), code: z.string(), syscall: z.string().optional() })
export const endpointSchema = z.object({ address: z.string(), port: z.int() })

/** Over which connection something was seen: straight to an address, or through a proxy's tunnel. */
export const viaSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct'), address: z.string() }),
  z.object({ kind: z.literal('proxy'), proxy: z.string() }),
])
export type Via = z.infer<typeof viaSchema>

/** One TLS handshake, as far as it got. Certificates are DER in base64, in the order that the peer sent them. */
export const handshakeSchema = z.object({
  host: z.string(),
  port: z.int(),
  via: viaSchema,
  /**
   * big: with the post-quantum key share (some 1,600 bytes) · small: X25519 alone (some 370 bytes) · old: TLS 1.0 allowed · refusable: one
   * that no server accepts (some 140 bytes)
   */
  hello: z.enum(['big', 'small', 'old', 'refusable']),
  elapsedMs: z.number(),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('done'),
      protocol: z.string(),
      cipher: z.string(),
      alpn: z.string().nullable(),
      chain: z.array(z.string()),
      ocsp: z.string().nullable(),
      clientCertificateRequested: z.boolean(),
    }),
    z.object({
      kind: z.literal('failed'),
      failure: failureSchema,
      /** Bytes that came back before it failed: 0 tells silence and a bare reset from an answer that we could not use. */
      bytesRead: z.int(),
      /** It had asked for a certificate by then, so that it may have failed for want of one. Earlier evidence does not say. */
      clientCertificateRequested: z.boolean().optional(),
    }),
  ]),
})
export type HandshakeRecord = z.infer<typeof handshakeSchema>
