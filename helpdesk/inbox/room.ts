/** The inbox: what came, the newest first, narrowed by what is asked for. */

import type { Language } from '../../checks/text.ts'
import { may } from '../accounts/may.ts'
import type { Room } from '../server/room.ts'
import { type Html, html } from '../web/html.ts'
import { newRequestPath } from '../web/links.ts'
import { livePart } from '../web/live-part.ts'
import { sendPage } from '../web/page.ts'
import { pageLinks } from '../web/pagination.ts'
import { readQuery } from '../web/query.ts'
import { visitorOf } from '../web/visitor.ts'
import { bundleTable } from './bundle-table.ts'
import { countsOf, filterForm } from './filters.ts'
import { afterOf, filterOf, inboxQuery, sameFrom } from './query.ts'
import { inboxWords } from './words.ts'

const PAGE_SIZE = 50

export const inboxRoom: Room = (app, { index, clock }) => {
  app.get('/', { config: { needs: 'viewer' } }, async (request, reply) => {
    const query = readQuery(inboxQuery, request, reply)
    if (query === undefined) return reply
    const { language, account } = visitorOf(request)
    const mayAsk = account !== null && may(account.role, 'agent')
    const [filter, after] = [filterOf(query), afterOf(query)]
    const [{ rows, next }, counts, causes] = await Promise.all([index.inbox(filter, PAGE_SIZE, after), index.counts(), index.causeCodes()])
    const isNarrowed = Object.keys(filter).length > 0
    const list = html`${countsOf(counts, query, language)}
${rows.length === 0 ? empty(isNarrowed || after !== null, mayAsk, language) : bundleTable(rows, { language, nowMs: clock.wallMs() })}
${pageLinks({ newest: after === null ? null : sameFrom(query, null), older: next === null ? null : sameFrom(query, next) }, language)}`
    // What is older doesn't change: it is looked at in peace.
    const isLive = after === null
    const main = html`${filterForm(query, causes, language)}
${isLive ? livePart(['bundle', 'removed'], language, list) : list}`
    return sendPage(request, reply, { title: inboxWords[language].title, main, at: 'inbox', ...(isLive ? { live: true } : {}) })
  })
}

function empty(isNarrowed: boolean, mayAsk: boolean, language: Language): Html {
  const words = inboxWords[language]
  if (!isNarrowed && !mayAsk) return html`<p class="empty">${words.nothing}</p>`
  return isNarrowed
    ? html`<p class="empty">${words.nothingFits} <a href="/">${words.clearFilters}</a></p>`
    : html`<p class="empty">${words.nothingYet} <a href="${newRequestPath()}">${words.makeRequest}</a></p>`
}
