/** What is answered where no room has an answer: nothing there, or something that failed. Never a stack, never what was asked for. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { html } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { failureWords } from './failure-words.ts'

export function failures(app: FastifyInstance, { log }: Pick<Desk, 'log'>): void {
  app.setNotFoundHandler({ preHandler: [] }, async (request, reply) => answer(request, reply, 404))
  app.setErrorHandler(async (error: Error & { readonly statusCode?: number }, request, reply) => {
    // What a sender got wrong (a form that is too large, a header that is none) has a status of its own; all else is our own bug.
    const given = error.statusCode ?? 500
    const status = (given >= 400 && given < 500) || given === 503 ? given : 500
    if (status === 500) log.error('a request failed', { method: request.method, route: request.routeOptions.url, error })
    return answer(request, reply, status)
  })
}

function answer(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  // A form that was not read has no more to come.
  if (!request.raw.complete) reply.header('connection', 'close')
  const { visitor } = request as { visitor?: FastifyRequest['visitor'] }
  if (status === 503) reply.header('retry-after', '5')
  const kind = status === 404 ? 'missing' : status === 500 ? 'failed' : status === 503 ? 'busy' : 'wrong'
  if (visitor === undefined || !/\btext\/html\b/.test(request.headers.accept ?? '')) {
    return reply.code(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(`${failureWords.en[kind].title}\n`)
  }
  const words = failureWords[visitor.language]
  const main = html`<p>${words[kind].text}</p><p><a href="/">${words.back}</a></p>`
  return sendPage(request, reply, { title: words[kind].title, main }, status)
}
