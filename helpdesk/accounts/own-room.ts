/** One's own account: another password, and logging off everywhere. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { frameWords } from '../web/frame-words.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField, sendProblem } from '../web/problem-page.ts'
import { minuteOf } from '../web/times.ts'
import { visitorOf } from '../web/visitor.ts'
import type { Account, LogOnRefused } from './accounts.ts'
import { dropCookie, readCookie } from './cookies.ts'
import { refusedStatus, refusedText } from './log-on-page.ts'
import { recordRefusal } from './log-on-room.ts'
import { logOnWords } from './log-on-words.ts'
import { type NewPasswordProblem, newPasswordFields } from './new-password.ts'
import { beginSession } from './session-cookies.ts'

const query = z.object({ done: z.literal('password').optional() })
const form = z.object({ present: z.string().max(4000), next: z.string().max(4000), repeat: z.string().max(4000) })

/** What is said above or in the form. */
interface Told {
  readonly done?: boolean
  readonly refused?: LogOnRefused
  readonly problem?: NewPasswordProblem
}

export const ownRoom: Room = (app, desk) => {
  app.get('/account', { config: { needs: 'viewer' } }, async (request, reply) =>
    show(request, reply, { done: query.safeParse(request.query).data?.done === 'password' }),
  )

  app.post('/account/password', { config: { needs: 'viewer' } }, async (request, reply) => {
    const { data, error } = form.safeParse(request.body ?? {})
    if (error !== undefined) return sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
    const { account } = visitorOf(request)
    if (account?.kind !== 'password') return sendProblem(request, reply, 403, logOnWords[visitorOf(request).language].own.byProvider)
    if (data.next !== data.repeat) return show(request, reply, { problem: 'differs' })
    const outcome = await desk.accounts.changePassword(account.id, data.present, data.next, request.ip, readCookie(request, 'device'))
    if ('refused' in outcome) {
      if (outcome.refused === 'weak') return show(request, reply, { problem: outcome.why })
      await recordRefusal(outcome, request.ip, desk)
      return show(request, reply, { refused: outcome })
    }
    await desk.audit.add({ who: account.name, what: 'password.changed', subject: account.name, from: request.ip })
    await beginSession(request, reply, desk, outcome)
    return reply.redirect('/account?done=password', 303)
  })

  app.post('/account/log-out-everywhere', { config: { needs: 'viewer' } }, async (request, reply) => logOutEverywhere(request, reply, desk))
}

async function logOutEverywhere(request: FastifyRequest, reply: FastifyReply, { accounts, audit }: Desk): Promise<FastifyReply> {
  const { account } = visitorOf(request)
  if (account !== null) {
    await accounts.endSessions(account.id)
    await audit.add({ who: account.name, what: 'sessions.ended', subject: account.name, from: request.ip })
  }
  dropCookie(reply, 'session')
  return reply.redirect('/log-on', 303)
}

function show(request: FastifyRequest, reply: FastifyReply, told: Told): FastifyReply {
  const { language, account, csrf } = visitorOf(request)
  if (account === null) return sendProblem(request, reply, 403)
  const { own: words } = logOnWords[language]
  const status = told.refused !== undefined ? refusedStatus(told.refused) : told.problem !== undefined ? 400 : 200
  const main = html`${told.done === true ? html`<p class="notice good" role="status">${words.done}</p>` : nothing}
<dl class="facts"><div><dt>${logOnWords[language].logOn.name}</dt><dd><bdi>${account.name}</bdi></dd></div>
<div><dt>${words.role}</dt><dd>${frameWords[language].roles[account.role]}</dd></div>
<div><dt>${words.since}</dt><dd>${minuteOf(account.createdMs)}</dd></div></dl>
<section class="panel"><h2>${words.change}</h2>${account.kind === 'oidc' ? html`<p>${words.byProvider}</p>` : passwordForm(account, csrf, told, request)}</section>
<section class="panel"><h2>${words.everywhere}</h2><p id="everywhere-hint">${words.everywhereHint}</p>
<form method="post" action="/account/log-out-everywhere"><input type="hidden" name="_csrf" value="${csrf}">
<p class="actions"><button aria-describedby="everywhere-hint">${words.everywhereSend}</button></p></form></section>`
  return sendPage(request, reply, { title: words.title, main }, status)
}

function passwordForm(account: Account, csrf: string, { refused, problem }: Told, request: FastifyRequest): Html {
  const { language } = visitorOf(request)
  const { own: words } = logOnWords[language]
  const said = refused?.refused === 'wrong' && refused.lockedUntilMs === null ? words.presentWrong : null
  const text = refused === undefined ? null : (said ?? refusedText(refused, language))
  return html`<form method="post" action="/account/password"><input type="hidden" name="_csrf" value="${csrf}">
<input name="name" value="${account.name}" readonly hidden autocomplete="username">
<div class="field"><label for="present">${words.present}</label>
<input id="present" name="present" type="password" required autocomplete="current-password"${text === null ? nothing : html` aria-invalid="true" aria-describedby="present-error"`}>
${text === null ? nothing : html`<p class="error" id="present-error" role="alert">${text}</p>`}</div>
${newPasswordFields(problem ?? null, language)}
<p class="actions"><button class="primary">${words.send}</button></p></form>`
}
