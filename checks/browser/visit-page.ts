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

/** The document as it stands, as far as it is read: one sign more tells that there was more. Nothing of the browser's own page of an error. */
export const DOCUMENT_EXPRESSION = `location.protocol === 'chrome-error:' ? '' : (document.documentElement?.outerHTML ?? '').slice(0, ${MAX_BODY_BYTES + 1})`

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
