/** What a profile file may say. Every field but `id` and `targets` has a default. */

import * as z from 'zod'
import { checkIds } from '../../checks/check.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { bilingual, id, optional, readBy, text } from './fields.ts'
import { valueWords as words } from './mistake-words.ts'
import { readTargetUrl } from './readers.ts'
import { defaultRequired, type ParsedProfile } from './types.ts'

/** 200 targets at once is what the agent is measured with. */
const MOST_TARGETS = 200

const page = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('landing'),
    choices: z.array(text).min(1).max(20).describe('Texts of which one must stand on the page'),
  }),
  z.strictObject({ kind: z.literal('log-on-form').describe('A form with a password field') }),
])

const target = z.strictObject({
  id: id.describe('Short name of this target'),
  url: readBy(readTargetUrl).describe('Address of the page: https, any host and port'),
  page: optional(page, null).describe('How the page is recognised'),
  inferred: optional(z.boolean(), false).describe('true: no source prints that the service uses this address'),
})

const targets = z
  .array(target)
  .min(1)
  .max(MOST_TARGETS)
  .superRefine((all, context) => {
    for (const [index, each] of all.entries()) {
      if (all.findIndex((other) => other.id === each.id) === index) continue
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: tell(words.sameTarget, { id: quote(each.id) }),
      })
    }
  })

const serviceHours = z.strictObject({
  opensAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: tell(words.notATimeOfDay) })
    .describe('HH:MM in Hong Kong'),
  source: text.describe('Where that is written'),
})

export const profileSchema = z
  .strictObject({
    id: id.describe('Short name of the service'),
    title: optional(bilingual, null).describe('Name of the service; its id where there is none'),
    circular: optional(z.strictObject({ name: bilingual, section: text }), null).describe('What the service’s operator published on it'),
    targets: targets.describe('The pages that have to be reached'),
    required: optional(z.array(z.enum(checkIds)).max(checkIds.length), defaultRequired).describe(
      'Checks without which the verdict is "undetermined"',
    ),
    hotline: optional(z.strictObject({ name: bilingual, phone: text, email: optional(text, null) }), null).describe(
      'Whom to call for the service itself',
    ),
    serviceHours: optional(serviceHours, null).describe('When the service opens'),
  })
  .transform((profile): ParsedProfile => ({ ...profile, title: profile.title ?? { en: profile.id, 'zh-HK': profile.id } }))
  .meta({ title: 'Profile of Terminal Preflight', description: 'A service that a terminal PC has to reach' })
