/** The collector's answers: problem details (RFC 9457), with a code for programs and a reason for the person at the terminal. */

import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Refusal, refusals, retryAfterS } from './refusal.ts'
import { refusalWords } from './refusal-words.ts'

/** More than a round trip round the world. Until then what still comes is read away: a sender that is cut off while it sends may never see the answer. */
const LINGER_MS = 1000

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

/**
 * The rest of a body is nobody's. Not by `Connection: close`: Node would hang up with the answer's last byte, and whoever is still sending
 * gets a reset instead of the answer (RFC 9112 section 9.6).
 */
function hangUp({ raw }: FastifyRequest, reply: FastifyReply): void {
  raw.resume()
  const end = () => {
    if (!raw.complete) raw.socket.destroy()
  }
  reply.raw.once('finish', () => setTimeout(end, LINGER_MS).unref())
}
