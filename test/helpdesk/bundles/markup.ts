/** A page as a browser would read it: which elements it has, and whether anything on it could run, load or lead elsewhere. */

import { Parser } from 'htmlparser2'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

export function elementsOf(markup: string): Element[] {
  const elements: Element[] = []
  const parser = new Parser({ onopentag: (name, attributes) => void elements.push({ name, attributes }) })
  parser.end(markup)
  return elements
}

const active = new Set(['iframe', 'object', 'embed', 'base', 'style', 'template', 'audio', 'video', 'portal', 'math', 'foreignobject'])

/** What of a page nobody of the helpdesk wrote, or what its policy forbids: empty for every page of ours. */
export function strangersIn(markup: string): string[] {
  return elementsOf(markup).flatMap(({ name, attributes }) => {
    const own = (value: string | undefined) => value === undefined || /^(?:\/(?!\/)|#)/.test(value)
    const wrong = [
      active.has(name),
      name === 'script' && !/^\/assets\/[0-9a-f]+\/live\.js$/.test(attributes.src ?? ''),
      name === 'link' && !own(attributes.href),
      name === 'meta' && attributes['http-equiv'] !== undefined,
      name === 'form' && !own(attributes.action),
      name === 'img' && !/^\/bundles\/[0-9a-f]{64}\/pictures\/[a-z0-9._-]+$/.test(attributes.src ?? ''),
      name === 'a' && !own(attributes.href),
      ...Object.keys(attributes).map((attribute) => /^on/i.test(attribute) || attribute === 'style' || attribute === 'srcdoc'),
    ]
    return wrong.includes(true) ? [`<${name} ${JSON.stringify(attributes)}>`] : []
  })
}
