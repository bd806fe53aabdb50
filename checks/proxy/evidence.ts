import * as z from 'zod'
import type { HandshakeRecord } from '../schema.ts'
import { failureSchema, handshakeSchema } from '../schema.ts'

/** Where a proxy setting stands, in the order in which Edge obeys it (design: policy, then WinINET and PAC/WPAD). */
export const settingSchema = z.object({
  source: z.enum(['flag-or-site', 'edge-policy', 'wininet', 'winhttp', 'environment']),
  /** The registry value or variable, for the person who has to find it. */
  where: z.string(),
  /** rules: Edge's ProxyOverrideRules */
  kind: z.enum(['direct', 'proxy', 'pac', 'auto-detect', 'rules']),
  /** host:port of the proxy, URL of the PAC file, or the rules; written anew from what was understood, so that no credential is in it. */
  value: z.string(),
  bypass: z.array(z.string()),
})

/** A PAC script: how it was got, and what it answered for each target. */
export const pacSchema = z.object({
  /** Which of `settings` names it. */
  setting: z.int(),
  url: z.string(),
  /** How far getting it had come when it failed; null where it came in full. */
  stage: z.enum(['lookup', 'connect', 'fetch']).nullable(),
  failure: failureSchema.nullable(),
  statusCode: z.int().nullable(),
  bytes: z.int(),
  sha256: z.string().nullable(),
  answers: z.array(
    z.object({
      url: z.string(),
      /** What FindProxyForURL returned; null where it returned nothing of use. */
      answer: z.string().nullable(),
      /** load: the script is of no use at all · run: it has no answer for this URL */
      error: z
        .object({
          stage: z.enum(['load', 'run']),
          kind: z.enum(['syntax', 'no-function', 'threw', 'not-a-text', 'time-limit']),
          /** The engine's own words. */
          detail: z.string(),
        })
        .nullable(),
    }),
  ),
  elapsedMs: z.number(),
})

/** The route that counts for a target. */
export const routeSchema = z.object({
  url: z.string(),
  host: z.string(),
  port: z.int(),
  /** Tried in this order; "host:port" of an HTTP proxy, with the scheme in front for any other. */
  proxies: z.array(z.string()),
  /** Whether it is connected to directly, after the proxies where there are any. False without proxies: Edge gives up. */
  direct: z.boolean(),
  /** Which of `settings` decided; null where none is set or none could be used. */
  setting: z.int().nullable(),
  /** The rule of the exceptions list that leaves the target out, `implicit` for Edge's built-in ones. */
  bypassedBy: z.string().nullable(),
})

/** The TCP connection to a proxy. */
export const reachSchema = z.object({
  proxy: z.string(),
  /** Whether Edge would use it, or we only asked whether it works. */
  obeyed: z.boolean(),
  address: z.string().nullable(),
  stage: z.enum(['lookup', 'connect']).nullable(),
  failure: failureSchema.nullable(),
  elapsedMs: z.number(),
})

/** One CONNECT (RFC 9110 section 9.3.6). */
export const tunnelSchema = z.object({
  proxy: z.string(),
  host: z.string(),
  port: z.int(),
  /** Whether Edge would use it, or we only asked whether it works. */
  obeyed: z.boolean(),
  statusCode: z.int().nullable(),
  /** Schemes of Proxy-Authenticate, as spelled (RFC 9110 section 11.7.1). */
  authenticationSchemes: z.array(z.string()),
  failure: failureSchema.nullable(),
  elapsedMs: z.number(),
})

export const proxyEvidenceSchema = z.object({
  version: z.literal(1),
  settings: z.array(settingSchema),
  /** The setting that Edge obeys on this PC: an index of `settings`, or null for none (direct). */
  obeyed: z.int().nullable(),
  /** Registry keys that hold settings and could not be read. */
  unread: z.array(z.object({ path: z.string(), failure: failureSchema })),
  pac: z.array(pacSchema),
  routes: z.array(routeSchema),
  reach: z.array(reachSchema),
  tunnels: z.array(tunnelSchema),
  handshakes: z.array(handshakeSchema),
  notChecked: z.enum(['not-the-users-session']).nullable(),
  complete: z.boolean(),
})

export type ProxySettingFound = z.infer<typeof settingSchema>
export type PacRecord = z.infer<typeof pacSchema>
export type RouteRecord = z.infer<typeof routeSchema>
export type ReachRecord = z.infer<typeof reachSchema>
export type TunnelRecord = z.infer<typeof tunnelSchema>
export type ProxyEvidence = z.infer<typeof proxyEvidenceSchema>

export type ProxyEvent =
  /** Sent once for each target, as soon as it is known. `proxies` is empty for a direct route. */
  | {
      readonly kind: 'route'
      readonly url: string
      readonly host: string
      readonly port: number
      readonly proxies: readonly string[]
      readonly direct: boolean
    }
  | { readonly kind: 'handshake'; readonly record: HandshakeRecord }
