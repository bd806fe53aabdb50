/** When, for whom, by which account: what is known of a bundle beside what it says of the terminal. */

import { durationText } from '../../agent/report/html/times.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Shown } from '../verification/opener.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { casePath, requestPath } from '../web/links.ts'
import { minuteOf, shortTime } from '../web/times.ts'
import type { Found } from './find.ts'
import { spanText } from './span.ts'
import { bundleWords } from './words.ts'

/** A clock that is off by less stops no log-on, and is hardly wrong. */
const CLOCKS_AGREE_MS = 60_000

export type Known = Pick<BundleRow, 'startedMs' | 'agentVersion' | 'redaction' | 'bundleId' | 'judged'>

/** @param shown null where the bundle can't be opened now */
export function factsPart({ receipt, row }: Found, known: Known, shown: Shown | null, language: Language): Html {
  const words = bundleWords[language].facts
  const { receivedMs } = receipt
  const ahead = known.startedMs - receivedMs
  const started = fill(words.byPcClock, { time: shortTime(known.startedMs) }, language)
  const gap = ahead > 0 ? nothing : html`<br><small>${fill(words.gap, { gap: spanText(-ahead, language) }, language)}</small>`
  const size = fill(bundleWords[language].files.bytes, { size: receipt.size }, language)
  const rows: readonly (readonly [string, Html])[] = [
    [words.case, caseOf(row, language)],
    [words.request, requestOf(receipt.requestId, shown, language)],
    [words.received, minuteOf(receivedMs)],
    [words.started, html`${started}${gap}`],
    ...(shown === null ? [] : onlyShown(shown, language)),
    [words.version, html`Terminal Preflight ${known.agentVersion}`],
    [words.redaction, html`${words[known.redaction]}`],
    [words.came, html`${fill(words[receipt.kind], { size }, language)}`],
    [words.bundleId, html`<code>${known.bundleId}</code>`],
    [words.digest, html`<code>${receipt.sha256}</code>`],
  ]
  return html`<section class="panel" aria-labelledby="facts">
<h2 id="facts">${words.heading}</h2>
${ahead > CLOCKS_AGREE_MS ? html`<p class="notice warn">${fill(words.gapAhead, { gap: spanText(ahead, language) }, language)}</p>` : nothing}
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`
}

function onlyShown({ elapsedMs, account, phoneCode }: Shown, language: Language): readonly (readonly [string, Html])[] {
  const words = bundleWords[language].facts
  const { name, session } = account
  return [
    [words.took, html`${durationText(elapsedMs, language)}`],
    [words.account, html`<bdi>${name}</bdi>${session === null ? nothing : html` · <bdi>${session}</bdi>`}`],
    [words.phoneCode, html`<code>${phoneCode}</code>`],
  ]
}

function caseOf(row: Found['row'], language: Language): Html {
  if (row === null || row.caseName === null) return html`${bundleWords[language].facts.noCase}`
  return html`<a href="${casePath(row.caseName)}"><bdi>${row.caseName}</bdi></a>`
}

/** A request that it came with its token for is the helpdesk's own word; what it says by itself is the word of whoever made it. */
function requestOf(requestId: string | null, shown: Shown | null, language: Language): Html {
  const words = bundleWords[language].facts
  if (requestId !== null) return html`<a href="${requestPath(requestId)}"><code>${requestId}</code></a>`
  const claimed = shown?.manifest.request ?? null
  return html`${claimed === null ? words.noRequest : fill(words.foreignRequest, { case: claimed.case, signer: claimed.signer }, language)}`
}
