/** One bundle: its page, its files, and what an administrator does with it. */

import type { Room } from '../server/room.ts'
import { sendPage } from '../web/page.ts'
import { visitorOf } from '../web/visitor.ts'
import { askedBundle, bundleParams } from './asked.ts'
import { bundlePage } from './bundle-page.ts'
import { downloads } from './downloads.ts'
import { neighboursOf } from './neighbours.ts'
import { removal } from './removal.ts'
import { showUntrusted, trusting } from './trusting.ts'

export const bundlesRoom: Room = async (app, desk) => {
  app.get('/bundles/:sha256', { config: { needs: 'viewer' } }, async (request, reply) => {
    const bundle = await askedBundle(bundleParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { found } = bundle
    const visitor = visitorOf(request)
    const { requestId } = found.receipt
    const [shown, neighbours, answered] = await Promise.all([
      desk.opener.show(found.path, visitor.language),
      found.row === null ? { before: null } : neighboursOf(desk.index, found.row),
      requestId === null ? null : desk.index.request(requestId),
    ])
    const page = bundlePage({ found, shown, neighbours, asked: answered?.profiles ?? [], visitor })
    // The lists were written when its certificate was there.
    const isStale = found.row?.origin.kind === 'trusted' && !('problem' in shown) && shown.facts.trustedBy === null
    if (isStale) await showUntrusted(desk.index, found.row)
    return sendPage(request, reply, { ...page, at: 'inbox' })
  })
  await downloads(app, desk)
  await removal(app, desk)
  await trusting(app, desk)
}
