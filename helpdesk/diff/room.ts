/** Two bundles side by side. */

import * as z from 'zod'
import { fill } from '../../checks/text.ts'
import { openProblemText, sendMissing } from '../bundles/answers.ts'
import { digest, findBundle } from '../bundles/find.ts'
import type { Room } from '../server/room.ts'
import { html, nothing } from '../web/html.ts'
import { bundlePath } from '../web/links.ts'
import { sendPage } from '../web/page.ts'
import { sendProblem } from '../web/problem-page.ts'
import { readQuery } from '../web/query.ts'
import { visitorOf } from '../web/visitor.ts'
import { diffPath } from './path.ts'
import { diffWords } from './words.ts'

const query = z.object({ a: digest, b: digest })

export const diffRoom: Room = (app, desk) => {
  app.get('/diff', { config: { needs: 'viewer' } }, async (request, reply) => {
    const asked = readQuery(query, request, reply)
    if (asked === undefined) return reply
    const { language } = visitorOf(request)
    const words = diffWords[language]
    if (asked.a === asked.b) return sendProblem(request, reply, 400, words.same)
    const [a, b] = await Promise.all([findBundle(desk, asked.a), findBundle(desk, asked.b)])
    if ('missing' in a) return sendMissing(request, reply, a)
    if ('missing' in b) return sendMissing(request, reply, b)
    const compared = await desk.opener.compare(a.path, b.path, language)
    if ('problem' in compared) {
      const why = openProblemText(compared.problem, language)
      return sendProblem(request, reply, 400, fill('{side}: {why}', { side: compared.side.toUpperCase(), why }, language))
    }
    const { facts, sections, lines } = compared
    const isOther = facts.a.terminal !== facts.b.terminal
    const main = html`<p>${words.intro}</p>
${isOther ? html`<p class="notice warn">${words.otherTerminal}</p>` : nothing}
${sections === null ? html`<p class="notice note">${words.tooLong}</p>` : { markup: sections }}
<p class="actions"><a class="button" href="${bundlePath(asked.a)}">${words.openA}</a> <a class="button" href="${bundlePath(asked.b)}">${words.openB}</a> <a href="${diffPath(asked.b, asked.a)}">${words.swap}</a></p>
<details><summary>${words.lines}</summary>
<pre class="lines" tabindex="0">${lines.map((line) => html`${line}\n`)}</pre></details>`
    return sendPage(request, reply, { title: words.title, main, at: 'inbox' })
  })
}
