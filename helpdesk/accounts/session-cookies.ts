import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import type { LoggedOn } from './accounts.ts'
import { dropCookie, readCookie, setCookie, YEAR_S } from './cookies.ts'

/** Gives the browser its new session. The one that it had before ends, and so does what its forms were bound to. */
export async function beginSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts, audit }: Pick<Desk, 'accounts' | 'audit'>,
  { session, account, device }: LoggedOn,
): Promise<void> {
  const before = readCookie(request, 'session')
  if (before !== null) await accounts.logOut(before)
  await audit.add({ who: account.name, what: 'session.started', subject: account.name, from: request.ip })
  setCookie(reply, 'session', session)
  if (device !== null) setCookie(reply, 'device', device, YEAR_S)
  dropCookie(reply, 'visit')
}
