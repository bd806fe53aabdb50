import * as z from 'zod'
import type { HandshakeRecord } from '../schema.ts'
import { failureSchema, handshakeSchema } from '../schema.ts'

/** Where a proxy setting stands, in the order in which Edge obeys it (design: policy, then WinINET and PAC/WPAD). */
export const settingSchema = z.object({
  source: z.enum(['flag-or-site', 'edge-policy', 'wininet', 'winhttp', 'environment']),
  kind: z.enum(['direct', 'proxy', 'pac', 'auto-detect']),
  /** host:port of the proxy or URL of the PAC file; credentials are cut off before they are recorded. */
  value: z.string(),
  bypass: z.array(z.string()),
})

export const proxyEvidenceSchema = z.object({
  version: z.literal(1),
  settings: z.array(settingSchema),
  /** The setting that Edge obeys on this PC: an index of `settings`, or null for none (direct). */
  obeyed: z.int().nullable(),
  pac: z.array(
    z.object({ url: z.string(), failure: failureSchema.nullable(), bytes: z.int(), sha256: z.string().nullable(), error: z.string().nullable(), elapsedMs: z.number() }),
  ),
  /** The route that counts for each target. */
  routes: z.array(z.object({ host: z.string(), port: z.int(), url: z.string(), proxies: z.array(z.string()), direct: z.boolean() })),
  reach: z.array(z.object({ proxy: z.string(), failure: failureSchema.nullable(), elapsedMs: z.number() })),
  tunnels: z.array(
    z.object({
      proxy: z.string(),
      host: z.string(),
      port: z.int(),
      /** Whether Edge would use it, or we only asked whether it works. */
      obeyed: z.boolean(),
      statusCode: z.int().nullable(),
      authenticationSchemes: z.array(z.string()),
      failure: failureSchema.nullable(),
      elapsedMs: z.number(),
    }),
  ),
  handshakes: z.array(handshakeSchema),
  notChecked: z.enum(['not-the-users-session']).nullable(),
  complete: z.boolean(),
})

export type ProxySettingFound = z.infer<typeof settingSchema>
export type ProxyEvidence = z.infer<typeof proxyEvidenceSchema>

export type ProxyEvent =
  /** Sent once for each target, as soon as it is known. `proxies` is empty for a direct route. */
  | { readonly kind: 'route'; readonly url: string; readonly host: string; readonly port: number; readonly proxies: readonly string[]; readonly direct: boolean }
  | { readonly kind: 'handshake'; readonly record: HandshakeRecord }
