/** The language of a page: chosen on it, chosen before, else what the browser would like best. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languages } from '../../checks/text.ts'
import { readCookie, setCookie, YEAR_S } from './cookies.ts'

export function chosenLanguage(request: FastifyRequest, reply: FastifyReply): Language {
  const asked = languageOf(new URLSearchParams(request.url.split('?', 2)[1]).get('lang'))
  if (asked !== undefined) setCookie(reply, 'language', asked, YEAR_S)
  return asked ?? languageOf(readCookie(request, 'language')) ?? acceptedLanguage(request.headers['accept-language'] ?? '')
}

function languageOf(text: string | null): Language | undefined {
  return languages.find((each) => each === text)
}

/** RFC 9110 12.5.4. Every Chinese is answered in Traditional Chinese: it is the one that we have. */
export function acceptedLanguage(header: string): Language {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .flatMap((wish) => {
      const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase())
      const language = /^zh(?![a-z])/.test(range) ? 'zh-HK' : /^en(?![a-z])/.test(range) ? 'en' : null
      const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1)
      return language === null || !(quality > 0) ? [] : [{ language, quality } as const]
    })
  return wishes.toSorted((a, b) => b.quality - a.quality)[0]?.language ?? 'en'
}
