import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'

/**
 * A line for each answer. The route is its pattern, never the address that was asked for: some addresses are secrets (/r/:secret,
 * /invitations/:secret), and what stands behind a question mark may be one.
 */
export function requestLog(app: FastifyInstance, { log }: Pick<Desk, 'log'>): void {
  app.addHook('onResponse', async ({ method, ip, routeOptions, headers }, reply) => {
    log.info('request', {
      method,
      route: routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      bytes: countOf(reply.getHeader('content-length')),
      received: countOf(headers['content-length']),
      from: ip,
    })
  })
}

/** Null where it isn't said beforehand. */
function countOf(header: unknown): number | null {
  const count = Number(header)
  return header !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : null
}
