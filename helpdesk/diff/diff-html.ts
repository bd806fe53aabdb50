/** A comparison as sections of a page: first the two answers, then causes, findings and addresses. Runs in the opener's thread. */

import { listed, lookUpTexts, movementText, placed, rolesText, wayTexts } from '../../agent/bundle/diff-address-lines.ts'
import type { HostDiff, RunDiff } from '../../agent/bundle/diff-schema.ts'
import { diffText } from '../../agent/bundle/diff-text.ts'
import { answerTold, causeGroups, findingsTold, notSameTold, profilesTold } from '../../agent/bundle/diff-told.ts'
import { labels } from '../../agent/report/labels.ts'
import type { Language } from '../../checks/text.ts'
import { verdictBadge } from '../web/badges.ts'
import { type Html, html, nothing } from '../web/html.ts'
import { shortTime } from '../web/times.ts'
import { type DiffRow, diffTable } from './diff-table.ts'
import { diffWords } from './words.ts'

export function diffHtml(diff: RunDiff, language: Language): Html {
  const words = diffText[language]
  return html`${answerOf(diff, language)}
${sidesOf(diff, language)}
${notSameOf(diff, language)}
${causeGroups(diff, language).map(({ heading, items }) => html`<section class="panel"><h2>${heading}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>\n`)}
${findingsOf(diff, language)}
${diff.hosts.length === 0 ? nothing : html`<section><h2>${words.purposes.answer}</h2>${diff.hosts.map((host) => hostOf(host, language))}</section>`}`
}

/** Good news is what neither broke nor left anything to be found out. */
function lookOf({ answer, change }: RunDiff): string {
  if (change.kind === 'broke' || answer.kind === 'moved-not-green') return 'bad'
  return answer.kind === 'moved-and-green' || change.kind === 'mended' ? 'good' : 'note'
}

function answerOf(diff: RunDiff, language: Language): Html {
  const [{ purposes }, { colon }] = [diffText[language], labels[language]]
  const { answer, hosts, noRanges, change, counts } = answerTold(diff, language)
  return html`<div class="notice ${lookOf(diff)}">
<p><strong>${purposes.answer}${colon}</strong>${answer}</p>
${hosts.map(({ heading, names }) => html`<p>${heading}${colon}${names}</p>`)}${noRanges === null ? nothing : html`<p class="fine">${noRanges}</p>`}
<p><strong>${purposes.change}${colon}</strong>${change}${counts.length === 0 ? nothing : html` ${counts.join('  ·  ')}`}</p>
</div>`
}

function sidesOf(diff: RunDiff, language: Language): Html {
  const own = diffWords[language]
  const { a, b, order } = diff
  const row = (head: string, of: (side: RunDiff['a']) => Html): DiffRow => ({ head, a: of(a), b: of(b) })
  const rows = [
    row(own.pc, ({ hostName }) => html`${hostName}`),
    row(own.verdict, ({ verdict }) => verdictBadge(verdict, language)),
    row(own.checked, ({ startedAt }) => html`${shortTime(Date.parse(startedAt))}`),
    row(own.version, ({ version }) => html`${version}`),
  ]
  const profiles = profilesTold(diff, language)
  return html`<section><h2>${own.sides}</h2>
${diffTable(own.sides, rows, language)}
${profiles.length === 0 ? nothing : html`<p>${profiles.join('  ·  ')}</p>`}
<p class="fine">${diffText[language].order[order]} ${own.byPcClock}</p></section>`
}

function notSameOf(diff: RunDiff, language: Language): Html {
  const items = notSameTold(diff, language)
  if (items.length === 0) return nothing
  const { notSame } = diffText[language]
  const rows = items.map(({ what, a, b }): DiffRow => ({ head: what, a: html`${a}`, b: html`${b}` }))
  return html`<section><h2>${notSame}</h2>
<p class="hint">${diffWords[language].notSameHint}</p>
${diffTable(notSame, rows, language)}</section>`
}

function findingsOf(diff: RunDiff, language: Language): Html {
  const { findings } = diffText[language]
  const { pairs, others } = findingsTold(diff, language)
  const rows = pairs.map(({ a, b }): DiffRow => ({ head: null, a: html`${a}`, b: html`${b}` }))
  return html`<section><h2>${findings}</h2>
${rows.length === 0 ? nothing : diffTable(findings, rows, language)}
<p class="fine">${others}</p></section>`
}

function hostOf(host: HostDiff, language: Language): Html {
  const words = diffText[language]
  const lines = (texts: readonly string[]) => html`${texts.map((text, index) => (index === 0 ? html`${text}` : html`<br>${text}`))}`
  const row = (head: string, a: readonly string[], b: readonly string[]): DiffRow => ({ head, a: lines(a), b: lines(b) })
  const { hostsFile, lookUps, ways } = host
  const rows = [
    ...lookUps.map(({ roles, a, b }) => row(rolesText(roles, language), lookUpTexts(a, language), lookUpTexts(b, language))),
    ...(hostsFile.a.length + hostsFile.b.length === 0
      ? []
      : [row(words.hostsFile, listed(hostsFile.a, language), listed(hostsFile.b, language))]),
    ...ways.map(({ way, place, a, b }) => row(placed(way, place, language), wayTexts(a, language), wayTexts(b, language))),
  ]
  return html`<h3>${host.host}${labels[language].colon}${movementText(host, language)}</h3>
${rows.length === 0 ? nothing : diffTable(host.host, rows, language)}
${host.certificates.map((part) => html`<p>${words.certificates[part]}</p>`)}
`
}
