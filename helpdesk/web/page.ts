/** The frame of every page: head, navigation, language, main part, foot. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languages } from '../../checks/text.ts'
import type { Account } from '../accounts/accounts.ts'
import { may } from '../accounts/may.ts'
import { assets } from './assets.ts'
import { inBrackets } from './brackets.ts'
import { frameWords } from './frame-words.ts'
import { type Html, html, nothing } from './html.ts'
import { visitorOf } from './visitor.ts'

export interface PageParts {
  readonly title: string
  readonly main: Html
  /** Which entry of the navigation is the current one. */
  readonly at?: NavigationId
  /** Watches for what comes, and shows it without being loaded again. */
  readonly live?: true
  /** Its reader may have been sent here by somebody who reads the other language: the frame speaks both, as the page does. */
  readonly bilingual?: true
}

export type NavigationId = 'inbox' | 'requests' | 'code' | 'accounts' | 'audit'

const navigation: readonly (readonly [id: NavigationId, path: string, needs: Account['role']])[] = [
  ['inbox', '/', 'viewer'],
  ['requests', '/requests', 'viewer'],
  ['code', '/code', 'viewer'],
  ['accounts', '/accounts', 'admin'],
  ['audit', '/audit', 'admin'],
]

/** Sends a page. Nothing on it is stored by a browser or a proxy: the next person at that PC may be another. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, parts: PageParts, statusCode = 200): FastifyReply {
  const { markup } = pageOf(request, parts)
  return reply.code(statusCode).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(markup)
}

function pageOf(request: FastifyRequest, { title, main, at, live, bilingual }: PageParts): Html {
  // Its csrf is read where there is a form alone: on a page without one it would set a cookie for nothing.
  const visitor = visitorOf(request)
  const { language, account } = visitor
  const words = frameWords[language]
  const spoken = bilingual === true ? visitorsFirst(language) : [language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.name}</title>
<link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.path}">
${live === true ? html`<script src="${assets.live.path}" defer></script>` : nothing}
</head>
<body>
<a class="skip" href="#main">${inEach(spoken, 'skip')}</a>
<header>
<p class="name"><a href="/">${inEach(spoken, 'name')}</a></p>
${account === null ? nothing : html`<nav aria-label="${words.navigation}"><ul>${navigation.filter(([, , needs]) => may(account.role, needs)).map(([id, path]) => html`<li><a href="${path}"${id === at ? html` aria-current="page"` : nothing}>${words.places[id]}</a></li>`)}</ul></nav>`}
<div class="who">
${languageChoice(request, language)}
${account === null ? nothing : html`<form method="post" action="/log-out"><input type="hidden" name="_csrf" value="${visitor.csrf}"><a href="/account">${account.name}${inBrackets(words.roles[account.role], language)}</a> <button>${words.logOut}</button></form>`}
</div>
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer>${spoken.map((each) => html`<p${each === language ? nothing : html` lang="${each}"`}>${frameWords[each].foot}</p>`)}</footer>
</body>
</html>
`
}

/** The visitor's language first. */
export function visitorsFirst(language: Language): readonly Language[] {
  return [language, ...languages.filter((each) => each !== language)]
}

function inEach(spoken: readonly Language[], name: 'skip' | 'name'): Html {
  return html`${spoken.map((each, index) => (index === 0 ? html`${frameWords[each][name]}` : html` · <span lang="${each}">${frameWords[each][name]}</span>`))}`
}

/** The same page in the other language: what else the address asks for stays. */
function languageChoice(request: FastifyRequest, current: string): Html {
  const [path, query] = addressOf(request.url)
  const links = languages.map((each) => {
    query.set('lang', each)
    const name = frameWords[each].language
    return each === current
      ? html`<span lang="${each}" aria-current="true">${name}</span>`
      : html`<a lang="${each}" hreflang="${each}" href="${path}?${query.toString()}">${name}</a>`
  })
  return html`<p class="languages">${links.map((link, index) => (index === 0 ? link : html` · ${link}`))}</p>`
}

/** The inbox where the path is none of ours: "//host" in a link is another host, and "http://host/" is what a proxy is asked (RFC 9112, section 3.2). */
function addressOf(asked: string): readonly [path: string, query: URLSearchParams] {
  const [path = '/', ...query] = asked.split('?')
  return [/^\/(?![/\\])/.test(path) ? path : '/', new URLSearchParams(query.join('?'))]
}
