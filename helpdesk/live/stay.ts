import type { FastifyRequest } from 'fastify'
import { readCookie } from '../accounts/cookies.ts'
import type { Desk } from '../desk.ts'

/** Whether the session that opened a stream is there still: logged out, taken away or timed out, it hears nothing more. */
export function staysLoggedOn(request: FastifyRequest, { accounts }: Pick<Desk, 'accounts'>): () => Promise<boolean> {
  const secret = readCookie(request, 'session')
  return async () => secret !== null && (await accounts.isLoggedOn(secret))
}
