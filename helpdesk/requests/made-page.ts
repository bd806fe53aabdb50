/** Shown once, as the answer to the form: the link is kept nowhere, so no address leads to this page again. */

import { fill, type Language, languages } from '../../checks/text.ts'
import { isThisPcAlone } from '../server/listen.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { newRequestPath, requestPath } from '../web/links.ts'
import { longTime } from '../web/times.ts'
import { fingerprintTold } from './fingerprint.ts'
import type { NewRequest } from './new-request.ts'
import { requestWords } from './words.ts'

export function madePage({ record, link, fileName }: NewRequest, fingerprint: string, language: Language): Html {
  const { made, one } = requestWords[language]
  const time = longTime(record.expiresMs, language)
  return html`<p class="notice warn">${made.once}</p>
${isThisPcAlone(link) ? html`<p class="notice warn">${made.thisPcAlone}</p>` : nothing}
<div class="field">
<label for="link">${made.link}</label>
<input id="link" class="code" value="${link}" readonly aria-describedby="link-hint">
<p class="hint" id="link-hint">${fill(made.linkHint, { time }, language)}</p>
</div>
<div class="field">
<label for="mail">${made.mail}</label>
<textarea id="mail" rows="8" readonly aria-describedby="mail-hint">${mailText(record, link)}</textarea>
<p class="hint" id="mail-hint">${made.mailHint}</p>
</div>
<p>${made.what}</p>
<dl class="facts"><div><dt>${one.fingerprint}</dt><dd>${fingerprintTold(fingerprint, language)}</dd></div></dl>
<p class="actions"><a class="button" href="${new URL(link).pathname}/request" download="${fileName}">${made.download}</a> <a href="${requestPath(record.id)}">${made.toRequest}</a> <a href="${newRequestPath()}">${made.another}</a></p>`
}

/** The caller's language isn't known here: both. Line ends stand in the template: in a value they would be made visible. */
function mailText({ case: caseName, expiresMs }: NewRequest['record'], link: string): Html {
  const parts = languages.map(
    (each) => html`${fill(requestWords[each].made.mailText, { case: caseName, time: longTime(expiresMs, each) }, each)}

`,
  )
  return html`${parts}${link}`
}
