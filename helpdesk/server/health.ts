/** For whoever watches the service: is it well (/healthz), and what Prometheus counts (/metrics). */

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { TYPED } from '../typed.ts'
import { observeDesk } from './gauges.ts'
import { illsOf } from './ills.ts'
import { isLoopback } from './listen.ts'
import type { Room } from './room.ts'

/** An answer stands this long: whoever asks a thousand times a second writes nothing more to the disk. */
const ANSWER_STANDS_MS = 2000

/** @param metricsToken what opens /metrics from elsewhere; null where no such token was given */
export function healthRoom(metricsToken: string | null): Room {
  return (app, desk) => {
    observeDesk(desk)
    const ills = remembered(() => illsOf(desk))
    app.get('/healthz', { config: { needs: 'nobody' } }, async (_request, reply) => {
      const reasons = await ills()
      const isWell = reasons.length === 0
      return reply
        .code(isWell ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ status: isWell ? 'ok' : 'unwell', reasons })
    })
    app.get('/metrics', { config: { needs: 'nobody' } }, async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const refusal = refusalOf(request, desk, metricsToken)
      if (refusal === 401) reply.header('www-authenticate', 'Bearer')
      if (refusal !== null) return reply.code(refusal).type('text/plain; charset=utf-8').send(`${refusals[refusal]}\n`)
      return reply.type(desk.metrics.registry.contentType).send(await desk.metrics.registry.metrics())
    })
  }
}

const refusals = {
  401: 'Send the token of --metrics-token-file: Authorization: Bearer TOKEN',
  403: `Only for this machine itself, or with a token: ${TYPED} serve --metrics-token-file FILE`,
} as const

/**
 * The counts say how many terminals are in trouble, and which uploads fail: nobody's secret in the house, and nothing for the Internet.
 * A connection from this machine is enough where the service itself is for this machine alone. Where it has a public address, a proxy on
 * this machine may speak for anybody, also one that adds no header: then the token alone opens it.
 */
function refusalOf(request: FastifyRequest, { options }: Pick<Desk, 'options'>, metricsToken: string | null): 401 | 403 | null {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (metricsToken !== null && given !== undefined && isSame(given, metricsToken)) return null
  // The name too: a page elsewhere can have its own name lead here (DNS rebinding).
  const ends = [request.socket.remoteAddress ?? '', request.hostname, new URL(options.publicUrl).hostname]
  const isNear = ends.every(isLoopback)
  if (isNear && given === undefined && !wasPassedOn(request)) return null
  return metricsToken === null ? 403 : 401
}

/** Digests have one length, whatever was given. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

function wasPassedOn({ headers }: FastifyRequest): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined)
}

/** One look at a time, and one for all who ask meanwhile. */
function remembered<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly atMs: number } | undefined
  return () => {
    const nowMs = performance.now()
    if (last === undefined || nowMs - last.atMs > ANSWER_STANDS_MS) last = { answer: look(), atMs: nowMs }
    return last.answer
  }
}
