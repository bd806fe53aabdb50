/** The service from its start to its end. */

import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { judgeAgain } from '../operation/judge-again.ts'
import { removeOld } from '../operation/remove-old.ts'
import { closeDesk } from './open-desk.ts'

/** Uploads under way have so long to come to their end; one that is cut off comes again, and finds nothing half done. */
const FAREWELL_MS = 30_000
const IDLE_CLOSED_MS = 200
const HOUR_MS = 3_600_000

/** Resolves when everything is closed. @param ended fires when the service is asked to end */
export async function serveUntil(ended: AbortSignal, app: FastifyInstance, desk: Desk): Promise<void> {
  const { log, options, clock } = desk
  const tidy = () =>
    removeOld(desk, clock.wallMs()).catch((error: unknown) => void log.error('old bundles could not be deleted', { error }))
  const hourly = options.keepMs === null ? undefined : setInterval(tidy, HOUR_MS)
  if (hourly !== undefined) void tidy()
  const judging = judgeAgain(desk, ended).catch((error: unknown) => void log.error('bundles could not be judged again', { error }))
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }))
  log.info('the service ends')
  clearInterval(hourly)
  const timer = new AbortController()
  // One that has had its answer has nothing to wait for; by itself it would be kept for the next request.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_CLOSED_MS)
  await Promise.race([
    Promise.all([app.close(), judging]),
    wait(FAREWELL_MS, undefined, { signal: timer.signal, ref: false }).catch(() => {}),
  ])
  timer.abort()
  clearInterval(idle)
  app.server.closeAllConnections()
  await closeDesk(desk)
}
