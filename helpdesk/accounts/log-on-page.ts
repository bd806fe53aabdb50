import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html, nothing } from '../web/html.ts'
import type { LogOnRefused } from './accounts.ts'
import { logOnWords } from './log-on-words.ts'

export interface LogOnFacts {
  readonly csrf: string
  /** Where to go afterwards. */
  readonly target: string
  /** As it was typed; empty at first. */
  readonly name: string
  readonly refused: LogOnRefused | null
  /** A session's cookie is there, and the session isn't. */
  readonly hasEnded: boolean
  /** Nobody has an account yet. */
  readonly isNew: boolean
  /** Host of the provider by which people may log on; null where there is none. */
  readonly provider: string | null
}

export function logOnPage({ csrf, target, name, refused, hasEnded, isNew, provider }: LogOnFacts, language: Language): Html {
  const { logOn: words } = logOnWords[language]
  const query = target === '/' ? '' : `?to=${encodeURIComponent(target)}`
  const told = refused === null ? nothing : html`<p class="notice bad" role="alert" id="log-on-error">${refusedText(refused, language)}</p>`
  const described = refused === null ? nothing : html` aria-invalid="true" aria-describedby="log-on-error"`
  return html`${refused === null && hasEnded ? html`<p class="notice">${words.ended}</p>` : nothing}${isNew ? html`<p class="notice">${words.first} <code class="code">${words.firstCommand}</code></p>` : nothing}${told}
${provider === null ? nothing : html`<p class="actions"><a class="button primary" href="/oidc/log-on${query}">${fill(words.byProvider, { host: provider }, language)}</a></p><h2>${words.orPassword}</h2>`}
<form method="post" action="/log-on">
<input type="hidden" name="_csrf" value="${csrf}">
<input type="hidden" name="to" value="${target}">
<div class="field"><label for="name">${words.name}</label>
<input id="name" name="name" value="${name}" required autocomplete="username" autocapitalize="none" spellcheck="false"${name === '' ? html` autofocus` : nothing}${described}></div>
<div class="field"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" required autocomplete="current-password"${name === '' ? nothing : html` autofocus`}${described}></div>
<p class="actions"><button class="primary">${words.send}</button></p>
</form>
<p class="fine">${words.forgotten}</p>`
}

export function refusedText({ refused, lockedUntilMs }: LogOnRefused, language: Language): string {
  const { wrong, locked, busy } = logOnWords[language].logOn
  if (refused === 'busy') return busy
  // Seconds are cut off: the next minute is surely late enough.
  return lockedUntilMs === null ? wrong : fill(locked, { time: hongKongTime(lockedUntilMs + 59_999).slice(11, 16) }, language)
}

/** 503 and 429 say when to come again; a wrong password is the form's own affair. */
export function refusedStatus({ refused, lockedUntilMs }: LogOnRefused): number {
  return refused === 'busy' ? 503 : lockedUntilMs === null ? 403 : 429
}
