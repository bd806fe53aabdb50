/** Parts that the schemas of both files are made of. Loads zod: only where a file is read. */

import * as z from 'zod'
import { printable } from '../cli/quote.ts'
import type { Read } from './readers.ts'

/** Long enough for any name or sentence; a megabyte in a field is a mistake or an attack. */
const LONGEST_TEXT = 500

/** One line, since it is shown: a file beside the program may be a stranger's. */
export const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine((value) => printable(value) === value, { error: 'holds a line end, or a character that cannot be seen; leave it out' })

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
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'is not an id; write up to 40 small letters, digits and hyphens, such as ccass or sso-2' })

/** In English and, where there is one, in Traditional Chinese. */
export const bilingual = z
  .strictObject({ en: text, 'zh-HK': optional(text, null) })
  .transform((value) => ({ en: value.en, 'zh-HK': value['zh-HK'] ?? value.en }))
