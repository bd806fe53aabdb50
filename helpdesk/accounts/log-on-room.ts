/** Logging on and off. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField } from '../web/problem-page.ts'
import { visitorOf } from '../web/visitor.ts'
import type { LogOnRefused } from './accounts.ts'
import { dropCookie, readCookie } from './cookies.ts'
import { type LogOnFacts, logOnPage, refusedStatus } from './log-on-page.ts'
import { logOnWords } from './log-on-words.ts'
import { beginSession } from './session-cookies.ts'
import { safeTarget } from './target.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Host of the OpenID provider by which people may log on too (oidc/room.ts). */
    logOnProvider?: string
  }
}

const query = z.object({ to: z.unknown().optional() })
/** Longer than any name or password, so that a mistake is told as one. */
const form = z.object({ name: z.string().max(1000), password: z.string().max(4000), to: z.unknown().optional() })

export const logOnRoom: Room = (app, desk) => {
  const show = async (request: FastifyRequest, reply: FastifyReply, facts: Pick<LogOnFacts, 'name' | 'refused' | 'target'>) => {
    const { language, csrf } = visitorOf(request)
    const { refused } = facts
    const hasEnded = readCookie(request, 'session') !== null
    const isNew = (await desk.accounts.list()).length === 0
    const main = logOnPage({ ...facts, csrf, hasEnded, isNew, provider: app.logOnProvider ?? null }, language)
    if (refused !== null) tellWhen(reply, refused, desk.clock.wallMs())
    return sendPage(request, reply, { title: logOnWords[language].logOn.title, main }, refused === null ? 200 : refusedStatus(refused))
  }

  app.get('/log-on', { config: { needs: 'nobody' } }, async (request, reply) => {
    const target = safeTarget(query.safeParse(request.query).data?.to)
    if (visitorOf(request).account !== null) return reply.redirect(target, 303)
    return show(request, reply, { name: '', refused: null, target })
  })

  app.post('/log-on', { config: { needs: 'nobody' } }, async (request, reply) => {
    const { data, error } = form.safeParse(request.body ?? {})
    if (error !== undefined) return sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
    const target = safeTarget(data.to)
    const outcome = await desk.accounts.logOn(data.name, data.password, request.ip, readCookie(request, 'device'))
    if ('refused' in outcome) {
      await recordRefusal(outcome, request.ip, desk)
      return show(request, reply, { name: data.name.slice(0, 100), refused: outcome, target })
    }
    await beginSession(request, reply, desk, outcome)
    return reply.redirect(target, 303)
  })

  app.post('/log-out', { config: { needs: 'viewer' } }, async (request, reply) => {
    const secret = readCookie(request, 'session')
    if (secret !== null) await desk.accounts.logOut(secret)
    const name = visitorOf(request).account?.name ?? 'nobody'
    await desk.audit.add({ who: name, what: 'session.ended', subject: name, from: request.ip })
    dropCookie(reply, 'session')
    return reply.redirect('/log-on', 303)
  })
}

/**
 * What was looked at is recorded: some a second at most. What wasn't follows from the lock, which is recorded once; else anybody could fill
 * the disk. A name that there isn't isn't written down: some type their password there.
 */
export async function recordRefusal(
  { refused, known, lockedUntilMs }: LogOnRefused,
  from: string,
  { audit }: Pick<Desk, 'audit'>,
): Promise<void> {
  if (refused !== 'wrong') return
  const deed = { who: 'nobody', subject: known ?? '', from }
  await audit.add({ ...deed, what: 'session.refused' })
  if (lockedUntilMs !== null) await audit.add({ ...deed, what: 'account.locked' })
}

function tellWhen(reply: FastifyReply, { refused, lockedUntilMs }: LogOnRefused, nowMs: number): void {
  if (refused === 'busy') reply.header('retry-after', '5')
  if (lockedUntilMs !== null) reply.header('retry-after', String(Math.max(1, Math.ceil((lockedUntilMs - nowMs) / 1000))))
}
