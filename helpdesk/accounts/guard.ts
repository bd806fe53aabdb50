/** Stands at the door of every route: who it is, in which language, whether they may come in, and whether a form is the helpdesk's own. */

import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSecret, newSecret } from '../data/secrets.ts'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { sendProblem } from '../web/problem-page.ts'
import type { Visitor } from '../web/visitor.ts'
import { chosenLanguage } from './chosen-language.ts'
import { readCookie, setCookie } from './cookies.ts'
import { csrfToken, isCsrfToken } from './csrf.ts'
import { guardWords } from './guard-words.ts'
import { may } from './may.ts'
import { changesSomething, isFromElsewhere, isPage } from './same-site.ts'
import { logOnPath } from './target.ts'

/** A form is some hundred bytes. */
const MOST_FORM_BYTES = 64 * 1024

export const guard: Room = async (app, desk) => {
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: MOST_FORM_BYTES })
  app.decorateRequest('visitor')

  app.addHook('onRequest', async (request, reply) => {
    if (isLeftAlone(request)) return
    request.visitor = await visitorFor(request, reply, desk)
    return turnAway(request, reply, desk)
  })

  // Before a handler sees the form, behind what reads it.
  app.addHook('preValidation', async (request, reply) => {
    if (isLeftAlone(request) || request.is404 || !changesSomething(request)) return
    const secret = secretOf(request)
    const token = isRecord(request.body) ? request.body._csrf : undefined
    if (secret !== null && isCsrfToken(token, secret)) return
    return refuseForm(request, reply, 'old')
  })
}

function isLeftAlone({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.withoutCsrf === true
}

async function visitorFor(request: FastifyRequest, reply: FastifyReply, { accounts }: Desk): Promise<Visitor> {
  const language = chosenLanguage(request, reply)
  const cookieValue = readCookie(request, 'session')
  const session = cookieValue === null ? null : await accounts.session(cookieValue)
  if (cookieValue !== null && session !== null) {
    return { language, account: session.account, csrf: csrfToken(cookieValue) }
  }
  let token: string | undefined
  return {
    language,
    account: null,
    // Only a page with a form in it sets a cookie: others may be kept by caches.
    get csrf() {
      token ??= csrfToken(visitSecret(request, reply))
      return token
    },
  }
}

function visitSecret(request: FastifyRequest, reply: FastifyReply): string {
  const known = readCookie(request, 'visit')
  if (known !== null && isSecret(known)) return known
  const secret = newSecret()
  setCookie(reply, 'visit', secret)
  return secret
}

function secretOf(request: FastifyRequest): string | null {
  const secret = readCookie(request, request.visitor.account === null ? 'visit' : 'session')
  return secret !== null && isSecret(secret) ? secret : null
}

/** @returns the answer where somebody may not come in; undefined where they may */
function turnAway(request: FastifyRequest, reply: FastifyReply, { options }: Desk): FastifyReply | undefined {
  const { account } = request.visitor
  // That there is nothing may be told to anybody.
  const needs = request.is404 ? 'nobody' : (request.routeOptions.config.needs ?? 'viewer')
  if (changesSomething(request) && isFromElsewhere(request, options.publicUrl)) return refuseForm(request, reply, 'elsewhere')
  if (needs === 'nobody') return
  if (account === null) {
    if (!isPage(request)) return plain(reply, 401, 'log on first')
    return reply.redirect(logOnPath(changesSomething(request) ? '/' : request.url), 303)
  }
  if (may(account.role, needs)) return
  return isPage(request) ? sendProblem(request, reply, 403) : plain(reply, 403, 'your account may not do this')
}

function refuseForm(request: FastifyRequest, reply: FastifyReply, why: 'old' | 'elsewhere'): FastifyReply {
  return isPage(request)
    ? sendProblem(request, reply, 403, guardWords[request.visitor.language][why])
    : plain(reply, 403, 'the form is not one of this helpdesk, or too old')
}

function plain(reply: FastifyReply, status: 401 | 403, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(`${text}\n`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
