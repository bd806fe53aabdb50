/** What is answered where no room has an answer: nothing there, or something that failed. Never a stack, never what was asked for. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPage } from '../accounts/same-site.ts'
import type { Desk } from '../desk.ts'
import { problemStatusOf, sendProblem } from '../web/problem-page.ts'
import type { ProblemStatus } from '../web/problem-words.ts'

/** Seconds: what keeps the service busy takes milliseconds each. */
const COME_AGAIN_S = 5

export function failures(app: FastifyInstance, { log }: Pick<Desk, 'log'>): void {
  app.setNotFoundHandler(async (request, reply) => answer(request, reply, 404))
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    // What a sender got wrong (a form that is too large, a header that is none) has a status of its own; all else is our own bug.
    const status = problemStatusOf(error.statusCode)
    if (status === 500) log.error('a request failed', { method: request.method, route: request.routeOptions.url, error })
    return answer(request, reply, status)
  })
}

function answer(request: FastifyRequest, reply: FastifyReply, status: ProblemStatus): FastifyReply {
  // A form that was not read has no more to come.
  if (!request.raw.complete) reply.header('connection', 'close')
  if (status === 503) reply.header('retry-after', String(COME_AGAIN_S))
  if (isPage(request)) return sendProblem(request, reply, status)
  return reply.code(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(`${status}\n`)
}
