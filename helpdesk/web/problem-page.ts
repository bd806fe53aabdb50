/** What a page says instead of itself: what was wrong in one line, and where to go on. Never an error's own words: they are for the log. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html, nothing } from './html.ts'
import { sendPage } from './page.ts'
import { visitorOf } from './visitor.ts'

const statuses = [400, 403, 404, 413, 429, 500, 503] as const
export type ProblemStatus = (typeof statuses)[number]

interface ProblemWords {
  readonly titles: Readonly<Record<ProblemStatus, string>>
  readonly lines: Readonly<Record<ProblemStatus, string>>
  readonly badField: string
  readonly toInbox: string
}

const problemWords: Readonly<Record<Language, ProblemWords>> = {
  en: {
    titles: {
      400: 'This can’t be answered',
      403: 'Not for you',
      404: 'Not found',
      413: 'Too much at once',
      429: 'Too often',
      500: 'Our error',
      503: 'Busy',
    },
    lines: {
      400: 'Something in the address or the form is not as it should be.',
      403: 'Your account may not do this. Ask an administrator.',
      404: 'There is nothing at this address. It may have been deleted.',
      413: 'More was sent than this page takes.',
      429: 'Wait a minute, then try again.',
      500: 'Something failed here. Try again; if it fails again, tell whoever runs this helpdesk.',
      503: 'Too many people are looking at once. Try again in a minute.',
    },
    badField: 'What was asked for under “{field}” can’t be right. Choose it anew.',
    toInbox: 'To the inbox',
  },
  'zh-HK': {
    titles: {
      400: '無法處理',
      403: '沒有權限',
      404: '找不到',
      413: '資料過多',
      429: '過於頻密',
      500: '本程式出錯',
      503: '繁忙',
    },
    lines: {
      400: '網址或表格的內容不正確。',
      403: '您的帳戶沒有此權限。請向管理員查詢。',
      404: '此網址沒有內容，可能已被刪除。',
      413: '送出的資料超出此頁所能接收。',
      429: '請稍候一分鐘再試。',
      500: '本程式出現問題。請再試一次；如仍然失敗，請通知負責此支援台的人員。',
      503: '使用人數過多。請於一分鐘後再試。',
    },
    badField: '「{field}」的內容不正確。請重新選擇。',
    toInbox: '前往收件匣',
  },
}

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
  return statuses.find((status) => status === code) ?? (code !== undefined && code >= 400 && code < 500 ? 400 : 500)
}
