/** A new password, typed twice: in a one-time link's page and in one's own. */

import { fill, type Language } from '../../checks/text.ts'
import { type Html, html, nothing } from '../web/html.ts'
import type { WeakPassword } from './accounts.ts'
import { logOnWords } from './log-on-words.ts'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules.ts'

export type NewPasswordProblem = WeakPassword | 'differs'

const lengths = { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD }

export function newPasswordFields(problem: NewPasswordProblem | null, language: Language): Html {
  const { label, repeat, hint } = logOnWords[language].newPassword
  const described =
    problem === null ? html` aria-describedby="next-hint"` : html` aria-invalid="true" aria-describedby="next-error next-hint"`
  return html`<div class="field"><label for="next">${label}</label>
<input id="next" name="next" type="password" required autocomplete="new-password"${described}>
<p class="hint" id="next-hint">${fill(hint, lengths, language)}</p>
${problem === null ? nothing : html`<p class="error" id="next-error" role="alert">${problemText(problem, language)}</p>`}</div>
<div class="field"><label for="repeat">${repeat}</label>
<input id="repeat" name="repeat" type="password" required autocomplete="new-password"></div>`
}

function problemText(problem: NewPasswordProblem, language: Language): string {
  const { differs, weak } = logOnWords[language].newPassword
  return problem === 'differs' ? differs : fill(weak[problem], lengths, language)
}
