import * as z from 'zod'
import { handshakeSchema } from '../schema.ts'

/** A certificate, by its SHA-256; the parts that a judge needs are read from the PEM. */
export const certificateSchema = z.object({ sha256: z.string(), spkiSha256: z.string(), pem: z.string() })

/** Which root store holds a certificate that signed the last one presented. */
export const anchorSchema = z.object({
  store: z.enum(['flag', 'bundled', 'system', 'site']),
  sha256: z.string(),
  pem: z.string(),
})

export const presentedSchema = z.object({
  /** Which handshake of `handshakes` this speaks of. */
  handshake: z.int(),
  /** SHA-256 of each certificate, as presented. */
  chain: z.array(z.string()),
  /** Certificates of the chain that its end-entity leads to by issuer and verified signature, its own included. */
  path: z.array(z.string()),
  /** Anchors of the last certificate of `path`, each with its signature verified. */
  anchors: z.array(anchorSchema),
  /** Stores that were asked; the system's is asked only where neither a flag's root nor a bundled one signs. */
  storesAsked: z.array(z.enum(['flag', 'bundled', 'system', 'site'])),
})

export const tlsEvidenceSchema = z.object({
  version: z.literal(1),
  handshakes: z.array(handshakeSchema),
  certificates: z.array(certificateSchema),
  presented: z.array(presentedSchema),
  complete: z.boolean(),
})

export type Presented = z.infer<typeof presentedSchema>
export type TlsEvidence = z.infer<typeof tlsEvidenceSchema>
