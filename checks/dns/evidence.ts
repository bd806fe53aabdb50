import * as z from 'zod'
import { endpointSchema, failureSchema } from '../schema.ts'

/** One packet sent, and what became of it. */
export const attemptSchema = z.object({
  transport: z.enum(['udp', 'tcp']),
  elapsedMs: z.number(),
  failure: failureSchema.nullable(),
  /** Packets from the right server with the right id that did not parse; listening went on. */
  malformedPackets: z.int(),
})

export const recordSchema = z.object({ name: z.string(), type: z.string(), ttlSeconds: z.int(), data: z.string() })

/** One question to one resolver. */
export const querySchema = z.object({
  resolver: z.string(),
  name: z.string(),
  type: z.enum(['A', 'AAAA']),
  purpose: z.enum(['target', 'nonexistent', 'tcp']),
  attempts: z.array(attemptSchema),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('answered'),
      rcode: z.string(),
      flags: z.object({ authoritative: z.boolean(), truncated: z.boolean(), recursionAvailable: z.boolean() }),
      records: z.array(recordSchema),
      /** CNAMEs followed from the name, in order; the name itself is not in it. */
      chain: z.array(z.string()),
      chainEnds: z.enum(['address', 'no-address', 'loop', 'too-long']),
      addresses: z.array(z.string()),
    }),
    z.object({ kind: z.literal('failed'), failure: failureSchema, truncated: z.boolean() }),
  ]),
  elapsedMs: z.number(),
})

export const dnsEvidenceSchema = z.object({
  version: z.literal(1),
  resolvers: z.array(endpointSchema.extend({ id: z.string(), roles: z.array(z.string()) })),
  queries: z.array(querySchema),
  /** What applications see: getaddrinfo, name by name. */
  system: z.array(z.object({ name: z.string(), addresses: z.array(z.string()), failure: failureSchema.nullable(), elapsedMs: z.number() })),
  hosts: z.object({
    path: z.string(),
    failure: failureSchema.nullable(),
    /** Lines that name a target. */
    entries: z.array(z.object({ line: z.int(), address: z.string(), name: z.string() })),
  }),
  /** Name resolution policy rules (Windows NRPT) that match a target. */
  policyRules: z.array(z.object({ namespace: z.string(), servers: z.array(z.string()), name: z.string() })),
  /** DNS servers that Windows' adapters in use name. */
  adapters: z.array(z.object({ name: z.string(), origin: z.enum(['static', 'dhcp']), servers: z.array(z.string()) })),
  /** False where the run was cut short. */
  complete: z.boolean(),
})

export type Attempt = z.infer<typeof attemptSchema>
export type DnsRecord = z.infer<typeof recordSchema>
export type Query = z.infer<typeof querySchema>
export type DnsEvidence = z.infer<typeof dnsEvidenceSchema>

/** Where an address of a target came from. */
export type AddressSource = 'resolver' | 'system' | 'hosts'
export type DnsEvent =
  | { readonly kind: 'address'; readonly host: string; readonly address: string; readonly source: AddressSource }
  /** What applications would connect to for this name, or nothing where the look-up failed. */
  | { readonly kind: 'system'; readonly host: string; readonly addresses: readonly string[] }
