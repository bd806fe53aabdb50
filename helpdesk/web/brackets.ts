import type { Language } from '../../checks/text.ts'
import { type Html, html } from './html.ts'

/** Behind what it belongs to: " (administrator)", "（管理員）". */
export function inBrackets(what: string | Html, language: Language): Html {
  return language === 'en' ? html` (${what})` : html`（${what}）`
}
