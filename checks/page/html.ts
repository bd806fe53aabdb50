/** What a page shows, as far as it can be seen without running it. Takes 20 ms to load: imported where a page is expected. */

import { Parser } from 'htmlparser2'
import type { Page } from './evidence.ts'

export type PageFacts = Pick<Page, 'title' | 'passwordFields' | 'forms' | 'scripts' | 'frames' | 'labels' | 'metaRefresh'>

const MAX_LABELS = 100
const MAX_LABEL_LENGTH = 200
/** Longer than any address that a browser's bar shows. */
const MAX_ADDRESS_LENGTH = 2048
/** Browsers nest no deeper than 512 elements. The parser's own work grows with the square of the depth. */
const MAX_DEPTH = 600
/** The depth is looked at between pieces of this many characters. */
const PIECE_LENGTH = 4096

/** Elements whose text a person reads as something to choose, or as the name of the page or of a field. */
const labelElements = new Set(['a', 'button', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'label', 'legend', 'summary'])
const labelRoles = new Set(['button', 'heading', 'link', 'menuitem', 'tab'])
const buttonTypes = new Set(['button', 'image', 'reset', 'submit'])
/** Where scripts run, which is in every browser, none of this is shown. */
const unseenElements = new Set(['noscript', 'script', 'style', 'template'])
/** Any other type makes a data block, not a script (HTML Standard, "The script element"). */
const scriptTypes = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script(?:;.*)?)$/i

type Attributes = Readonly<Record<string, string>>

/** Where the text of an element is gathered while it is open. */
interface Gatherer {
  readonly element: string
  text: string
}

/** Reads HTML of any quality; nothing is thrown for what it holds. */
export function readHtml(html: string): PageFacts {
  const facts = createFacts()
  const open: { readonly unseen: boolean; readonly gathers: boolean }[] = []
  let unseenDepth = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'script' && scriptTypes.test(attributes.type?.trim() ?? '')) facts.addScript()
      const unseen = unseenElements.has(name)
      if (unseen) unseenDepth += 1
      open.push({ unseen, gathers: unseenDepth === 0 && facts.openElement(name, attributes) })
    },
    ontext(text) {
      if (unseenDepth === 0) facts.addText(text)
    },
    onclosetag() {
      const element = open.pop()
      if (element?.unseen === true) unseenDepth -= 1
      if (element?.gathers === true) facts.closeElement()
    },
  })
  for (let at = 0; at < html.length && open.length < MAX_DEPTH; at += PIECE_LENGTH) parser.write(html.slice(at, at + PIECE_LENGTH))
  parser.end()
  return facts.found()
}

function createFacts() {
  const count = { passwordFields: 0, forms: 0, scripts: 0, frames: 0 }
  const labels = new Set<string>()
  const gatherers: Gatherer[] = []
  let title: string | null = null
  let metaRefresh: string | null = null

  const addLabel = (text: string | undefined) => {
    const label = oneLine(text ?? '', MAX_LABEL_LENGTH)
    if (label !== '' && labels.size < MAX_LABELS) labels.add(label)
  }
  const addText = (text: string) => {
    const gatherer = gatherers.at(-1)
    // Twice the length: blanks that are folded later count here.
    if (gatherer !== undefined && gatherer.text.length < 2 * MAX_LABEL_LENGTH) gatherer.text += text
  }
  return {
    addText,
    addScript: () => {
      count.scripts += 1
    },
    /** @returns whether the element's text is wanted: then `closeElement` must follow */
    openElement(name: string, attributes: Attributes): boolean {
      const type = attributes.type?.toLowerCase() ?? ''
      if (name === 'form') count.forms += 1
      if (name === 'body' && attributes.onload !== undefined) count.scripts += 1
      if (name === 'iframe' || name === 'frame') count.frames += 1
      if (name === 'input' && type === 'password') count.passwordFields += 1
      if (name === 'input' && buttonTypes.has(type)) addLabel(attributes.value ?? attributes.alt)
      if (name === 'area') addLabel(attributes.alt)
      if (name === 'img' && gatherers.length === 0) addLabel(attributes.alt)
      else if (name === 'img') addText(` ${attributes.alt ?? ''} `)
      if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh') {
        metaRefresh ??= oneLine(attributes.content ?? '', MAX_ADDRESS_LENGTH)
      }
      if (isLabel(name, attributes)) addLabel(attributes['aria-label'] ?? attributes.title)
      else if (name !== 'title' || title !== null) return false
      gatherers.push({ element: name, text: '' })
      return true
    },
    closeElement() {
      const gatherer = gatherers.pop()
      if (gatherer?.element === 'title') {
        title ??= oneLine(gatherer.text, MAX_LABEL_LENGTH)
        return
      }
      addLabel(gatherer?.text)
      // A button inside a link is part of the link's text too.
      addText(` ${gatherer?.text ?? ''} `)
    },
    found: (): PageFacts => ({ title: title ?? '', ...count, labels: [...labels], metaRefresh }),
  }
}

function isLabel(name: string, attributes: Attributes): boolean {
  return labelElements.has(name) || labelRoles.has(attributes.role?.toLowerCase() ?? '') || attributes.onclick !== undefined
}

function oneLine(text: string, maxLength: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, maxLength)
}
