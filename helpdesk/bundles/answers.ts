/** What is answered where there is no bundle to show. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemText } from '../../agent/bundle/verify-lines.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { OpenProblem } from '../verification/opener.ts'
import { html } from '../web/html.ts'
import { sendPage } from '../web/page.ts'
import { sendProblem } from '../web/problem-page.ts'
import { minuteOf } from '../web/times.ts'
import { visitorOf } from '../web/visitor.ts'
import type { Missing } from './find.ts'
import { bundleWords } from './words.ts'

/** 404 where none ever came; 410 where it was deleted, which stays so (RFC 9110, section 15.5.11). */
export function sendMissing(request: FastifyRequest, reply: FastifyReply, missing: Missing): FastifyReply {
  const { language } = visitorOf(request)
  const { gone, unknown } = bundleWords[language]
  if (missing.missing === 'unknown') return sendProblem(request, reply, 404, unknown)
  const { receivedMs, removedMs } = missing.receipt
  const rows = [[gone.received, receivedMs], ...(removedMs === null ? [] : [[gone.removed, removedMs] as const])] as const
  const main = html`<p class="notice warn">${removedMs === null ? gone.lost : gone.line}</p>
<dl class="facts">${rows.map(([name, ms]) => html`<div><dt>${name}</dt><dd>${minuteOf(ms)}</dd></div>`)}</dl>
<p class="actions"><a class="button" href="/">${gone.toInbox}</a></p>`
  return sendPage(request, reply, { title: gone.title, main, at: 'inbox' }, 410)
}

/** In one line: why a bundle that is there can't be shown. */
export function openProblemText(problem: OpenProblem, language: Language): string {
  const { cannotOpen } = bundleWords[language]
  if (problem.code === 'altered' || problem.code === 'sealed' || problem.code === 'limit') return cannotOpen[problem.code]
  return fill(cannotOpen.why, { why: problemText(problem, language) }, language)
}
