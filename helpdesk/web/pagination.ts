/** Going through a long list: from what is newest to what is older. */

import type { Language } from '../../checks/text.ts'
import type { Cursor } from '../index/index.ts'
import { type Html, html, nothing } from './html.ts'
import { pageWords } from './view-words.ts'

const written = /^(\d{1,15})\.([0-9a-f]{64})$/

export function cursorText({ receivedMs, sha256 }: Cursor): string {
  return `${receivedMs}.${sha256}`
}

/** Null for what is none. */
export function cursorOf(text: string): Cursor | null {
  const [, receivedMs, sha256] = written.exec(text) ?? []
  return receivedMs === undefined || sha256 === undefined ? null : { receivedMs: Number(receivedMs), sha256 }
}

/**
 * @param newest the list's beginning; null where that is what is shown
 * @param older what comes behind; null at the end
 */
export function pageLinks({ newest, older }: { readonly newest: string | null; readonly older: string | null }, language: Language): Html {
  if (newest === null && older === null) return nothing
  const own = pageWords[language]
  return html`<nav class="pages" aria-label="${own.pages}">${newest === null ? html`<span></span>` : html`<a href="${newest}">← ${own.newest}</a>`}${older === null ? nothing : html`<a href="${older}" rel="next">${own.older} →</a>`}</nav>`
}
