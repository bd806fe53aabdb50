/** What an account may be called. The audit log and requests name people by it, so one name is one person. */

import * as z from 'zod'

const LONGEST_NAME = 64

/** Words by which the audit log says that it was no account. */
const taken = new Set(['nobody', 'command line', 'helpdesk', 'retention'])

const accountName = z
  .string()
  .max(4 * LONGEST_NAME)
  .transform((typed) => typed.normalize('NFKC').trim().replace(/ +/g, ' '))
  .pipe(
    z
      .string()
      .min(1)
      .max(LONGEST_NAME)
      .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@'+-]*$/u)
      .refine((name) => !taken.has(nameKey(name))),
  )

/** The name as it is kept; null for what can't be one. */
export function readName(typed: string): string | null {
  return accountName.safeParse(typed).data ?? null
}

/** Equal for names that one person would take for the same: capitals and wide letters don't matter. Never throws. */
export function nameKey(typed: string): string {
  return typed.normalize('NFKC').trim().replace(/ +/g, ' ').toLowerCase()
}

/**
 * A provider's name for a person, made one that an account may have. A second one of that name gets a number in brackets, which no name
 * that was typed has.
 */
export function providerName(claimed: string, isTaken: (name: string) => boolean): string {
  const kept = claimed
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N} ._@'+-]/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
  const name =
    readName(
      Array.from(kept)
        .slice(0, LONGEST_NAME - 8)
        .join(''),
    ) ?? 'person'
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`
    if (!isTaken(candidate)) return candidate
  }
}
