/** The collector's answers: problem details (RFC 9457), with a code for programs and a reason for the person at the terminal. */

import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refusals, retryAfterS } from './refusal.ts'
import { refusalWords } from './refusal-words.ts'

/** What is left of a small body is read away: a sender that is cut off while it sends may never see the answer. */
const LINGER_MS = 2000

export function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const status = refusals[refusal]
  const { en, 'zh-HK': chinese } = refusalWords[refusal]
  const seconds = retryAfterS[refusal]
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  // RFC 6750 section 3
  if (status === 401) reply.header('www-authenticate', refusal === 'token-unknown' ? 'Bearer error="invalid_token"' : 'Bearer')
  if (!request.raw.complete) hangUp(request, reply)
  return reply
    .code(status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send({ type: 'about:blank', status, title: STATUS_CODES[status], code: refusal, reason: `${en} (${chinese})` })
}

/** The rest of a body is nobody's: the connection ends with the answer, whatever else comes. */
function hangUp({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.header('connection', 'close')
  raw.resume()
  reply.raw.once('finish', () => setTimeout(() => raw.socket.destroy(), LINGER_MS).unref())
}
