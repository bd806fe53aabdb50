import * as z from 'zod'
import { handshakeSchema } from '../schema.ts'

/** A certificate, by its SHA-256; the parts that a judge needs are read from the PEM. */
export const certificateSchema = z.object({ sha256: z.string(), spkiSha256: z.string(), pem: z.string() })

/**
 * flag: `--root` · bundled: Mozilla's list, as the runtime carries it · system: the PC's own · site: what the site file says
 * should be installed
 */
export const storeSchema = z.enum(['flag', 'bundled', 'system', 'site'])

/** Which root store holds a certificate that signed the last one of the path, or holds that one itself. */
export const anchorSchema = z.object({
  store: storeSchema,
  sha256: z.string(),
  pem: z.string(),
  /** Of a system root on Windows: whether Microsoft's root program brought it; null where that was not asked or not answered. */
  distributedByMicrosoft: z.boolean().nullable(),
})

export const presentedSchema = z.object({
  /** Which handshake of `handshakes` this speaks of. */
  handshake: z.int(),
  /** SHA-256 of each certificate that was presented and bears the name of an issuer, whether or not it signed. */
  chain: z.array(z.string()),
  /**
   * Certificates of the chain that its end-entity leads to by issuer and verified signature, its own included, up to
   * the first that a root store vouches for.
   */
  path: z.array(z.string()),
  /** Whether the last certificate of `path` signed itself. */
  endsSelfIssued: z.boolean(),
  /** Certificates that other servers presented in this run, and that lead on from the end of `path` to the anchors. */
  completedBy: z.array(z.string()),
  /** Roots for the last certificate of `path` (or of `completedBy`), each with its signature verified. */
  anchors: z.array(anchorSchema),
  /** Stores that were asked; the system's is asked only where neither a flag's root nor a bundled one signs. */
  storesAsked: z.array(storeSchema),
  /** Where there is no anchor: stores with a root of the missing issuer's very name, which did not sign. */
  namesakes: z.array(storeSchema),
  /** Where there is no anchor: stores with a root of the organisation that the missing issuer's name holds. */
  sameOrganisation: z.array(storeSchema),
})

export const tlsEvidenceSchema = z.object({
  version: z.literal(1),
  /** Copies of what path and proxy recorded, and this check's own with the old hello. */
  handshakes: z.array(handshakeSchema),
  certificates: z.array(certificateSchema),
  presented: z.array(presentedSchema),
  complete: z.boolean(),
})

export type CertificateEvidence = z.infer<typeof certificateSchema>
export type StoreName = z.infer<typeof storeSchema>
export type Anchor = z.infer<typeof anchorSchema>
export type Presented = z.infer<typeof presentedSchema>
export type TlsEvidence = z.infer<typeof tlsEvidenceSchema>
