/** Deleting a bundle: asked twice, told in the audit log, and never undone. */

import { fill } from '../../checks/text.ts'
import type { Room } from '../server/room.ts'
import { html } from '../web/html.ts'
import { bundlePath, terminalPath } from '../web/links.ts'
import { sendPage } from '../web/page.ts'
import { longTime } from '../web/times.ts'
import { visitorOf } from '../web/visitor.ts'
import { askedBundle, bundleParams } from './asked.ts'
import { bundleWords } from './words.ts'

export const removal: Room = (app, desk) => {
  app.get('/bundles/:sha256/remove', { config: { needs: 'admin' } }, async (request, reply) => {
    const bundle = await askedBundle(bundleParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { found } = bundle
    const { language, csrf } = visitorOf(request)
    const words = bundleWords[language].removal
    const { receipt, row } = found
    const name = row?.hostName || receipt.signer.name
    const own = bundlePath(receipt.sha256)
    const main = html`<p class="notice warn">${fill(words.what, { name, time: longTime(receipt.receivedMs, language) }, language)}</p>
<p>${words.stays}</p>
<form method="post" action="${own}/remove">
<input type="hidden" name="_csrf" value="${csrf}">
<p class="actions"><button class="danger">${words.confirm}</button> <a class="button" href="${own}">${words.keep}</a></p>
</form>`
    return sendPage(request, reply, { title: words.title, main, at: 'inbox' })
  })

  app.post('/bundles/:sha256/remove', { config: { needs: 'admin' } }, async (request, reply) => {
    const bundle = await askedBundle(bundleParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { found } = bundle
    const { sha256 } = bundle.asked
    // The log first: nothing goes without a word, whatever fails in between.
    await desk.audit.add({
      who: visitorOf(request).account?.name ?? 'nobody',
      what: 'bundle.removed',
      subject: sha256,
      from: request.ip,
    })
    await desk.objects.remove(sha256, desk.clock.wallMs())
    await desk.index.remove(sha256)
    desk.news.tell({ kind: 'removed', subject: sha256 })
    return reply.redirect(found.row === null ? '/' : terminalPath(found.row.terminal), 303)
  })
}
