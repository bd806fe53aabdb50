/** A part of a page that stays as new as the helpdesk itself, where scripts run: live.js fetches the page again and puts its part in. */

import type { Language } from '../../checks/text.ts'
import type { NewsItem } from '../server/news.ts'
import { type Html, html } from './html.ts'
import { liveWords } from './view-words.ts'

/**
 * One a page. Rows in it that have an `id` are told apart by it: one that wasn't there before is new.
 *
 * @param kinds news after which the part is looked at again
 */
export function livePart(kinds: readonly NewsItem['kind'][], language: Language, content: Html): Html {
  const { changed, ended } = liveWords[language]
  return html`<p role="status" id="live-said" class="live-said" data-changed="${changed}" data-ended="${ended}"></p>
<div id="live" data-kinds="${kinds.join(' ')}">
${content}
</div>`
}
