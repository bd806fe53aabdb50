/** Who looks at a page, and in which language. */

import type { FastifyRequest } from 'fastify'
import type { Language } from '../../checks/text.ts'
import type { Account } from '../accounts/accounts.ts'

export interface Visitor {
  readonly language: Language
  /** Null on pages that need no account. */
  readonly account: Account | null
  /** Goes as the hidden field `_csrf` into every form that is posted. */
  readonly csrf: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by accounts/guard.ts before any handler runs. */
    visitor: Visitor
  }
}

/** What fails before the guard has looked (an address that is no address) still gets a page. */
const nobody: Visitor = { language: 'en', account: null, csrf: '' }

export function visitorOf(request: Partial<Pick<FastifyRequest, 'visitor'>>): Visitor {
  return request.visitor ?? nobody
}
