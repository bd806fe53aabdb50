/** A caller's phone code, typed in: what that PC said, and what to tell the caller. */

import * as z from 'zod'
import { decodePhoneCode } from '../../agent/code/phone-code.ts'
import { codeProblemText } from '../../agent/code/problem-text.ts'
import type { ToldCode } from '../../agent/code/schema.ts'
import { groupedText, readSymbols } from '../../agent/code/symbols.ts'
import { toldCode } from '../../agent/code/told.ts'
import { causes } from '../../checks/causes.ts'
import type { Language } from '../../checks/text.ts'
import { may } from '../accounts/may.ts'
import type { Room } from '../server/room.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { newRequestPath } from '../web/links.ts'
import { sendPage } from '../web/page.ts'
import { sendBadField } from '../web/problem-page.ts'
import { readQuery, unlessEmpty } from '../web/query.ts'
import type { Visitor } from '../web/visitor.ts'
import { visitorOf } from '../web/visitor.ts'
import { toldPart } from './told-part.ts'
import { codePageWords } from './words.ts'

/** However it is written, a code is far shorter. */
const MOST_TYPED = 200

const query = z.object({ code: unlessEmpty(z.string().max(MOST_TYPED)) })
const form = z.object({ code: z.string().max(MOST_TYPED).default('') })

export const codeRoom: Room = (app, { clock }) => {
  app.get('/code', { config: { needs: 'viewer' } }, async (request, reply) => {
    const asked = readQuery(query, request, reply)
    if (asked === undefined) return reply
    const visitor = visitorOf(request)
    const { language } = visitor
    const read = asked.code === undefined ? null : readCode(asked.code, language, clock.wallMs())
    const title = codePageWords[language].title
    const problem = read !== null && 'problem' in read ? read.problem : null
    const main = html`${formPart(asked.code ?? '', problem, visitor)}
${read === null ? nothing : 'told' in read ? html`${toldPart(read.told)}${requestPart(visitor)}` : requestPart(visitor)}`
    return sendPage(request, reply, { title, main, at: 'code' }, problem === null ? 200 : 400)
  })

  // The answer has an address, so that it can be looked at again, also in the other language. A code is no secret: it is read out loud.
  app.post('/code', { config: { needs: 'viewer' } }, async (request, reply) => {
    const { data } = form.safeParse(request.body ?? {})
    if (data === undefined) return sendBadField(request, reply, 'code')
    return reply.redirect(`/code?code=${encodeURIComponent(data.code.trim().toWellFormed())}`, 303)
  })
}

function readCode(typed: string, language: Language, nowMs: number): { readonly told: ToldCode } | { readonly problem: string } {
  const decoded = decodePhoneCode(typed)
  if ('problem' in decoded) return { problem: sentence(codeProblemText(decoded.problem, language), language) }
  const read = readSymbols(typed)
  const written = groupedText('symbols' in read ? read.symbols : [])
  return { told: toldCode(written, decoded.facts, { language, nowMs, catalogue: causes }) }
}

/** On a console it stands behind a name, and here alone. */
function sentence(text: string, language: Language): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.。]$/.test(whole) ? whole : `${whole}${language === 'en' ? '.' : '。'}`
}

function formPart(typed: string, problem: string | null, { language, csrf }: Visitor): Html {
  const words = codePageWords[language]
  const described = problem === null ? 'code-hint' : 'code-problem code-hint'
  return html`<form method="post" action="/code" autocomplete="off">
<input type="hidden" name="_csrf" value="${csrf}">
<div class="field"><label for="code">${words.label}</label><input type="text" id="code" name="code" value="${typed}" maxlength="${MOST_TYPED}" required autocapitalize="characters" spellcheck="false" aria-describedby="${described}"${problem === null ? nothing : html` aria-invalid="true"`}>${problem === null ? nothing : html`<p class="error" id="code-problem">${problem}</p>`}<p class="hint" id="code-hint">${words.hint}</p></div>
<p class="actions"><button class="primary">${words.show}</button></p>
</form>`
}

function requestPart({ language, account }: Visitor): Html {
  if (account === null || !may(account.role, 'agent')) return nothing
  const words = codePageWords[language]
  return html`<p class="actions"><a class="button" href="${newRequestPath()}">${words.request}</a> <span class="hint">${words.requestWhy}</span></p>`
}
