/** Asks what is to be asked for. Sensible without a change but the case. */

import { builtinProfile } from '../../agent/profile/builtin.ts'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html, nothing } from '../web/html.ts'
import {
  DEFAULT_DAYS,
  LONGEST_CASE,
  LONGEST_MESSAGE,
  MOST_DAYS,
  profileIds,
  type Typed,
  type WishField,
  type WishProblem,
  type WishProblems,
} from './wish.ts'
import { requestWords } from './words.ts'

export const defaults: Typed = {
  case: '',
  profiles: profileIds,
  days: String(DEFAULT_DAYS),
  redaction: 'standard',
  message: '',
  encrypt: true,
}

export interface FormFacts {
  readonly typed: Typed
  readonly problems: WishProblems
  /** Why no terminal would take it, in English as every mistake in a request is told; null where nothing is known. */
  readonly notMade: string | null
  readonly csrf: string
  /** Of this form alone: sent twice, it asks once (once.ts). */
  readonly once: string
}

export function formPage({ typed, problems, notMade, csrf, once }: FormFacts, language: Language): Html {
  const { form, redaction } = requestWords[language]
  const wrong = Object.keys(problems).length > 0
  const field = (name: Exclude<WishField, 'profiles'>, input: (attributes: Html) => Html) => html`<div class="field">
<label for="${name}">${form[name]}</label>
${input(described(name, problems[name]))}
${hint(name, fill(form.hints[name], { days: MOST_DAYS }, language))}${told(name, problems[name], language)}
</div>`
  return html`${wrong ? html`<p class="notice bad" role="alert">${form.wrong}</p>` : nothing}
${notMade === null ? nothing : html`<p class="notice bad" role="alert">${fill(form.notMade, { reason: notMade }, language)}</p>`}
<form method="post" action="/requests/new">
<input type="hidden" name="_csrf" value="${csrf}">
<input type="hidden" name="once" value="${once}">
${field('case', (attributes) => html`<input id="case" name="case" value="${typed.case}" maxlength="${LONGEST_CASE}" required autocomplete="off" autofocus${attributes}>`)}
<fieldset${problems.profiles === undefined ? nothing : html` aria-describedby="profiles-error"`}>
<legend>${form.profiles}</legend>
${profileIds.map((id) => html`<div class="field check"><input type="checkbox" id="profile-${id}" name="profiles" value="${id}"${typed.profiles.includes(id) ? html` checked` : nothing}><label for="profile-${id}">${builtinProfile(id)?.title[language] ?? id}</label></div>`)}
${told('profiles', problems.profiles, language)}
</fieldset>
${field('days', (attributes) => html`<input id="days" name="days" type="number" inputmode="numeric" min="1" max="${MOST_DAYS}" value="${typed.days}" required${attributes}>`)}
${field('redaction', (attributes) => html`<select id="redaction" name="redaction"${attributes}>${(['standard', 'strict'] as const).map((each) => html`<option value="${each}"${each === typed.redaction ? html` selected` : nothing}>${redaction[each]}</option>`)}</select>`)}
${field('message', (attributes) => html`<input id="message" name="message" value="${typed.message}" maxlength="${LONGEST_MESSAGE}" autocomplete="off"${attributes}>`)}
<div class="field check"><input type="checkbox" id="encrypt" name="encrypt" value="yes"${typed.encrypt ? html` checked` : nothing} aria-describedby="encrypt-hint"><label for="encrypt">${form.encrypt} <span class="hint" id="encrypt-hint">${form.hints.encrypt}</span></label></div>
<p class="actions"><button class="primary">${form.send}</button></p>
</form>`
}

function described(name: string, problem: WishProblem | undefined): Html {
  return problem === undefined
    ? html` aria-describedby="${name}-hint"`
    : html` aria-invalid="true" aria-describedby="${name}-error ${name}-hint"`
}

function hint(name: string, text: string): Html {
  return html`<p class="hint" id="${name}-hint">${text}</p>`
}

function told(name: WishField, problem: WishProblem | undefined, language: Language): Html {
  if (problem === undefined) return nothing
  const most = name === 'case' ? LONGEST_CASE : LONGEST_MESSAGE
  return html`<p class="error" id="${name}-error">${fill(requestWords[language].problems[problem], { most, days: MOST_DAYS }, language)}</p>`
}
