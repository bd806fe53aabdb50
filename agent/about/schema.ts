/** `about --json`: the public contract "terminal-preflight/about/1". */

import * as z from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const aboutSchema = z.strictObject({
  schema: z.literal('terminal-preflight/about/1'),
  name: z.literal('Terminal Preflight'),
  version: z.string(),
  /** SPDX. */
  licence: z.literal('Apache-2.0'),
  /** executable: Node.js is in it · bundle: one file that Node.js runs · source: a checkout. */
  form: z.enum(['executable', 'bundle', 'source']),
  /** `sha256` is "source" where no build has counted it. */
  rules: z.strictObject({ version: z.string(), sha256: z.union([sha256, z.literal('source')]) }),
  node: z.strictObject({ version: z.string(), platform: z.string(), arch: z.string() }),
  dataFolder: z.string(),
  /** Says which install made a bundle. null: none is made yet. `fingerprint` is the SHA-256 of its public key (SubjectPublicKeyInfo, DER). */
  deviceKey: z
    .union([
      z.strictObject({ certificate: z.string(), fingerprint: sha256, install: z.string().nullable() }),
      /** A failure's code; "damaged" where the certificate is none. */
      z.strictObject({ certificate: z.string(), problem: z.string() }),
    ])
    .nullable(),
  /** Whose requests this PC follows without asking. */
  trustedSigners: z.strictObject({
    certificates: z.array(z.strictObject({ subject: z.string(), fingerprint: sha256 })),
    fingerprints: z.array(sha256),
    /** What looks as if it were meant to be trusted, and isn't; `problem` in English. */
    passedOver: z.array(z.strictObject({ source: z.string(), code: z.string(), problem: z.string() })),
  }),
  /** null from source, where nothing lists them. */
  thirdParty: z.strictObject({ components: z.int() }).nullable(),
})

export type About = z.infer<typeof aboutSchema>
