/** One case: what was asked for, and what came. */

import * as z from 'zod'
import { fill, type Language } from '../../checks/text.ts'
import { may } from '../accounts/may.ts'
import { bundleTable } from '../inbox/bundle-table.ts'
import type { RequestRow } from '../index/rows.ts'
import { stateBadge } from '../requests/list-page.ts'
import { stateOf } from '../requests/row.ts'
import type { Room } from '../server/room.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { inboxPath, newRequestPath, requestPath } from '../web/links.ts'
import { livePart } from '../web/live-part.ts'
import { sendPage } from '../web/page.ts'
import { sendProblem } from '../web/problem-page.ts'
import { ageOf, minuteOf } from '../web/times.ts'
import { visitorOf } from '../web/visitor.ts'
import { whoText } from '../web/who.ts'
import { caseWords } from './words.ts'

/** A case of more than these is gone through in the inbox. */
const MOST_ROWS = 100

const params = z.object({ name: z.string().min(1).max(100) })

export const casesRoom: Room = (app, { index, clock }) => {
  app.get('/cases/:name', { config: { needs: 'viewer' } }, async (request, reply) => {
    const { language, account } = visitorOf(request)
    const words = caseWords[language]
    const { data } = params.safeParse(request.params)
    if (data === undefined) return sendProblem(request, reply, 404, words.unknown)
    const { name } = data
    const nowMs = clock.wallMs()
    const [{ rows }, requests] = await Promise.all([
      index.inbox({ caseName: name }, MOST_ROWS, null),
      index.requests({ caseName: name, nowMs }, MOST_ROWS),
    ])
    const mayAsk = account !== null && may(account.role, 'agent')
    const ask = mayAsk ? html`<a class="button" href="${newRequestPath(name)}">${words.makeRequest}</a>` : nothing
    if (rows.length === 0 && requests.length === 0) return sendProblem(request, reply, 404, words.unknown, ask)
    const lists = html`<h2>${words.bundles}</h2>
${rows.length === 0 ? html`<p class="empty">${words.noBundles}</p>` : bundleTable(rows, { language, nowMs, without: 'case' })}
<h2>${words.requests}</h2>
${requests.length === 0 ? html`<p class="empty">${words.noRequests}</p>` : requestTable(requests, nowMs, language)}`
    const main = html`<p class="actions">${ask}<a href="${inboxPath({ case: name })}">${words.inInbox}</a></p>
${livePart(['bundle', 'removed', 'request'], language, lists)}`
    return sendPage(request, reply, { title: fill(words.title, { name }, language), main, at: 'inbox', live: true })
  })
}

function requestTable(requests: readonly RequestRow[], nowMs: number, language: Language): Html {
  const { columns, requests: caption } = caseWords[language]
  return html`<table class="list" role="table">
<caption class="aloud">${caption}</caption>
<thead role="rowgroup"><tr role="row">${[columns.made, columns.state, columns.ends, columns.by].map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${requests.map(
  (request) => html`<tr role="row" id="r-${request.id}">
<th scope="row" role="rowheader"><a href="${requestPath(request.id)}">${ageOf(request.createdMs, nowMs, language)}</a></th>
<td role="cell" data-label="${columns.state}">${stateBadge(stateOf(request, nowMs), language)}</td>
<td role="cell" data-label="${columns.ends}">${minuteOf(request.expiresMs)}</td>
<td role="cell" data-label="${columns.by}"><bdi>${whoText(request.madeBy, language)}</bdi></td>
</tr>
`,
)}</tbody>
</table>`
}
