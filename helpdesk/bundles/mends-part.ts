/** Who mends a cause, and what the caller is told: the report's own sentences are for whoever sits at the terminal. */

import type { CallPart } from '../../agent/report/html/causes.ts'
import { labels } from '../../agent/report/labels.ts'
import { fill } from '../../checks/text.ts'
import { html, nothing } from '../web/html.ts'
import { bundleWords } from './words.ts'

export const mendsPart: CallPart = ({ owner, title, steps }, { report: { language }, contacts }) => {
  const { tell, goThrough } = bundleWords[language].mends
  const contact = contacts[owner]
  const told = owner !== 'terminal-user' ? fill(tell, { title }, language) : steps.length > 0 ? goThrough : null
  return html`<p>${labels[language].whoMendsIt}<br><strong>${contact.charAt(0).toUpperCase()}${contact.slice(1)}</strong></p>${told === null ? nothing : html`<p class="say">${told}</p>`}`
}
