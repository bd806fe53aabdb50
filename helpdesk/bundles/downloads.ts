/** Files of a bundle, and the bundle itself, to be kept on one's own disk. Nothing of it is ever opened by the browser as a page of ours. */

import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { fileEndings, mediaTypes } from '../../agent/bundle/format.ts'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { Receipt } from '../objects/receipt.ts'
import type { Room } from '../server/room.ts'
import { isPng } from '../verification/pictures-in.ts'
import { sendProblem } from '../web/problem-page.ts'
import { visitorOf } from '../web/visitor.ts'
import { openProblemText, sendMissing } from './answers.ts'
import { askedBundle, bundleParams } from './asked.ts'
import { bundleWords } from './words.ts'

/** No file of a bundle has another name (agent/archive/names.ts). */
const fileParams = bundleParams.extend({ name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/) })

/**
 * Even a browser that is told to look at it runs nothing of it, sends no form and has no origin (CSP 3, sandbox; OWASP ASVS 12.5.2, 14.4.2:
 * content that others supplied).
 */
const APART = "sandbox; default-src 'none'; frame-ancestors 'none'"

export const downloads: Room = (app, desk) => {
  app.get('/bundles/:sha256/download', { config: { needs: 'viewer' } }, async (request, reply) => {
    const bundle = await askedBundle(bundleParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { asked, found } = bundle
    const stream = await desk.objects.stream(asked.sha256)
    if (stream === null) return sendMissing(request, reply, { missing: 'removed', receipt: found.receipt })
    const { kind, size } = found.receipt
    return attached(reply, fileNameOf(found.receipt)).type(mediaTypes[kind]).header('content-length', size).send(stream)
  })

  app.get('/bundles/:sha256/files/:name', { config: { needs: 'viewer' } }, async (request, reply) => {
    const bundle = await askedBundle(fileParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { asked, found } = bundle
    const { language } = visitorOf(request)
    const file = await desk.opener.file(found.path, asked.name)
    if (file === null) return sendProblem(request, reply, 404, bundleWords[language].files.none)
    if ('problem' in file) return sendProblem(request, reply, 404, openProblemText(file.problem, language))
    // Its own type would only tell a browser what to open it with.
    return attached(reply, asked.name).type('application/octet-stream').send(Buffer.from(file.content))
  })

  app.get('/bundles/:sha256/pictures/:name', { config: { needs: 'viewer' } }, async (request, reply) => {
    const bundle = await askedBundle(fileParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { asked, found } = bundle
    const { language } = visitorOf(request)
    const file = await desk.opener.file(found.path, asked.name)
    const isPicture = file !== null && 'content' in file && file.mediaType === 'image/png' && isPng(file.content)
    if (!isPicture) return sendProblem(request, reply, 404, bundleWords[language].files.noPicture)
    return apart(reply).type('image/png').send(Buffer.from(file.content))
  })
}

/** Evidence is nobody's but the helpdesk's: no cache keeps it for the next person at that PC. */
function apart(reply: FastifyReply): FastifyReply {
  return reply.header('x-content-type-options', 'nosniff').header('content-security-policy', APART).header('cache-control', 'no-store')
}

/** @param name in ASCII, without quotes */
function attached(reply: FastifyReply, name: string): FastifyReply {
  return apart(reply).header('content-disposition', `attachment; filename="${name}"`)
}

/** It sorts by time, and names neither PC nor user: as the agent names it, but by the time at which it was received. */
export function fileNameOf({ receivedMs, sha256, kind }: Pick<Receipt, 'receivedMs' | 'sha256' | 'kind'>): string {
  const time = hongKongTime(receivedMs).replace(/[-:]/g, '').replace(' ', '-')
  return `${time}-${sha256.slice(0, 8)}${fileEndings[kind]}`
}
