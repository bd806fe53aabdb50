/** An administrator's word that a key is the terminal's: behind a fold, since it is said once in a terminal's life. */

import { may } from '../accounts/may.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundlePath } from '../web/links.ts'
import type { Visitor } from '../web/visitor.ts'
import { bundleWords } from './words.ts'

export function trustForm(sha256: string, { language, account, csrf }: Visitor): Html {
  if (account === null || !may(account.role, 'admin')) return nothing
  const words = bundleWords[language].trust
  return html`<details><summary>${words.heading}</summary>
<form method="post" action="${bundlePath(sha256)}/trust">
<input type="hidden" name="_csrf" value="${csrf}">
<p>${words.how}</p>
<div class="field check"><input type="checkbox" id="compared" name="compared" value="yes" required><label for="compared">${words.compared}</label></div>
<p class="actions"><button>${words.confirm}</button> <span class="hint">${words.what}</span></p>
</form></details>`
}
