/** Where administrators keep accounts. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { fill } from '../../checks/text.ts'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField } from '../web/problem-page.ts'
import { visitorOf } from '../web/visitor.ts'
import { type Account, type Change, type Role, roles } from './accounts.ts'
import { invitationLink } from './link.ts'
import { type ListFacts, listPage, madePage } from './list-page.ts'
import { type ListProblem, listWords } from './list-words.ts'

const inviteForm = z.object({ name: z.string().max(300), role: z.enum(roles) })
const roleForm = z.object({ role: z.enum(roles) })
const params = z.object({ id: z.uuid() })

const untyped: ListFacts['typed'] = { name: '', role: 'agent' }

export const listRoom: Room = (app, desk) => {
  const needs = { config: { needs: 'admin' } } as const

  app.get('/accounts', needs, async (request, reply) => show(request, reply, desk, null))

  app.post('/accounts/invite', needs, async (request, reply) => {
    const { data, error } = inviteForm.safeParse(request.body ?? {})
    if (error !== undefined) return sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
    return invite(request, reply, desk, data.name, data.role, 'new')
  })

  app.post('/accounts/:id/invite', needs, async (request, reply) => {
    const account = await accountOf(request, desk)
    return account === null ? show(request, reply, desk, 'unknown') : invite(request, reply, desk, account.name, account.role, 'again')
  })

  app.post('/accounts/:id/role', needs, async (request, reply) => {
    const { data } = roleForm.safeParse(request.body ?? {})
    if (data === undefined) return sendBadField(request, reply, 'role')
    return change(request, reply, desk, `account.role.${data.role}`, (id) => desk.accounts.setRole(id, data.role))
  })

  const deeds: Readonly<Record<string, readonly [what: string, deed: (id: string) => Promise<Change>]>> = {
    disable: ['account.disabled', (id) => desk.accounts.setDisabled(id, true)],
    enable: ['account.enabled', (id) => desk.accounts.setDisabled(id, false)],
    unlock: ['account.unlocked', (id) => desk.accounts.unlock(id)],
  }
  for (const [name, [what, deed]] of Object.entries(deeds)) {
    app.post(`/accounts/:id/${name}`, needs, async (request, reply) => change(request, reply, desk, what, deed))
  }
}

/** An identifier that names nothing is as good as none. */
async function accountOf(request: FastifyRequest, { accounts }: Desk): Promise<Account | null> {
  const { data } = params.safeParse(request.params)
  return data === undefined ? null : accounts.account(data.id)
}

async function change(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  what: string,
  deed: (id: string) => Promise<Change>,
): Promise<FastifyReply> {
  const account = await accountOf(request, desk)
  const outcome = account === null ? 'unknown' : await deed(account.id)
  if (account === null || outcome !== 'done') return show(request, reply, desk, outcome === 'done' ? 'unknown' : outcome)
  await desk.audit.add({ who: nameOf(request), what, subject: account.name, from: request.ip })
  return reply.redirect('/accounts', 303)
}

async function invite(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  name: string,
  role: Role,
  which: 'new' | 'again',
): Promise<FastifyReply> {
  const invited = await desk.accounts.invite(name, role, which === 'new')
  if ('refused' in invited) return show(request, reply, desk, invited.refused, which === 'new' ? { name, role } : untyped)
  await desk.audit.add({ who: nameOf(request), what: 'account.invited', subject: invited.name, from: request.ip })
  const { language } = visitorOf(request)
  const main = madePage({ link: invitationLink(desk.options.publicUrl, invited.secret), expiresMs: invited.expiresMs }, language)
  return sendPage(request, reply, { title: fill(listWords[language].made.title, { name: invited.name }, language), main, at: 'accounts' })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { accounts }: Desk,
  problem: ListProblem | null,
  typed: ListFacts['typed'] = untyped,
): Promise<FastifyReply> {
  const { language, account, csrf } = visitorOf(request)
  const main = listPage({ accounts: await accounts.list(), ownId: account?.id ?? '', csrf, problem, typed }, language)
  return sendPage(request, reply, { title: listWords[language].title, main, at: 'accounts' }, problem === null ? 200 : 409)
}

function nameOf(request: FastifyRequest): string {
  return visitorOf(request).account?.name ?? 'nobody'
}
