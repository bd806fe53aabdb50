/** What a procedure file may say. Loads zod: only where a file or a record is read. */

import * as z from 'zod'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { bilingual, id, optional, optionalList, readBy, text } from '../profile/fields.ts'
import { readTargetUrl } from '../profile/readers.ts'
import { guideMistakes as words } from './mistake-words.ts'
import { audiences, logOns, type Procedure, type Step } from './procedure.ts'

const MOST_STEPS = 40
const MOST_SESSIONS = 9

const footnote = z.strictObject({
  mark: z.string().trim().min(1).max(4).describe('As the circular numbers it, in quotes: "1"'),
  text: bilingual,
})

const stepFields = {
  id: id.describe('Short name of this step'),
  text: bilingual.describe('What is done'),
  success: optional(bilingual, null).describe('How success is known'),
  footnote: optional(footnote, null),
}

const step = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('machine').describe('This program looks'),
      ...stepFields,
      pages: optionalList(readBy(readTargetUrl), 20).describe('Addresses that a profile of this procedure has, as printed'),
      smartcard: optional(z.boolean(), false).describe('Whether a reader and a card are looked for'),
    })
    .refine(({ pages, smartcard }) => pages.length > 0 || smartcard, {
      error: tell(words.looksAtNothing),
    }),
  z.strictObject({ kind: z.literal('person').describe('Only a person can do it'), ...stepFields }),
])

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: tell(words.notATime) })

const hours = z.strictObject({ from: time, to: time }).refine(({ from, to }) => from < to, {
  error: tell(words.endsFirst),
})

const date = z.string().refine(isDate, { error: tell(words.notADate) })

function isDate(written: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(written)
}

const session = z.strictObject({
  dataCentre: optional(z.enum(['primary', 'secondary']), null),
  date: optional(date, null).describe('YYYY-MM-DD; left out: not dated'),
  hours: optional(hours, null).describe('In Hong Kong'),
  steps: z.array(step).min(1).max(MOST_STEPS).superRefine(eachOnce),
})

function eachOnce(steps: readonly Step[], context: z.core.$RefinementCtx<Step[]>): void {
  for (const [index, each] of steps.entries()) {
    if (steps.findIndex((other) => other.id === each.id) === index) continue
    const message = tell(words.sameStep, { id: quote(each.id) })
    context.addIssue({ code: 'custom', path: [index, 'id'], message })
  }
}

export const procedureSchema = z
  .strictObject({
    id: id.describe('Short name of the procedure; records and files are named by it'),
    title: bilingual,
    circular: optional(z.strictObject({ name: bilingual, section: bilingual }), null).describe('What it was published in'),
    audience: z.enum(audiences).describe('Who goes through it'),
    logOn: z.enum(logOns).describe('How it is logged on; none: it ends before'),
    profiles: optionalList(text, 20).describe('Profiles that the machine looks by: ccass, dms, ccms, or files'),
    before: optionalList(bilingual, 10).describe('What has to be so before it begins'),
    sessions: z.array(session).min(1).max(MOST_SESSIONS).describe('The first one is session 1'),
  })
  .transform((procedure): Procedure => procedure)
  .meta({
    title: 'Procedure of Terminal Preflight',
    description: 'A guided run: what a machine checks and what a person reports, step by step',
  })
