/** Schemas of what a bundle holds: everything that comes back from one goes through them. The evidence's stand with its checks. */

import * as z from 'zod'
import { checkIds, notCheckedReasons } from '../../checks/check.ts'
import type { Settings } from '../../checks/settings.ts'
import { languages } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { reportSchema } from '../report/schema.ts'
import type { Presentation, RunRecord } from './contents.ts'

/** Longer than anything that a profile or a site file may say. */
const text = z
  .string()
  .max(4000)
  .refine((value) => printable(value) === value)
const texts = z.array(text).max(500)
/** A root certificate is some 2 kB. */
const pems = z.array(z.string().max(100_000)).max(500)
/** The year 9999 in Hong Kong, the last that a time is written for. */
const LAST_MS = 253_402_271_999_000
/** 256 of a kind are more than a run has targets. */
const MOST = 256

const page = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('landing'), choices: texts }),
  z.strictObject({ kind: z.literal('log-on-form') }),
])

const proxy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('direct') }),
  z.strictObject({ kind: z.literal('proxy'), proxy: text }),
  z.strictObject({ kind: z.literal('pac'), url: text }),
])

const role = z.templateLiteral([z.enum(['hkex', 'custom', 'configured']), '-', z.int()])

export const settingsSchema = z.strictObject({
  profiles: z
    .array(
      z.strictObject({
        id: text,
        required: z.array(z.enum(checkIds)),
        serviceHours: z.strictObject({ opensAt: text, source: text }).nullable(),
      }),
    )
    .max(MOST),
  targets: z.array(z.strictObject({ profiles: texts, id: text, url: text, host: text, port: z.int(), page: page.nullable() })).max(MOST),
  resolvers: z.array(z.strictObject({ address: text, port: z.int(), roles: z.array(role).max(MOST) })).max(MOST),
  ranges: z.strictObject({ primary: texts, secondary: texts }),
  extraAddresses: z.array(z.strictObject({ address: text, dataCentre: z.enum(['primary', 'secondary']) })).max(MOST),
  issuers: texts,
  siteRoots: pems,
  trustedRoots: pems,
  proxy,
  browser: z.enum(['on', 'off']),
  smartcard: z.enum(['optional', 'required', 'off']),
}) satisfies z.ZodType<Settings>

const missing = z.union([z.strictObject({ reason: z.enum(notCheckedReasons) }), z.strictObject({ error: z.string().max(20_000) })])

export const runSchema = z.strictObject({
  version: z.literal(1),
  startedAtMs: z.number().min(0).max(LAST_MS),
  elapsedMs: z.number(),
  language: z.enum(languages),
  checks: z.array(z.strictObject({ id: z.enum(checkIds), elapsedMs: z.number() })).max(checkIds.length),
  missing: z.partialRecord(z.enum(checkIds), missing),
  agent: reportSchema.shape.agent,
}) satisfies z.ZodType<RunRecord>

const bilingual = z.strictObject({ en: text, 'zh-HK': text })
const contact = z.strictObject({ name: text.nullable(), phone: text.nullable(), email: text.nullable() }).nullable()

export const presentationSchema = z.strictObject({
  version: z.literal(1),
  contacts: z.strictObject({ 'site-it': contact, 'site-network': contact, 'line-vendor': contact }),
  profiles: z
    .array(
      z.strictObject({
        id: text,
        title: bilingual,
        hotline: z.strictObject({ name: bilingual, phone: text, email: text.nullable() }).nullable(),
      }),
    )
    .max(MOST),
}) satisfies z.ZodType<Presentation>
