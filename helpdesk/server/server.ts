/** The service as a web server: every room, and what holds for all of them. */

import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { guard } from '../accounts/guard.ts'
import { accountsRoom } from '../accounts/room.ts'
import { auditRoom } from '../audit/room.ts'
import { bundlesRoom } from '../bundles/room.ts'
import { callersRoom } from '../callers/room.ts'
import { casesRoom } from '../cases/room.ts'
import { codeRoom } from '../code/room.ts'
import { collectorRoom } from '../collector/room.ts'
import type { Desk } from '../desk.ts'
import { diffRoom } from '../diff/room.ts'
import { inboxRoom } from '../inbox/room.ts'
import { liveRoom } from '../live/room.ts'
import { requestsRoom } from '../requests/room.ts'
import { terminalsRoom } from '../terminals/room.ts'
import { assetsRoom } from '../web/assets.ts'
import { failures } from './failures.ts'
import { healthRoom } from './health.ts'
import { answerBadAddress, answerNoHttp } from './no-request.ts'
import { contentPolicy } from './policy.ts'
import { requestLog } from './request-log.ts'
import type { Room } from './room.ts'
import type { Tls } from './tls.ts'

export interface ServerOptions {
  /** Null: plain HTTP, which listen.ts lets out on loopback alone. */
  readonly tls: Tls | null
  /** A reverse proxy on this PC says whom it speaks for (X-Forwarded-For). */
  readonly behindProxy: boolean
  /** What opens /metrics from elsewhere; null: it is for this PC alone. */
  readonly metricsToken: string | null
  /** Rooms that are there by configuration alone. */
  readonly more?: readonly Room[]
  /** Milliseconds; less in tests alone. */
  readonly formLimitMs?: number
}

/** Forms are some hundred bytes. */
const MOST_FORM_BYTES = 64 * 1024
/** Headers come at once. Node looks at it only every so often, by itself every 30 s. */
const HEADERS_LIMIT_MS = 10_000
const LOOKED_AT_MS = 5000
/** A form is small, and comes whole: whoever sends a byte now and then only keeps a connection (slow POST). The collector has limits of its own. */
const FORM_LIMIT_MS = 30_000
/** Nothing moved on a connection: a form that is half sent. The collector has limits of its own, and a page that listens gets a sign of life. */
const IDLE_LIMIT_MS = 60_000
const KEEP_ALIVE_MS = 10_000
/** A floor of terminals and some tabs for each person of a helpdesk. */
const MOST_CONNECTIONS = 4096

const rooms: readonly Room[] = [
  assetsRoom,
  collectorRoom,
  callersRoom,
  accountsRoom,
  inboxRoom,
  bundlesRoom,
  terminalsRoom,
  casesRoom,
  diffRoom,
  requestsRoom,
  codeRoom,
  liveRoom,
  auditRoom,
]

export async function createServer(desk: Desk, options: ServerOptions): Promise<FastifyInstance> {
  const { tls, behindProxy, metricsToken, more = [], formLimitMs = FORM_LIMIT_MS } = options
  const looks = { connectionsCheckingInterval: LOOKED_AT_MS }
  const app = fastify({
    // Requests are logged by our own (request-log.ts), which knows what is secret in an address.
    logger: false,
    ...(tls === null ? { http: looks } : { https: { ...tls, ...looks } }),
    frameworkErrors: answerBadAddress(desk.log),
    clientErrorHandler: answerNoHttp,
    trustProxy: behindProxy ? 'loopback' : false,
    bodyLimit: MOST_FORM_BYTES,
    connectionTimeout: IDLE_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // An upload on a slow line may take longer than any limit on whole requests; what is idle ends by connectionTimeout.
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 300 },
  })
  app.server.headersTimeout = HEADERS_LIMIT_MS
  app.server.maxConnections = MOST_CONNECTIONS
  await app.register(helmet, contentPolicy(desk.options.publicUrl))
  await app.register(rateLimit, { global: false })
  requestLog(app, desk)
  app.addHook('onRequest', async (request, reply) => {
    // Node tells the address of a connection that is over only where it was asked before: the audit log needs it whoever hangs up meanwhile.
    void request.ip
    // Unless a room says otherwise: what is private is the rule, and a redirect is an answer too.
    reply.header('cache-control', 'no-store')
    if (request.routeOptions.config.withoutCsrf !== true) endLate(request.raw, formLimitMs)
  })
  failures(app, desk)
  await guard(app, desk)
  for (const room of [healthRoom(metricsToken), ...rooms, ...more]) await room(app, desk)
  return app
}

/** Ends the connection of a form that takes too long. */
function endLate(request: IncomingMessage, limitMs: number): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (length === undefined && encoding === undefined) return
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy()
  }, limitMs)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
}
