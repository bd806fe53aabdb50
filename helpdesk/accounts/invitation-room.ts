/** A one-time link: who has it sets the password. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { fill } from '../../checks/text.ts'
import type { Room } from '../server/room.ts'
import { frameWords } from '../web/frame-words.ts'
import { html } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField, sendProblem } from '../web/problem-page.ts'
import { visitorOf } from '../web/visitor.ts'
import type { Role } from './accounts.ts'
import { refusedText } from './log-on-page.ts'
import { logOnWords } from './log-on-words.ts'
import { type NewPasswordProblem, newPasswordFields } from './new-password.ts'
import { beginSession } from './session-cookies.ts'

const params = z.object({ secret: z.string().max(100) })
const form = z.object({ next: z.string().max(4000), repeat: z.string().max(4000) })

interface Whom {
  readonly name: string
  readonly role: Role
}

export const invitationRoom: Room = (app, desk) => {
  app.get('/invitations/:secret', { config: { needs: 'nobody' } }, async (request, reply) => {
    const secret = secretOf(request)
    const whom = await desk.accounts.invited(secret)
    return whom === null ? sendUnknown(request, reply) : show(request, reply, secret, whom, null)
  })

  app.post('/invitations/:secret', { config: { needs: 'nobody' } }, async (request, reply) => {
    const { data, error } = form.safeParse(request.body ?? {})
    if (error !== undefined) return sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
    const secret = secretOf(request)
    const whom = await desk.accounts.invited(secret)
    if (whom === null) return sendUnknown(request, reply)
    if (data.next !== data.repeat) return show(request, reply, secret, whom, 'differs')
    const outcome = await desk.accounts.accept(secret, data.next)
    if ('refused' in outcome) {
      if (outcome.refused === 'unknown') return sendUnknown(request, reply)
      if (outcome.refused === 'weak') return show(request, reply, secret, whom, outcome.why)
      return sendProblem(request, reply, 503, refusedText(outcome, visitorOf(request).language))
    }
    await desk.audit.add({ who: whom.name, what: 'password.set', subject: whom.name, from: request.ip })
    await beginSession(request, reply, desk, outcome)
    return reply.redirect('/', 303)
  })
}

function secretOf({ params: given }: FastifyRequest): string {
  return params.safeParse(given).data?.secret ?? ''
}

function show(request: FastifyRequest, reply: FastifyReply, secret: string, whom: Whom, problem: NewPasswordProblem | null): FastifyReply {
  const { language, csrf } = visitorOf(request)
  const { invitation: words } = logOnWords[language]
  const main = html`<p>${fill(words.welcome, { name: whom.name, role: frameWords[language].roles[whom.role] }, language)} ${words.again}</p>
<form method="post" action="/invitations/${secret}">
<input type="hidden" name="_csrf" value="${csrf}">
<div class="field"><label for="name">${logOnWords[language].logOn.name}</label>
<input id="name" value="${whom.name}" readonly autocomplete="username"></div>
${newPasswordFields(problem, language)}
<p class="actions"><button class="primary">${words.send}</button></p>
</form>`
  return sendSecret(request, reply, main, problem === null ? 200 : 400)
}

function sendUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, 404, logOnWords[visitorOf(request).language].invitation.unknown)
}

/** The address is a secret: nobody who is linked to from here may see it, whatever other pages say. */
function sendSecret(request: FastifyRequest, reply: FastifyReply, main: ReturnType<typeof html>, status: number): FastifyReply {
  reply.header('referrer-policy', 'no-referrer')
  return sendPage(request, reply, { title: logOnWords[visitorOf(request).language].invitation.title, main }, status)
}
