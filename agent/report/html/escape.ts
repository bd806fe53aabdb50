/** HTML in which nothing is markup but what our own templates say. Evidence is hostile: pages, certificates and servers choose its words. */

import { plainCharacters, printable } from '../../cli/quote.ts'

/** Text that is markup already; only `html` and what is wholly ours makes it. */
export interface Html {
  readonly markup: string
}

type Value = string | number | Html | readonly Html[]

export const nothing: Html = { markup: '' }

/** Every value that isn't made by this same function is text. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  let markup = strings[0] ?? ''
  for (let at = 0; at < values.length; at += 1) markup += markupOf(values[at] ?? '') + (strings[at + 1] ?? '')
  return { markup }
}

function markupOf(value: Value): string {
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return escaped(String(value))
  if ('markup' in value) return value.markup
  let all = ''
  for (const { markup } of value) all += markup
  return all
}

const markup = /[&<>"']/
const notPlain = new RegExp(`[^${plainCharacters}]`)
const notPlainLines = new RegExp(`[^\\n${plainCharacters}]`)

/** For text and for values in quotes; marks that turn text around, and a surrogate without its other half, are made visible. */
function escaped(text: string): string {
  if (!(markup.test(text) || notPlain.test(text))) return text
  return withEntities(printable(text.toWellFormed()))
}

/** Texts of a line each, every one with a line end behind it. */
export function htmlLines(lines: readonly string[]): Html {
  const text = lines.map((line) => `${line}\n`).join('')
  // They are many, and mostly plain.
  return { markup: notPlainLines.test(text) ? lines.map((line) => `${escaped(line)}\n`).join('') : withEntities(text) }
}

/** Five searches cost less than one replacement by a function. */
function withEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}
