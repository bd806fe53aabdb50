/** Parts that the schemas of both files are made of. Loads zod: only where a file is read. */

import * as z from 'zod'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { beginsCurly } from './full-width.ts'
import { valueWords as words } from './mistake-words.ts'
import type { Read } from './readers.ts'

/** Long enough for any name or sentence; a megabyte in a field is a mistake or an attack. */
const LONGEST_TEXT = 500

/** One line, since it is shown: a file beside the program may be a stranger's. */
export const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine((value) => printable(value) === value, { error: tell(words.unseen) })

/** One that a person sees, or by which a file is found: quotes of a keyboard's own would be a part of it. */
export const unquoted = text.refine((value) => !beginsCurly.test(value), { error: tell(words.curly) })

/** A field that may be left out, or left empty as templates do (`custom:` with nothing behind it). */
export function optional<T extends z.ZodType, const F>(schema: T, fallback: F) {
  return schema
    .nullish()
    .transform((value): Exclude<z.output<T>, null | undefined> | F => (value ?? fallback) as Exclude<z.output<T>, null | undefined> | F)
}

/** A list that may be left out; `most` bounds it. */
export function optionalList<T extends z.ZodType>(item: T, most: number) {
  return optional(z.array(item).max(most), [])
}

/** Text that one of the readers understands; what it can't is an error with the reader's own words. */
export function readBy<T>(read: (text: string) => Read<T>) {
  return z
    .string()
    .trim()
    .transform((written, context): T => {
      const outcome = read(written)
      if ('value' in outcome) return outcome.value
      context.issues.push({ code: 'custom', message: outcome.problem, input: written })
      return z.NEVER
    })
}

/** A short name for use in findings, flags and file names. */
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: tell(words.notAnId) })

/** In English and, where there is one, in Traditional Chinese. */
export const bilingual = z
  .strictObject({ en: text, 'zh-HK': optional(text, null) })
  .transform((value) => ({ en: value.en, 'zh-HK': value['zh-HK'] ?? value.en }))
