/** A room of the helpdesk: some pages that belong together. The server knows rooms by this alone. */

import type { FastifyInstance } from 'fastify'
import type { Role } from '../accounts/accounts.ts'
import type { Desk } from '../desk.ts'

export type Room = (app: FastifyInstance, desk: Desk) => void | Promise<void>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may come in, `viewer` where nothing is said; `nobody` needs no account. Enforced before any handler runs (accounts/guard.ts). */
    readonly needs?: Role | 'nobody'
    /** true: a form of another site can do no harm here (a bearer token, not a cookie, opens it). Only the collector says so. */
    readonly withoutCsrf?: true
  }
}
