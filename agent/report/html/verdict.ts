/** The top of the page: the verdict, large, of what and when; and the code that is read out on the phone. */

import { fill } from '../../../checks/text.ts'
import { labels } from '../labels.ts'
import { isPageUnseen } from '../limits.ts'
import { notJudgedText } from '../not-judged.ts'
import { type Html, html, nothing } from './escape.ts'
import type { Told } from './facts.ts'
import { type Mark, marks } from './icons.ts'
import { htmlText } from './text.ts'
import { durationText, timeText } from './times.ts'

const verdictMarks = { ready: 'ok', attention: 'warning', 'not-ready': 'bad', undetermined: 'unknown' } as const satisfies Record<
  Told['report']['verdict'],
  Mark
>

export function verdictOf(told: Told): Html {
  const { report } = told
  const { verdict, language, notJudged } = report
  const words = labels[language]
  const line = words.verdictLines[verdict === 'attention' && isPageUnseen(report) ? 'unseen' : verdict]
  return html`<section class="verdict ${verdict}">
<svg viewBox="0 0 24 24" aria-hidden="true">${marks[verdictMarks[verdict]]}</svg>
<div>
<h1>${words.verdicts[verdict]}</h1>
<p>${line.charAt(0).toUpperCase()}${line.slice(1)}</p>
${notJudged.length === 0 ? nothing : html`<p class="fine">${notJudgedText(report)}</p>`}
${profilesOf(told)}
</div>
</section>
<section class="about">
${factsOf(told)}
${phoneOf(told)}
</section>`
}

/** Where there are several, each with its own verdict; one alone stands among the facts. */
function profilesOf({ report: { profiles, language }, facts }: Told): Html {
  const words = labels[language]
  if (profiles.length < 2) return nothing
  return html`<ul class="services">${profiles.map(
    ({ id, verdict }) =>
      html`<li>${titleOf(id, facts.profiles, language)}${words.colon}<strong class="${verdict}">${words.verdicts[verdict]}</strong></li>`,
  )}</ul>`
}

function titleOf(id: string, profiles: Told['facts']['profiles'], language: Told['report']['language']): string {
  return profiles.find((profile) => profile.id === id)?.title[language] ?? id
}

function factsOf({ report, facts }: Told): Html {
  const { language, agent, startedAt, elapsedMs, rules, profiles } = report
  const own = htmlText[language]
  const rows: readonly (readonly [string, string])[] = [
    [own.pc, agent.hostName],
    ...(profiles.length === 1 ? [[own.services, titleOf(profiles[0]?.id ?? '', facts.profiles, language)] as const] : []),
    [own.time, fill(own.timeOfPc, { time: timeText(Date.parse(startedAt), language) }, language)],
    [own.took, durationText(elapsedMs, language)],
    [own.version, `Terminal Preflight ${agent.version} (${own.rules} ${rules.sha256.slice(0, 12)})`],
  ]
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function phoneOf({ phone, report: { language } }: Told): Html {
  const own = htmlText[language]
  return html`<div class="phone">${phone.picture}<p>${own.phoneCode}<br><strong>${phone.code}</strong><br><small>${own.phoneCodeHint}</small></p></div>`
}
