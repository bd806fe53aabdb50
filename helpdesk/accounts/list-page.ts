/** Who may come in, and what an administrator can do about it. */

import { fill, type Language } from '../../checks/text.ts'
import { inBrackets } from '../web/brackets.ts'
import { frameWords } from '../web/frame-words.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { longTime, minuteOf, shortTime } from '../web/times.ts'
import { type ListedAccount, type Role, roles } from './accounts.ts'
import { type ListProblem, listWords } from './list-words.ts'
import { type AccountState, stateOf } from './state.ts'

export interface ListFacts {
  readonly accounts: readonly ListedAccount[]
  /** Of who looks at it. */
  readonly ownId: string
  readonly csrf: string
  readonly problem: ListProblem | null
  /** What was typed into the form that invites. */
  readonly typed: { readonly name: string; readonly role: Role }
}

const looks: Readonly<Record<AccountState, string>> = {
  active: 'good',
  invited: 'odd',
  'link-old': 'quiet',
  locked: 'warn',
  disabled: 'quiet',
}

export function listPage(facts: ListFacts, language: Language): Html {
  const { accounts, problem } = facts
  const { caption, columns, problems } = listWords[language]
  return html`${problem === null ? nothing : html`<p class="notice bad" role="alert" id="account-error">${problems[problem]}</p>`}
<table class="list" role="table">
<caption>${caption}</caption>
<thead><tr role="row">${Object.values(columns).map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">
${accounts.map((account) => row(account, facts, language))}
</tbody>
</table>
${inviteForm(facts, language)}`
}

function row(account: ListedAccount, { ownId, csrf }: ListFacts, language: Language): Html {
  const { columns, states, until, kinds, you } = listWords[language]
  const state = stateOf(account)
  const untilMs = state === 'locked' ? account.lockedUntilMs : state === 'invited' ? account.invitedUntilMs : null
  const time = untilMs === null ? nothing : html` <span class="fine">${fill(until, { time: shortTime(untilMs) }, language)}</span>`
  return html`<tr role="row">
<td role="cell" data-label="${columns.name}"><bdi>${account.name}</bdi>${account.id === ownId ? html`<span class="fine">${inBrackets(html`<a href="/account">${you}</a>`, language)}</span>` : nothing}</td>
<td role="cell" data-label="${columns.role}">${account.kind === 'oidc' ? html`${frameWords[language].roles[account.role]} <span class="fine">${kinds.oidc}</span>` : roleForm(account, csrf, language)}</td>
<td role="cell" data-label="${columns.state}"><span class="badge ${looks[state]}">${states[state]}</span>${time}</td>
<td role="cell" data-label="${columns.since}">${minuteOf(account.createdMs)}</td>
<td role="cell" data-label="${columns.do}" class="row-actions">${deedsFor(account, state).map((deed) => deedForm(account, deed, csrf, language))}</td>
</tr>
`
}

type Deed = 'invite' | 'disable' | 'enable' | 'unlock'

function deedsFor({ kind }: ListedAccount, state: AccountState): readonly Deed[] {
  if (state === 'disabled') return ['enable']
  return [...(state === 'locked' ? (['unlock'] as const) : []), ...(kind === 'oidc' ? [] : (['invite'] as const)), 'disable']
}

function deedForm({ id, name }: ListedAccount, deed: Deed, csrf: string, language: Language): Html {
  return html`<form method="post" action="/accounts/${id}/${deed}"><input type="hidden" name="_csrf" value="${csrf}"><button${deed === 'disable' ? html` class="danger"` : nothing}>${listWords[language].deeds[deed]}<span class="aloud">${inBrackets(name, language)}</span></button></form>`
}

function roleForm({ id, name, role }: ListedAccount, csrf: string, language: Language): Html {
  const { setRole, newRole } = listWords[language]
  return html`<form method="post" action="/accounts/${id}/role"><input type="hidden" name="_csrf" value="${csrf}"><select name="role" aria-label="${fill(newRole, { name }, language)}">${roles.map((each) => option(each, each === role, frameWords[language].roles[each]))}</select> <button>${setRole}<span class="aloud">${inBrackets(name, language)}</span></button></form>`
}

function inviteForm({ csrf, typed }: ListFacts, language: Language): Html {
  const { invite, may } = listWords[language]
  const names = frameWords[language].roles
  return html`<section class="panel"><h2>${invite.title}</h2>
<form method="post" action="/accounts/invite"><input type="hidden" name="_csrf" value="${csrf}">
<div class="field"><label for="name">${invite.name}</label>
<input id="name" name="name" value="${typed.name}" maxlength="64" required autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="name-hint">
<p class="hint" id="name-hint">${invite.nameHint}</p></div>
<div class="field"><label for="role">${invite.role}</label>
<select id="role" name="role">${roles.map((each) => option(each, each === typed.role, `${names[each]}${language === 'en' ? ': ' : '：'}${may[each]}`))}</select></div>
<p class="actions"><button class="primary">${invite.send}</button></p>
</form></section>`
}

function option(value: string, isChosen: boolean, text: string): Html {
  return html`<option value="${value}"${isChosen ? html` selected` : nothing}>${text}</option>`
}

/** Shown once, as the answer to the form: the link is kept nowhere. */
export function madePage({ link, expiresMs }: { readonly link: string; readonly expiresMs: number }, language: Language): Html {
  const { made } = listWords[language]
  return html`<p class="notice warn">${made.once}</p>
<div class="field"><label for="link">${made.link}</label>
<input id="link" class="code" value="${link}" readonly aria-describedby="link-hint">
<p class="hint" id="link-hint">${fill(made.hint, { time: longTime(expiresMs, language) }, language)}</p></div>
<p class="actions"><a class="button" href="/accounts">${made.back}</a></p>`
}
