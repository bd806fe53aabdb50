/** One terminal: whose key signs for it, and all that came from it. */

import * as z from 'zod'
import { inGroups } from '../../agent/request/show.ts'
import { fill, type Language } from '../../checks/text.ts'
import { bundleTable } from '../inbox/bundle-table.ts'
import { inboxWords } from '../inbox/words.ts'
import type { Index } from '../index/index.ts'
import type { BundleRow, InboxRow } from '../index/rows.ts'
import type { Room } from '../server/room.ts'
import { originTold } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { inboxPath, terminalPath } from '../web/links.ts'
import { livePart } from '../web/live-part.ts'
import { sendPage } from '../web/page.ts'
import { cursorOf, cursorText, pageLinks } from '../web/pagination.ts'
import { sendProblem } from '../web/problem-page.ts'
import { readQuery, unlessEmpty } from '../web/query.ts'
import { longTime, shortTime } from '../web/times.ts'
import { visitorOf } from '../web/visitor.ts'
import { terminalWords } from './words.ts'

const PAGE_SIZE = 50

/** An install's id or a fingerprint (BundleRow.terminal). */
const params = z.object({ terminal: z.string().min(1).max(100) })
const historyQuery = z.object({
  after: unlessEmpty(
    z
      .string()
      .max(100)
      .refine((text) => cursorOf(text) !== null),
  ),
})

export const terminalsRoom: Room = (app, { index, clock }) => {
  app.get('/terminals/:terminal', { config: { needs: 'viewer' } }, async (request, reply) => {
    const query = readQuery(historyQuery, request, reply)
    if (query === undefined) return reply
    const { language } = visitorOf(request)
    const words = terminalWords[language]
    const { data } = params.safeParse(request.params)
    const after = query.after === undefined ? null : cursorOf(query.after)
    const found = data === undefined ? null : await historyOf(data.terminal, after, index)
    if (data === undefined || found === null) return sendProblem(request, reply, 404, words.unknown)
    const { rows, next, newest, changed } = found
    const path = terminalPath(data.terminal)
    const list = html`${rows.length === 0 ? html`<p class="empty">${words.unknown}</p>` : historyTable(rows, clock.wallMs(), language)}
${pageLinks({ newest: after === null ? null : path, older: next === null ? null : `${path}?after=${cursorText(next)}` }, language)}`
    const main = html`${changed === null ? nothing : shoutOf(changed, language)}
${factsOf(newest, language)}
<h2>${words.history}</h2>
${after === null ? livePart(['bundle', 'removed'], language, list) : list}
<p class="actions"><a href="${inboxPath({ terminal: data.terminal })}">${words.inInbox}</a></p>`
    const title = fill(words.title, { name: newest.hostName === '' ? inboxWords[language].noName : newest.hostName }, language)
    return sendPage(request, reply, { title, main, at: 'inbox', ...(after === null ? { live: true } : {}) })
  })
}

interface History {
  readonly rows: readonly InboxRow[]
  readonly next: Awaited<ReturnType<Index['inbox']>>['next']
  readonly newest: BundleRow
  /** The newest bundle with another key than the first; null where all have one key. */
  readonly changed: BundleRow | null
}

/** Null where nothing is left of it. */
async function historyOf(terminal: string, after: Parameters<Index['inbox']>[2], index: Index): Promise<History | null> {
  const [page, first, other] = await Promise.all([
    index.inbox({ terminal }, PAGE_SIZE, after),
    index.inbox({ terminal }, 1, null),
    index.inbox({ terminal, origin: 'changed-key' }, 1, null),
  ])
  const whole = async ([row]: readonly InboxRow[]) => (row === undefined ? null : index.bundle(row.sha256))
  const [newest, changed] = await Promise.all([whole(first.rows), whole(other.rows)])
  return newest === null ? null : { ...page, newest, changed }
}

/** Above all else on the page: whoever reads a bundle as this terminal's may be misled. */
function shoutOf({ origin }: BundleRow, language: Language): Html {
  const words = terminalWords[language]
  const before =
    origin.kind === 'changed-key'
      ? html`<p>${fill(words.changedBefore, { since: longTime(origin.sinceMs, language), before: origin.before }, language)}</p>`
      : nothing
  return html`<div class="notice bad"><h2>${words.changedTitle}</h2>
${before}<p>${words.changedWhatToDo}</p></div>`
}

function factsOf({ terminal, hostName, signer, origin }: BundleRow, language: Language): Html {
  const words = terminalWords[language]
  const facts: readonly (readonly [string, Html])[] = [
    [words.names, html`${hostName === '' ? inboxWords[language].noName : hostName}`],
    [words.id, html`<code>${terminal}</code>`],
    [words.key, html`<code class="fingerprint">${inGroups(signer.fingerprint)}</code>`],
    [words.signature, originTold(origin.kind, language)],
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** With a choice of two where there are two: at first the newest and the one before it. */
function historyTable(rows: readonly InboxRow[], nowMs: number, language: Language): Html {
  const words = terminalWords[language]
  const look = { language, nowMs, without: 'terminal' } as const
  const [newest, before] = rows
  if (before === undefined) return html`${bundleTable(rows, look)}<p class="fine">${words.onlyOne}</p>`
  const choice = (side: 'a' | 'b', { sha256, receivedMs }: InboxRow, isChosen: boolean) => {
    const label = fill(side === 'a' ? words.chooseBefore : words.chooseAfter, { time: shortTime(receivedMs) }, language)
    return html`<input type="radio" id="${side === 'a' ? 'before' : 'after'}-${sha256}" name="${side}" value="${sha256}" aria-label="${label}"${isChosen ? html` checked` : nothing}>`
  }
  const choices = (row: InboxRow) => [choice('a', row, row === before), choice('b', row, row === newest)]
  return html`<form method="get" action="/diff">
<p class="hint">${words.compareHint}</p>
${bundleTable(rows, { ...look, choices })}
<p class="actions"><button class="primary">${words.compare}</button></p>
</form>`
}
