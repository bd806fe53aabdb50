/** What somebody asks for, from a form or a command line, as a wish that every terminal would take (agent/request/document.ts); or what is wrong with it. */

import * as z from 'zod'
import { printable } from '../../agent/cli/quote.ts'
import { type BuiltinProfileId, builtinProfiles } from '../../agent/profile/builtin.ts'
import type { RequestWish } from './new-request.ts'

/** As it is typed. */
export interface Typed {
  readonly case: string
  readonly profiles: readonly string[]
  /** Days as digits. */
  readonly days: string
  readonly redaction: string
  readonly message: string
  readonly encrypt: boolean
}

export type WishField = 'case' | 'profiles' | 'days' | 'redaction' | 'message'
export type WishProblem = 'missing' | 'too-long' | 'unseen' | 'none' | 'unknown' | 'not-days'
export type WishProblems = Readonly<Partial<Record<WishField, WishProblem>>>

/** agent/request/document.ts draws the same lines. */
export const LONGEST_CASE = 100
export const LONGEST_MESSAGE = 500

/** Longer than any drill is prepared for; a link that is out for ever is found by somebody. */
export const MOST_DAYS = 90
export const DEFAULT_DAYS = 7
const DAY_MS = 86_400_000

export const profileIds: readonly BuiltinProfileId[] = builtinProfiles.map(({ id }) => id)

function line(least: 'some' | 'none', most: number) {
  return z
    .string()
    .trim()
    .refine((text) => least === 'none' || text !== '', { error: 'missing' satisfies WishProblem })
    .refine((text) => text.length <= most, { error: 'too-long' satisfies WishProblem })
    .refine((text) => printable(text) === text && text.isWellFormed(), { error: 'unseen' satisfies WishProblem })
}

const asked = z.object({
  case: line('some', LONGEST_CASE),
  profiles: z
    .array(z.enum(profileIds, { error: 'unknown' satisfies WishProblem }))
    .min(1, { error: 'none' satisfies WishProblem })
    .transform((ids) => profileIds.filter((id) => ids.includes(id))),
  redaction: z.enum(['standard', 'strict'], { error: 'unknown' satisfies WishProblem }),
  message: line('none', LONGEST_MESSAGE).transform((text) => (text === '' ? null : text)),
  encrypt: z.boolean(),
})

const typed = asked.extend({
  days: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: 'not-days' satisfies WishProblem })
    .transform(Number)
    .refine((days) => days >= 1 && days <= MOST_DAYS, { error: 'not-days' satisfies WishProblem }),
})

export type ReadWish = Omit<RequestWish, 'madeBy' | 'from'>
type Problems = { readonly problems: WishProblems }

/** Of the form: it ends after whole days. */
export function readWish(values: Typed, nowMs: number): { readonly wish: ReadWish } | Problems {
  const { data, error } = typed.safeParse(values)
  if (error !== undefined) return problemsOf(error)
  const { days, ...wish } = data
  return { wish: { ...wish, expiresMs: nowMs + days * DAY_MS } }
}

/** Of the command line, which says by itself when it ends. */
export function readAsked(values: Omit<Typed, 'days'>): { readonly asked: Omit<ReadWish, 'expiresMs'> } | Problems {
  const { data, error } = asked.safeParse(values)
  return error === undefined ? { asked: data } : problemsOf(error)
}

/** The first thing that is wrong with each field. */
function problemsOf({ issues }: z.ZodError): Problems {
  const all = issues.map(({ path, message }) => [path[0], message] as [WishField, WishProblem])
  return { problems: Object.fromEntries(all.toReversed()) }
}
