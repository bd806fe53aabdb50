/** `PUT /bundles/<sha256>`: takes a bundle, and answers when it is verified and on the disk (design, section 7). */

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import type { Room } from '../server/room.ts'
import { refuse } from './answer.ts'
import { createGate } from './gate.ts'
import type { Refusal } from './refusal.ts'
import { type Outcome, take, type Upload } from './take.ts'

export const collectorRoom: Room = async (app, desk) => {
  const gate = createGate(app, desk.options.limits)
  await app.register(async (own) => {
    // As it comes: it is read when it may come in.
    own.removeAllContentTypeParsers()
    own.addContentTypeParser('*', (_request, body, done) => done(null, body))
    // Its size is the collector's own affair: it has a word for it.
    own.put<{ Params: { readonly sha256: string } }>(
      '/bundles/:sha256',
      { config: { needs: 'nobody', withoutCsrf: true }, bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => {
        const { sha256 } = request.params
        const outcome = await gate.pass(request, () => measured(desk, { request, sha256 }))
        return answer(request, reply, desk, sha256, outcome)
      },
    )
  })
}

async function measured({ metrics, ...desk }: Desk, upload: Upload): Promise<Outcome> {
  const done = metrics.uploadSeconds.startTimer()
  metrics.uploadsUnderWay.inc()
  try {
    return await take(upload, { metrics, ...desk })
  } finally {
    metrics.uploadsUnderWay.dec()
    done()
  }
}

function answer(request: FastifyRequest, reply: FastifyReply, desk: Desk, sha256: string, outcome: Outcome): FastifyReply {
  if ('gone' in outcome) {
    // Nobody is there to be answered.
    request.raw.destroy()
    return reply.hijack()
  }
  if ('refusal' in outcome) {
    tell(desk, sha256, outcome.refusal, outcome.requestId ?? null)
    return refuse(request, reply, outcome.refusal)
  }
  if ('repeat' in outcome) return kept(reply, 200, sha256)
  const { kind, judged, requestId } = outcome.row
  desk.metrics.kept.inc({ kind, verdict: judged.verdict })
  desk.log.info('bundle kept', { sha256, requestId, verdict: judged.verdict, origin: outcome.row.origin.kind })
  desk.news.tell({ kind: 'bundle', subject: sha256 })
  return kept(reply, 201, sha256)
}

function kept(reply: FastifyReply, status: 200 | 201, sha256: string): FastifyReply {
  return reply.code(status).type('application/json').header('cache-control', 'no-store').send({ kept: true, sha256 })
}

function tell({ metrics, log, refusals, clock, news }: Desk, sha256: string, refusal: Refusal, requestId: string | null): void {
  metrics.refused.inc({ reason: refusal })
  log.warn('upload refused', { refusal, requestId, sha256: sha256.slice(0, 64) })
  if (requestId === null) return
  refusals.add(requestId, { refusal, atMs: clock.wallMs() })
  news.tell({ kind: 'refused', subject: requestId })
}
