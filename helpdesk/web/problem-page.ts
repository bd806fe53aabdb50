/** What a page says instead of itself: what was wrong in one line, and where to go on. Never an error's own words: they are for the log. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { fill } from '../../checks/text.ts'
import { type Html, html, nothing } from './html.ts'
import { sendPage } from './page.ts'
import { type ProblemStatus, problemStatuses, problemWords } from './problem-words.ts'
import { visitorOf } from './visitor.ts'

/**
 * @param line what is wrong, in the visitor's language; a line of the status' own where nothing is said
 * @param more links or buttons that lead on
 */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, status: ProblemStatus, line?: string, more?: Html): FastifyReply {
  const { language, account } = visitorOf(request)
  const { titles, lines, toInbox } = problemWords[language]
  const back = account === null ? nothing : html`<a class="button" href="/">${toInbox}</a>`
  const main = html`<p class="notice ${status >= 500 ? 'bad' : 'warn'}">${line ?? lines[status]}</p>
<p class="actions">${more ?? nothing}${back}</p>`
  return sendPage(request, reply, { title: titles[status], main }, status)
}

/** @param field its name as a person knows it, or as the address has it */
export function sendBadField(request: FastifyRequest, reply: FastifyReply, field: string): FastifyReply {
  const { language } = visitorOf(request)
  return sendProblem(request, reply, 400, fill(problemWords[language].badField, { field }, language))
}

/** The status that an error asks for, as far as there are words for it. */
export function problemStatusOf(code: number | undefined): ProblemStatus {
  return problemStatuses.find((status) => status === code) ?? (code !== undefined && code >= 400 && code < 500 ? 400 : 500)
}
