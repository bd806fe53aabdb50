/** What two bundles have in common and what not, as JSON: the public contract "terminal-preflight/diff/1". */

import * as z from 'zod'
import { causeSchema, findingSchema, reportSchema } from '../report/schema.ts'

const verdictSchema = reportSchema.shape.verdict

/** Which of the site's ranges addresses lie in. mixed: in several · outside: in none · unknown: there are none to tell it by. */
export const placeSchema = z.enum(['primary', 'secondary', 'mixed', 'outside', 'unknown'])

/** some: a part of them did · cannot-tell: one side has no addresses, or they can't be compared */
export const movementSchema = z.enum(['moved', 'some', 'stayed', 'cannot-tell'])

const lookUpSchema = z.strictObject({
  /** Resolver that was asked, "ip:port"; empty where it was what applications see. */
  resolver: z.string(),
  addresses: z.array(z.string()),
  place: placeSchema.nullable(),
  /** The smallest that was seen; it counts down, so that it is no difference. */
  ttlSeconds: z.number().nullable(),
  /** Why there is no address: the response code or the failure's. */
  failure: z.string().nullable(),
})

const certificateSchema = z.strictObject({ subject: z.string(), issuer: z.string(), expires: z.string(), sha256: z.string() })

const waySchema = z.strictObject({
  /** Who named the address: resolver, system, hosts, site; empty for a proxy. */
  sources: z.array(z.string()),
  connect: z.strictObject({ outcome: z.enum(['connected', 'failed', 'not-tried']), failure: z.string().nullable() }),
  hellos: z.array(z.strictObject({ hello: z.string(), protocol: z.string().nullable(), failure: z.string().nullable() })),
  certificate: certificateSchema.nullable(),
})

export const sides = <T extends z.ZodType>(schema: T) => z.strictObject({ a: schema, b: schema })

export const hostDiffSchema = z.strictObject({
  host: z.string(),
  movement: movementSchema,
  /** Why that can't be told. */
  why: z.enum(['no-answers', 'proxy', 'not-a-target', 'not-comparable']).nullable(),
  /** All addresses that resolvers and applications had, taken together. */
  addresses: sides(z.array(z.string())),
  place: sides(placeSchema.nullable()),
  lookUps: z.array(
    z.strictObject({
      /** hkex-1 …, custom-1 …, configured-1 …; `system` alone: what applications see. */
      roles: z.array(z.string()),
      movement: movementSchema,
      ...sides(lookUpSchema.nullable()).shape,
    }),
  ),
  /** Addresses in lines of the hosts file. */
  hostsFile: sides(z.array(z.string())),
  /** Each way that was tried: "ip:port", or "via host:port" of a proxy. */
  ways: z.array(
    z.strictObject({
      way: z.string(),
      place: placeSchema.nullable(),
      differs: z.array(z.enum(['connect', 'hello', 'issuer', 'expiry', 'certificate'])),
      ...sides(waySchema.nullable()).shape,
    }),
  ),
  /** Parts of certificates that are not the same over all ways: what a move of the addresses brings along. */
  certificates: z.array(z.enum(['issuer', 'expiry'])),
})

const causeRefSchema = causeSchema.pick({
  code: true,
  number: true,
  severity: true,
  subject: true,
  args: true,
  owner: true,
  explains: true,
})

/**
 * How the other side saw what the cause explains. good: as it should be · elsewhere: as it should be, by other addresses or proxies, so that
 * these were not tried · bad: bad too, by another cause · not-seen: it was not looked at
 */
const otherSideSchema = z.enum(['good', 'elsewhere', 'bad', 'not-seen'])

const sideSchema = z.strictObject({
  startedAt: z.string(),
  verdict: verdictSchema,
  hostName: z.string(),
  version: z.string(),
})

export const diffSchema = z.strictObject({
  schema: z.literal('terminal-preflight/diff/1'),
  ...sides(sideSchema).shape,
  /** Which was recorded first, by the PC's own clock. */
  order: z.enum(['a-first', 'b-first', 'same-time']),
  /** What was not alike beforehand, so that differences may come from it. */
  notSame: z.array(
    z.strictObject({
      what: z.enum([
        'agent.hostName',
        'agent.version',
        'rules',
        'redaction',
        'settings.profiles',
        'settings.targets',
        'settings.resolvers',
        'settings.ranges',
        'settings.extraAddresses',
        'settings.issuers',
        'settings.roots',
        'settings.proxy',
        'settings.browser',
        'settings.smartcard',
      ]),
      ...sides(z.string()).shape,
    }),
  ),
  /** "Did the addresses move, and did all stay green?" */
  answer: z.strictObject({
    kind: z.enum(['moved-and-green', 'moved-not-green', 'moved-undetermined', 'some-moved', 'did-not-move', 'cannot-tell']),
    from: placeSchema.nullable(),
    to: placeSchema.nullable(),
    hosts: z.strictObject({
      moved: z.array(z.string()),
      some: z.array(z.string()),
      stayed: z.array(z.string()),
      cannotTell: z.array(z.string()),
    }),
  }),
  /** "What did the change do?", counted in what stops the log-on or will, whether a cause explains it or none. */
  change: z.strictObject({
    kind: z.enum(['same', 'mended', 'broke', 'mixed', 'cannot-tell']),
    mended: z.int(),
    broke: z.int(),
    still: z.int(),
    /** Gone, and new, by going other ways: what is in the way of the earlier ones, or was of these, was not seen. */
    goneElsewhere: z.int(),
    newElsewhere: z.int(),
    /** In B, and in A nobody looked. */
    newlySeen: z.int(),
    /** In A, and in B nobody looked. */
    notSeenAgain: z.int(),
    /** The same is wrong, by another cause. */
    otherCause: z.int(),
  }),
  profiles: z.array(z.strictObject({ id: z.string(), ...sides(verdictSchema.nullable()).shape })),
  causes: z.strictObject({
    gone: z.array(causeRefSchema.extend({ otherSide: otherSideSchema })),
    new: z.array(causeRefSchema.extend({ otherSide: otherSideSchema })),
    still: z.array(z.strictObject({ differs: z.array(z.string()), ...sides(causeRefSchema).shape })),
  }),
  unexplained: z.strictObject({
    gone: z.array(z.strictObject({ id: z.string(), otherSide: otherSideSchema })),
    new: z.array(z.strictObject({ id: z.string(), otherSide: otherSideSchema })),
    still: z.array(z.string()),
  }),
  findings: z.strictObject({
    appeared: z.array(findingSchema),
    gone: z.array(findingSchema),
    /** `differs`: status, reason, code, and the args that matter. */
    changed: z.array(z.strictObject({ id: z.string(), differs: z.array(z.string()), ...sides(findingSchema).shape })),
    same: z.array(z.string()),
  }),
  hosts: z.array(hostDiffSchema),
})

export type RunDiff = z.infer<typeof diffSchema>
export type HostDiff = RunDiff['hosts'][number]
export type Place = z.infer<typeof placeSchema>
export type Movement = z.infer<typeof movementSchema>
export type LookUp = z.infer<typeof lookUpSchema>
export type WayState = z.infer<typeof waySchema>
export type CertificateFacts = z.infer<typeof certificateSchema>
export type CauseRef = z.infer<typeof causeRefSchema>
export type OtherSide = z.infer<typeof otherSideSchema>
