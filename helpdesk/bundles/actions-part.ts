/** What can be done with a bundle, and where to go from it. */

import { fill } from '../../checks/text.ts'
import { may } from '../accounts/may.ts'
import { diffPath } from '../diff/path.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { bundlePath, casePath, newRequestPath, terminalPath } from '../web/links.ts'
import { longTime } from '../web/times.ts'
import type { Visitor } from '../web/visitor.ts'
import type { Found } from './find.ts'
import type { Neighbours } from './neighbours.ts'
import { bundleWords } from './words.ts'

export function actionsPart({ receipt, row }: Found, { before }: Neighbours, { language, account }: Visitor): Html {
  const words = bundleWords[language].actions
  const own = bundlePath(receipt.sha256)
  const isAllowed = (role: 'agent' | 'admin') => account !== null && may(account.role, role)
  const compare =
    before === null
      ? nothing
      : html`<a class="button" href="${diffPath(before.sha256, receipt.sha256)}">${words.compare}</a> <span class="hint">${fill(words.comparedWith, { time: longTime(before.receivedMs, language) }, language)}</span> `
  return html`<p class="actions"><a class="button" href="${own}/download">${words.download}</a> ${compare}${row === null ? nothing : html`<a href="${terminalPath(row.terminal)}">${words.history}</a> `}${row === null || row.caseName === null ? nothing : html`<a href="${casePath(row.caseName)}"><bdi>${fill(words.case, { case: row.caseName }, language)}</bdi></a> `}${isAllowed('agent') ? html`<a href="${newRequestPath(row?.caseName ?? undefined)}">${words.newRequest}</a> ` : nothing}${isAllowed('admin') ? html`<a href="${own}/remove">${words.remove}</a>` : nothing}</p>
${row !== null && before === null ? html`<p class="fine">${words.first}</p>` : nothing}`
}
