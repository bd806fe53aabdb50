/** GET /audit: what was done, for administrators to read. Nothing here can change it. */

import * as z from 'zod'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { Language } from '../../checks/text.ts'
import type { Room } from '../server/room.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { pageLinks } from '../web/pagination.ts'
import { readQuery, unlessEmpty } from '../web/query.ts'
import { visitorOf } from '../web/visitor.ts'
import { whoText } from '../web/who.ts'
import type { AuditCheck, AuditLine } from './audit.ts'
import { deedText } from './deed-words.ts'
import { checkLines } from './told.ts'
import { auditWords } from './words.ts'

const PAGE_LINES = 100

const query = z.object({
  subject: unlessEmpty(z.string().max(300)),
  before: unlessEmpty(z.coerce.number().pipe(z.int().min(0))),
})

export const auditRoom: Room = (app, { audit }) => {
  app.get('/audit', { config: { needs: 'admin' } }, async (request, reply) => {
    const asked = readQuery(query, request, reply)
    if (asked === undefined) return reply
    const { language } = visitorOf(request)
    const [subject, before] = [asked.subject ?? null, asked.before ?? null]
    const { lines, next } = await audit.page(PAGE_LINES, before, subject)
    const main = html`${state(await audit.check(), language)}
${filter(subject, language)}
${lines.length === 0 ? html`<p class="empty">${auditWords[language].empty}</p>` : table(lines, language)}
${pageLinks({ newest: before === null ? null : path(subject, null), older: next === null ? null : path(subject, next) }, language)}`
    return sendPage(request, reply, { title: auditWords[language].title, main, at: 'audit' })
  })
}

function path(subject: string | null, before: number | null): string {
  const asked = new URLSearchParams()
  if (subject !== null) asked.set('subject', subject)
  if (before !== null) asked.set('before', String(before))
  return asked.size === 0 ? '/audit' : `/audit?${asked}`
}

function state(check: AuditCheck, language: Language): Html {
  const { last, lastHint } = auditWords[language]
  return html`<div class="notice ${check.breaks.length === 0 ? 'good' : 'bad'}">${checkLines(check, language).map((line) => html`<p>${line}</p>`)}
${check.lines === 0 ? nothing : html`<p class="fine">${last}${language === 'en' ? ': ' : '：'}<code class="code">${check.last}</code><br>${lastHint}</p>`}</div>`
}

function filter(subject: string | null, language: Language): Html {
  const words = auditWords[language]
  return html`<form class="filters" method="get" action="/audit"><div class="field"><label for="subject">${words.filter}</label>
<input id="subject" name="subject" value="${subject ?? ''}" maxlength="300" autocomplete="off"></div>
<p class="actions"><button>${words.send}</button>${subject === null ? nothing : html` <a href="/audit">${words.all}</a>`}</p></form>`
}

function table(lines: readonly AuditLine[], language: Language): Html {
  const { caption, columns } = auditWords[language]
  return html`<table class="list" role="table">
<caption>${caption}</caption>
<thead><tr role="row">${Object.values(columns).map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">
${lines.map(
  ({ atMs, who, what, subject, from }) => html`<tr role="row">
<td role="cell" data-label="${columns.at}">${hongKongTime(atMs)}</td>
<td role="cell" data-label="${columns.who}"><bdi>${whoText(who, language)}</bdi></td>
<td role="cell" data-label="${columns.what}">${deed(what, language)}</td>
<td role="cell" data-label="${columns.subject}">${subject === '' ? nothing : html`<a href="${path(subject, null)}"><bdi>${subject}</bdi></a>`}</td>
<td role="cell" data-label="${columns.from}">${from}</td>
</tr>
`,
)}
</tbody>
</table>`
}

function deed(what: string, language: Language): Html {
  const told = deedText(what, language)
  return told === null ? html`<code>${what}</code>` : html`${told} <small class="fine"><code>${what}</code></small>`
}
