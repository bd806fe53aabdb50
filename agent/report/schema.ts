/** The report as JSON: the public contract "terminal-preflight/report/1" (design, section 6). */

import * as z from 'zod'
import { checkIds, notCheckedReasons } from '../../checks/check.ts'

const argSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
const reasonSchema = z.enum(notCheckedReasons)
const statusSchema = z.enum(['ok', 'warning', 'problem', 'not-checked', 'not-applicable', 'error'])
const verdictSchema = z.enum(['ready', 'attention', 'not-ready', 'undetermined'])

export const findingSchema = z.strictObject({
  id: z.string(),
  check: z.enum(checkIds),
  code: z.string(),
  status: statusSchema,
  reason: reasonSchema.optional(),
  subject: z.string(),
  args: z.record(z.string(), argSchema),
})

export const causeSchema = z.strictObject({
  code: z.string(),
  number: z.int(),
  severity: z.enum(['blocker', 'warning', 'note']),
  subject: z.string(),
  args: z.record(z.string(), argSchema),
  owner: z.enum(['terminal-user', 'site-it', 'site-network', 'line-vendor', 'hkex']),
  title: z.string(),
  why: z.string(),
  steps: z.array(z.string()),
  /** The command that confirms it by hand; empty where there is none. */
  confirm: z.string(),
  /** Ids of the findings that fold under it. */
  explains: z.array(z.string()),
})

export const reportSchema = z.strictObject({
  schema: z.literal('terminal-preflight/report/1'),
  verdict: verdictSchema,
  profiles: z.array(z.strictObject({ id: z.string(), verdict: verdictSchema })),
  causes: z.array(causeSchema),
  /** Ids of bad findings that no cause explains. */
  unexplained: z.array(z.string()),
  /** Site values that are not configured, and that would have judged something. */
  notJudged: z.array(z.strictObject({ item: z.string(), text: z.string() })),
  findings: z.array(findingSchema.extend({ text: z.string() })),
  checks: z.array(z.strictObject({ id: z.enum(checkIds), status: statusSchema, reason: reasonSchema.optional(), elapsedMs: z.number() })),
  startedAt: z.iso.datetime(),
  elapsedMs: z.number(),
  language: z.enum(['en', 'zh-HK']),
  rules: z.strictObject({ version: z.string(), sha256: z.string() }),
  agent: z.strictObject({
    version: z.string(),
    platform: z.string(),
    architecture: z.string(),
    hostName: z.string(),
    account: z.string(),
    session: z.string().nullable(),
  }),
})

export type Report = z.infer<typeof reportSchema>
export type ReportCause = Report['causes'][number]
