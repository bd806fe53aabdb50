/** HTML in which nothing is markup but what our own templates say. Evidence is hostile: pages, certificates and servers choose its words. */

import { printable } from '../../cli/quote.ts'

/** Text that is markup already; only `html` and what is wholly ours makes it. */
export interface Html {
  readonly markup: string
}

type Value = string | number | Html | readonly Html[]

export const nothing: Html = { markup: '' }

/** Every value that isn't made by this same function is text. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: strings.reduce((whole, part, index) => whole + markupOf(values[index - 1] ?? '') + part) }
}

function markupOf(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For text and for values in quotes; marks that turn text around, and a surrogate without its other half, are made visible. */
function escaped(text: string): string {
  return printable(text.toWellFormed()).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
