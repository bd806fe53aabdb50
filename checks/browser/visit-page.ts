/** The document of a visit: read from the browser, and whether it is the one that is looked for. */

import { createHash } from 'node:crypto'
import { MAX_BODY_BYTES } from '../page/body.ts'
import type { Page } from '../page/evidence.ts'
import type { readHtml } from '../page/html.ts'
import { recognise } from '../page/recognise.ts'
import { redirectOf, withoutState } from '../page/redirect.ts'
import type { PageMarker } from '../settings.ts'

export interface Reader {
  readonly readHtml: typeof readHtml
}

/** Of the page's own objects (DOM Standard, HTML Standard) what is read. */
interface ShownRoot {
  querySelectorAll(selectors: string): Iterable<ShownElement>
}
interface ShownElement {
  readonly localName: string
  readonly shadowRoot: (ShownRoot & { readonly innerHTML: string }) | null
  /** Null for a frame of another origin; only frames have it. */
  readonly contentDocument?: ShownDocument | null
}
interface ShownDocument extends ShownRoot {
  readonly documentElement: { readonly outerHTML: string } | null
  readonly location: { readonly protocol: string }
}
declare const document: ShownDocument

/**
 * Runs in the page: its document as it stands, with what a person sees in it too: frames of the same origin, and shadow trees that are open.
 * Frames of elsewhere stay closed to it, as they are to the page. Nothing of the browser's own page of an error. What nobody reads (styles,
 * scripts, pictures that stand in the page) would leave no room for what is looked for, and is left out.
 */
function serialize(limit: number): string {
  let html = ''
  const readable = (text: string) =>
    text.replace(/(<(style|script)\b[^>]*>)[\s\S]*?(<\/\2>)/gi, '$1$3').replace(/\bdata:[^"')\s]{64,}/gi, 'data:')
  const addShownIn = (root: ShownRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (html.length > limit) return
      if (element.shadowRoot !== null) {
        html += readable(element.shadowRoot.innerHTML)
        addShownIn(element.shadowRoot)
      }
      if (element.localName === 'iframe' || element.localName === 'frame') addDocument(element.contentDocument ?? null)
    }
  }
  const addDocument = (shown: ShownDocument | null) => {
    if (shown === null || shown.location.protocol === 'chrome-error:') return
    html += readable(shown.documentElement?.outerHTML ?? '')
    addShownIn(shown)
  }
  addDocument(document)
  return html.slice(0, limit)
}

/** As far as it is read: one sign more tells that there was more. */
export const DOCUMENT_EXPRESSION = `(${serialize.toString()})(${MAX_BODY_BYTES + 1})`

export function pageOf(html: string, { readHtml }: Reader): Page {
  const whole = Buffer.from(html)
  const cut = html.length > MAX_BODY_BYTES || whole.length > MAX_BODY_BYTES
  const bytes = whole.subarray(0, MAX_BODY_BYTES)
  const facts = readHtml(cut ? bytes.toString() : html)
  return {
    ...facts,
    metaRefresh: facts.metaRefresh === null ? null : withoutState(facts.metaRefresh),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    cut,
    failure: null,
  }
}

/** @returns whether it shows what one of the targets at this address is recognised by; without any markers every page does */
export function isAwaited(page: Page, markers: readonly (PageMarker | null)[]): boolean {
  return markers.some((marker) => marker === null || recognise(page, marker) !== null)
}

/** Whether waiting can bring anything: scripts draw and lead on, frames fill, a refresh leads on. */
export function mayChange(page: Page, url: string): boolean {
  return page.scripts > 0 || page.frames > 0 || redirectOf({ url, statusCode: null, location: null }, page) !== null
}
