/** XML in which nothing is markup but what our own code says. */

import { printable } from '../cli/quote.ts'

/** Text that is markup already; only `element` makes it. */
export interface Xml {
  readonly markup: string
}

type Attributes = Readonly<Record<string, string | number | undefined>>

/** A string among the children is text; an attribute that is undefined is left out. */
export function element(name: string, attributes: Attributes, children: readonly (Xml | string)[] = []): Xml {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]))
  const inside = children.map((child) => (typeof child === 'string' ? escapedLines(child) : `\n${child.markup}`)).join('')
  const end = children.length === 0 ? '/>' : `>${inside}${typeof children.at(-1) === 'string' ? '' : '\n'}</${name}>`
  return { markup: `<${name}${given.join('')}${end}` }
}

export function xmlDocument({ markup }: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What no XML 1.0 document may hold (section 2.2) goes too, by whatever way it is written: controls, halves of surrogates, U+FFFE and U+FFFF. */
function escaped(text: string): string {
  return printable(text.toWellFormed())
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Line ends stay: they are ours, between the paragraphs of a text. */
function escapedLines(text: string): string {
  return text.split('\n').map(escaped).join('\n')
}
