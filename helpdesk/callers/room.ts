/**
 * What a caller's link opens: no account is needed, and whoever has the link is a click away from being a stranger. So nothing of the case
 * but its name is shown, no page or file is stored or named to another site, and how often an address may ask is limited.
 */

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Desk } from '../desk.ts'
import { requestFileName } from '../requests/file-name.ts'
import { CALLERS } from '../requests/new-request.ts'
import type { Room } from '../server/room.ts'
import { sendPage } from '../web/page.ts'
import { visitorOf } from '../web/visitor.ts'
import { attachment } from './attachment.ts'
import { behindLink, type Found } from './caller-facts.ts'
import { callerPage, deadEndPage } from './page.ts'
import { readmeText } from './readme.ts'
import { callerWords, type DeadEnd } from './words.ts'
import { zipOf } from './zip.ts'

/** Many PCs of a firm come from one address; a page and two files are three. */
const MOST_A_MINUTE = 120
const MINUTE_MS = 60_000

/** A link that was is not one that never was (RFC 9110 section 15.5.11). */
const statuses: Readonly<Record<DeadEnd, number>> = {
  unknown: 404,
  expired: 410,
  withdrawn: 410,
  answered: 410,
  damaged: 410,
  'too-often': 429,
}

const params = z.object({ secret: z.string().max(200) })

export const callersRoom: Room = async (app, desk) => {
  const limit = app.createRateLimit({ max: MOST_A_MINUTE, timeWindow: MINUTE_MS, keyGenerator: ({ ip }) => ip })
  const config = { needs: 'nobody' } as const

  /** What every answer has, and the request behind the link where there is one. */
  const enter = async (request: FastifyRequest, reply: FastifyReply): Promise<Found | null> => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex, nofollow')
    const rate = await limit(request)
    if (!rate.isAllowed && rate.isExceeded) {
      reply.header('retry-after', String(rate.ttlInSeconds))
      sendDeadEnd('too-often', request, reply)
      return null
    }
    const { data } = params.safeParse(request.params)
    const found = await behindLink(data?.secret ?? '', desk)
    if (!('deadEnd' in found)) return found
    sendDeadEnd(found.deadEnd, request, reply)
    return null
  }

  app.get(`${CALLERS}:secret`, { config }, async (request, reply) => {
    const found = await enter(request, reply)
    if (found === null) return reply
    const { language } = visitorOf(request)
    const path = new URL(request.url, 'http://page.invalid').pathname
    return sendPage(request, reply, { title: callerWords[language].title, main: callerPage(found.facts, path, language), bilingual: true })
  })

  app.get(`${CALLERS}:secret/request`, { config }, async (request, reply) => {
    const found = await enter(request, reply)
    if (found === null) return reply
    // Not as application/pkcs7-mime: Windows would offer to open it as a mail's signature.
    return download(reply, requestFileName(found.facts.case), 'application/octet-stream').send(found.file)
  })

  // A HEAD would read the whole program to say how long it is.
  app.get(`${CALLERS}:secret/check.zip`, { config, exposeHeadRoute: false }, async (request, reply) => {
    const found = await enter(request, reply)
    if (found === null) return reply
    return sendZip(found, request, reply, desk)
  })
}

async function sendZip({ facts, file }: Found, request: FastifyRequest, reply: FastifyReply, { options }: Desk): Promise<FastifyReply> {
  const { agentExe } = options
  if (agentExe === null || facts.programBytes === null) return sendDeadEnd('unknown', request, reply)
  const name = requestFileName(facts.case)
  const readme = readmeText(facts, visitorOf(request).language)
  const { stream, bytes } = await zipOf({
    program: { path: agentExe, name: facts.program },
    others: [
      { name, content: file },
      { name: 'README.txt', content: Buffer.from(readme) },
    ],
    timeMs: facts.createdMs,
  })
  reply.raw.once('close', () => stream.destroy())
  return download(reply, name.replace(/\.preflight-request$/, '.zip'), 'application/zip')
    .header('content-length', bytes)
    .send(stream)
}

function download(reply: FastifyReply, name: string, mediaType: string): FastifyReply {
  return reply.type(mediaType).header('content-disposition', attachment(name)).header('x-content-type-options', 'nosniff')
}

function sendDeadEnd(deadEnd: DeadEnd, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { language } = visitorOf(request)
  const { title } = callerWords[language].deadEnds[deadEnd]
  return sendPage(request, reply, { title, main: deadEndPage(deadEnd, language), bilingual: true }, statuses[deadEnd])
}
