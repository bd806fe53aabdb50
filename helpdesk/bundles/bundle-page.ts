/** The page of one bundle. */

import type { OpenProblem, Shown } from '../verification/opener.ts'
import { type Html, html, nothing } from '../web/html.ts'
import type { Visitor } from '../web/visitor.ts'
import { actionsPart } from './actions-part.ts'
import { openProblemText } from './answers.ts'
import { evidencePart } from './evidence-part.ts'
import { factsPart } from './facts-part.ts'
import type { Found } from './find.ts'
import type { Neighbours } from './neighbours.ts'
import { signaturePart, signatureState, unopened } from './signature-part.ts'
import { trustForm } from './trust-form.ts'
import { verdictPart } from './verdict-part.ts'
import { bundleWords } from './words.ts'

export interface BundlePageFacts {
  readonly found: Found
  readonly shown: Shown | { readonly problem: OpenProblem }
  readonly neighbours: Neighbours
  /** Services that the request which it answers asked for; empty where it answers none. */
  readonly asked: readonly string[]
  readonly visitor: Visitor
}

export function bundlePage(facts: BundlePageFacts): { readonly title: string; readonly main: Html } {
  const { found, shown, neighbours, asked, visitor } = facts
  const { language } = visitor
  const words = bundleWords[language]
  const opened = 'problem' in shown ? null : shown
  const known = opened?.facts ?? found.row
  const title = known === null ? words.cannotOpen.title : known.hostName === '' ? words.noName : known.hostName
  const problem =
    'problem' in shown
      ? html`<div class="notice bad"><p>${openProblemText(shown.problem, language)}</p>${known === null ? nothing : html`<p>${words.cannotOpen.indexed}</p>`}</div>`
      : nothing
  if (known === null) return { title, main: html`${problem}${actionsPart(found, neighbours, visitor)}` }
  const state = opened === null ? unopened : signatureState(found.row, opened.facts.trustedBy)
  const mayTrust = opened !== null && state.origin.kind !== 'trusted'
  const main = html`${problem}
${verdictPart({ ...known, asked }, opened?.difference ?? null, language)}
${actionsPart(found, neighbours, visitor)}
<div class="columns">
${signaturePart(known.signer, state, mayTrust ? trustForm(found.receipt.sha256, visitor) : nothing, language)}
${factsPart(found, known, opened, language)}
</div>
${opened === null ? nothing : evidencePart(found.receipt.sha256, opened, language)}`
  return { title, main }
}
