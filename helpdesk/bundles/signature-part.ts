/** Whose key signed a bundle, and what follows from that. */

import type { Origin } from '../../agent/bundle/verify.ts'
import { inGroups } from '../../agent/request/show.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { BundleRow } from '../index/rows.ts'
import { originTold } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { longTime } from '../web/times.ts'
import { bundleWords } from './words.ts'

export interface SignatureState {
  readonly origin: Origin
  /** What else is to be said of it; null where nothing is. */
  readonly note: 'noLonger' | 'notIndexed' | null
}

/** Of a bundle that can't be opened now: who vouches for its key can't be told either. */
export const unopened: SignatureState = { origin: { kind: 'cannot-tell', why: 'unopened' }, note: null }

/**
 * What is true now: a certificate may have come to the trust folder since the bundle was indexed, or have gone from it, and then nothing
 * is shown as trusted.
 */
export function signatureState(row: Pick<BundleRow, 'origin'> | null, trustedBy: string | null): SignatureState {
  if (trustedBy !== null) return { origin: { kind: 'trusted', by: trustedBy }, note: null }
  if (row === null) return { origin: { kind: 'cannot-tell', why: 'index' }, note: 'notIndexed' }
  return row.origin.kind === 'trusted' ? { origin: { kind: 'not-trusted' }, note: 'noLonger' } : { origin: row.origin, note: null }
}

export function signaturePart(signer: BundleRow['signer'], { origin, note }: SignatureState, more: Html, language: Language): Html {
  const words = bundleWords[language].signature
  const rows: readonly (readonly [string, Html])[] = [
    [words.signer, html`<bdi>${signer.name}</bdi>`],
    [words.install, signer.install === null ? html`${words.companyKey}` : html`<code>${signer.install}</code>`],
    [words.fingerprint, html`<code class="fingerprint">${inGroups(signer.fingerprint)}</code>`],
  ]
  return html`<section class="panel" aria-labelledby="signature">
<h2 id="signature">${words.heading}</h2>
<p>${originTold(origin.kind, language)}</p>
${sayings(origin, language).map((line) => html`<p>${line}</p>`)}${note === null ? nothing : html`<p class="notice warn">${words[note]}</p>`}
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${more}
</section>`
}

function sayings(origin: Origin, language: Language): readonly string[] {
  const words = bundleWords[language].signature
  switch (origin.kind) {
    case 'trusted':
      return [fill(words.by, { by: origin.by }, language)]
    case 'known':
      return [fill(words.since, { since: longTime(origin.sinceMs, language) }, language)]
    case 'changed-key':
      return [fill(words.before, { since: longTime(origin.sinceMs, language), before: inGroups(origin.before) }, language)]
    default:
      return []
  }
}
