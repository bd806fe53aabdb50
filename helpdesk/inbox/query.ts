/** What the inbox is asked for by its address. */

import * as z from 'zod'
import type { Cursor, InboxFilter } from '../index/index.ts'
import { inboxPath } from '../web/links.ts'
import { cursorOf, cursorText } from '../web/pagination.ts'
import { unlessEmpty } from '../web/query.ts'

export const verdicts = ['not-ready', 'attention', 'undetermined', 'ready'] as const
/** Those that the helpdesk itself gives (Index.recognise, and a certificate that it trusts). */
export const origins = ['trusted', 'known', 'first-sight', 'changed-key'] as const

export const inboxQuery = z.object({
  verdict: unlessEmpty(z.enum(verdicts)),
  signature: unlessEmpty(z.enum(origins)),
  cause: unlessEmpty(z.string().regex(/^[a-z0-9-]{1,40}\/[a-z0-9-]{1,60}$/)),
  case: unlessEmpty(z.string().trim().max(100)),
  terminal: unlessEmpty(z.string().trim().max(100)),
  differs: unlessEmpty(z.literal('1')),
  q: unlessEmpty(z.string().trim().max(200)),
  after: unlessEmpty(
    z
      .string()
      .max(100)
      .refine((text) => cursorOf(text) !== null),
  ),
})

export type InboxQuery = z.infer<typeof inboxQuery>

export function filterOf({ verdict, signature, cause, terminal, differs, q, case: caseName }: InboxQuery): InboxFilter {
  return {
    ...(verdict === undefined ? {} : { verdict }),
    ...(signature === undefined ? {} : { origin: signature }),
    ...(cause === undefined ? {} : { cause }),
    ...(isAsked(caseName) ? { caseName } : {}),
    ...(isAsked(terminal) ? { terminal } : {}),
    ...(differs === undefined ? {} : { differs: true }),
    ...(isAsked(q) ? { text: q } : {}),
  }
}

/** Blanks alone ask for nothing. */
function isAsked(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

export function afterOf({ after }: InboxQuery): Cursor | null {
  return after === undefined ? null : cursorOf(after)
}

/** The same question from another place in its list. */
export function sameFrom(query: InboxQuery, after: Cursor | null): string {
  const { after: _left, ...asked } = query
  return inboxPath({ ...asked, ...(after === null ? {} : { after: cursorText(after) }) })
}
