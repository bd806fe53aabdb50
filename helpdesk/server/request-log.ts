import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { digest } from '../bundles/find.ts'
import type { Desk } from '../desk.ts'
import { visitorOf } from '../web/visitor.ts'

const ofBundle = z.object({ sha256: digest })

/**
 * A line for each answer. The route is its pattern, never the address that was asked for: some addresses are secrets (/r/:secret,
 * /invitations/:secret), and what stands behind a question mark may be one. Who looked at whose evidence is asked for later (ASVS 4.0.3, 8.3.5).
 */
export function requestLog(app: FastifyInstance, { log }: Pick<Desk, 'log'>): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, ip, routeOptions, headers, params } = request
    log.info('request', {
      method,
      route: routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      bytes: countOf(reply.getHeader('content-length')),
      received: countOf(headers['content-length']),
      from: ip,
      who: visitorOf(request).account?.name ?? null,
      bundle: ofBundle.safeParse(params).data?.sha256 ?? null,
    })
  })
}

/** Null where it isn't said beforehand. */
function countOf(header: unknown): number | null {
  const count = Number(header)
  return header !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : null
}
