/** What a page is made from beside the report. */

import type { Presentation } from '../../bundle/contents.ts'
import type { Evidence } from '../../judge.ts'
import type { Contacts } from '../contacts.ts'
import type { Report } from '../schema.ts'
import type { Html } from './escape.ts'

/** embedded: in the page itself · beside: files in the same folder · none: not handed on */
export type Pictures =
  | { readonly kind: 'embedded'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'beside' }
  | { readonly kind: 'none' }

export interface HtmlFacts {
  readonly contacts: Presentation['contacts']
  readonly profiles: Presentation['profiles']
  readonly evidence: Evidence
  readonly pictures: Pictures
}

/** One language's share of a page: the report in it, whom it names, and what both languages show alike. */
export interface Told {
  readonly report: Report
  readonly facts: HtmlFacts
  readonly contacts: Contacts
  /** The code that is read out on the phone, and its picture for a camera. */
  readonly phone: { readonly code: string; readonly picture: Html }
}
