/** A part of a page that stays as new as the helpdesk itself, where scripts run: live.js fetches the page again and puts its part in. */

import type { Language } from '../../checks/text.ts'
import type { NewsItem } from '../server/news.ts'
import { type Html, html } from './html.ts'

/** The script's words; it has none of its own. */
const liveWords: Readonly<Record<Language, Readonly<Record<'changed' | 'ended', string>>>> = {
  en: {
    changed: 'Something new has come. The list shows it.',
    ended: 'This page no longer updates by itself. Load it again.',
  },
  'zh-HK': {
    changed: '有新的資料，已顯示於清單上。',
    ended: '此頁不再自動更新，請重新載入。',
  },
}

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
