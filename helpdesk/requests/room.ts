/** The requests' pages: what was asked for, a form that asks, one request, and taking it back. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { fill } from '../../checks/text.ts'
import { may } from '../accounts/may.ts'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { requestPath } from '../web/links.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField, sendProblem } from '../web/problem-page.ts'
import { readQuery, unlessEmpty } from '../web/query.ts'
import { type Visitor, visitorOf } from '../web/visitor.ts'
import { encryptionOf } from './encryption.ts'
import { ownFingerprint } from './fingerprint.ts'
import { defaults, type FormFacts, formPage } from './form-page.ts'
import { listPage } from './list-page.ts'
import { madePage } from './made-page.ts'
import { type NewRequest, newRequest } from './new-request.ts'
import { createOnce, newForm, type Once } from './once.ts'
import { requestPage } from './request-page.ts'
import { stateOf } from './row.ts'
import { LONGEST_CASE, type ReadWish, readWish, type Typed } from './wish.ts'
import { withdraw } from './withdraw.ts'
import { requestWords } from './words.ts'

/** As many as a page shows well; older ones are found by their case. */
const MOST_ROWS = 200

const listQuery = z.object({ show: unlessEmpty(z.enum(['all', 'open'])), case: unlessEmpty(z.string().max(LONGEST_CASE)) })
const formQuery = z.object({ case: unlessEmpty(z.string().max(LONGEST_CASE)) })

/** Longer than what is taken, so that a text which is too long is told beside its field. */
const text = z.string().max(4000)
const formBody = z.object({
  case: text.default(''),
  profiles: z
    .union([text, z.array(text).max(10)])
    .default([])
    .transform((value) => (typeof value === 'string' ? [value] : value)),
  days: text.default(''),
  redaction: text.default(''),
  message: text.default(''),
  /** A box that isn't ticked is not sent. */
  encrypt: z.literal('yes').optional(),
  once: z.string().max(50).optional(),
})

/** A UUID, or what another version of this program may make (record.ts). */
const idParams = z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) })

export const requestsRoom: Room = (app, desk) => {
  const once = createOnce()
  app.get('/requests', { config: { needs: 'viewer' } }, (request, reply) => showList(request, reply, desk))
  app.get('/requests/new', { config: { needs: 'agent' } }, showForm)
  app.post('/requests/new', { config: { needs: 'agent' } }, (request, reply) => make(request, reply, desk, once))
  app.get('/requests/:id', { config: { needs: 'viewer' } }, (request, reply) => showOne(request, reply, desk))
  app.post('/requests/:id/withdraw', { config: { needs: 'agent' } }, (request, reply) => takeBack(request, reply, desk))
}

async function showList(request: FastifyRequest, reply: FastifyReply, { index, records, clock }: Desk): Promise<FastifyReply> {
  const query = readQuery(listQuery, request, reply)
  if (query === undefined) return reply
  const { language, account } = visitorOf(request)
  const [nowMs, show, caseName] = [clock.wallMs(), query.show ?? 'all', query.case ?? null]
  const filter = { nowMs, ...(show === 'open' ? { open: true as const } : {}), ...(caseName === null ? {} : { caseName }) }
  const found = await index.requests(filter, MOST_ROWS + 1)
  const rows = found.slice(0, MOST_ROWS)
  const open = rows.filter((row) => stateOf(row, nowMs) === 'open')
  const encryption = await encryptionOf(open, records)
  const more = found.length > MOST_ROWS
  const main = listPage({ rows, encryption, more, show, caseName, mayMake: mayMake(account), nowMs }, language)
  return sendPage(request, reply, { title: requestWords[language].list.title, main, at: 'requests', live: true })
}

async function showForm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const query = readQuery(formQuery, request, reply)
  if (query === undefined) return reply
  return sendForm(request, reply, { typed: { ...defaults, case: query.case ?? '' }, problems: {}, notMade: null })
}

async function make(request: FastifyRequest, reply: FastifyReply, desk: Desk, once: Once): Promise<FastifyReply> {
  const { data, error } = formBody.safeParse(request.body ?? {})
  if (error !== undefined) return sendBadField(request, reply, String(error.issues[0]?.path[0] ?? '?'))
  const { language, account } = visitorOf(request)
  const typed: Typed = { ...data, encrypt: data.encrypt === 'yes' }
  const read = readWish(typed, desk.clock.wallMs())
  if ('problems' in read) return sendForm(request, reply, { typed, problems: read.problems, notMade: null }, 400)
  const asked = await once.run(`${account?.id} ${data.once ?? newForm()}`, async () => {
    const outcome = await tryToMake(read.wish, request, desk)
    return { id: typeof outcome === 'string' ? null : outcome.record.id, outcome }
  })
  if ('earlier' in asked) return reply.redirect(requestPath(asked.earlier), 303)
  const made = asked.outcome
  if (typeof made === 'string') return sendForm(request, reply, { typed, problems: {}, notMade: made }, 400)
  const main = madePage(made, ownFingerprint(desk), language)
  return sendPage(request, reply, { title: requestWords[language].made.title, main, at: 'requests' })
}

async function showOne(request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> {
  const { data } = idParams.safeParse(request.params)
  const row = data === undefined ? null : await desk.index.request(data.id)
  if (row === null) return sendProblem(request, reply, 404)
  const { language, account, csrf } = visitorOf(request)
  const facts = {
    row,
    hasBundle: row.claimedBy !== null && (await desk.index.bundle(row.claimedBy)) !== null,
    encrypt: (await encryptionOf([row], desk.records)).get(row.id),
    refusal: desk.refusals.of(row.id),
    mayMake: mayMake(account),
    nowMs: desk.clock.wallMs(),
    csrf,
    fingerprint: ownFingerprint(desk),
  }
  const title = fill(requestWords[language].one.title, { case: row.case }, language)
  return sendPage(request, reply, { title, main: requestPage(facts, language), at: 'requests', live: true })
}

async function takeBack(request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> {
  const { data } = idParams.safeParse(request.params)
  if (data === undefined) return sendProblem(request, reply, 404)
  const outcome = await withdraw(data.id, { who: visitorOf(request).account?.name ?? 'nobody', from: request.ip }, desk)
  return outcome === 'unknown' ? sendProblem(request, reply, 404) : reply.redirect(requestPath(data.id), 303)
}

function sendForm(
  request: FastifyRequest,
  reply: FastifyReply,
  facts: Pick<FormFacts, 'typed' | 'problems' | 'notMade'>,
  status = 200,
): FastifyReply {
  const { language, csrf } = visitorOf(request)
  const main = formPage({ ...facts, csrf, once: newForm() }, language)
  return sendPage(request, reply, { title: requestWords[language].form.title, main, at: 'requests' }, status)
}

function mayMake(account: Visitor['account']): boolean {
  return account !== null && may(account.role, 'agent')
}

/** A text: why no terminal would take it, in English. */
async function tryToMake(wish: ReadWish, request: FastifyRequest, desk: Desk): Promise<NewRequest | string> {
  try {
    return await newRequest({ ...wish, madeBy: visitorOf(request).account?.name ?? 'nobody', from: request.ip }, desk)
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
