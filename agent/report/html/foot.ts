/** The foot of the page: what no program can see, HKEX's two cautions, whose software this is, and what it all rests on. */

import { fill } from '../../../checks/text.ts'
import { builtinProfile } from '../../profile/builtin.ts'
import { cautionsOf, noProgramKnows } from '../limits.ts'
import { type Html, html } from './escape.ts'
import type { Told } from './facts.ts'
import { htmlText } from './text.ts'

export function footOf({ report }: Told): Html {
  const { language } = report
  const own = htmlText[language]
  const profiles = report.profiles.flatMap(({ id }) => builtinProfile(id) ?? [])
  const circulars = new Map(profiles.flatMap(({ circular }) => (circular === null ? [] : [[circular.name.en, circular] as const])))
  const printed = [...circulars.values()].map(({ name, section }) => fill(own.printed, { circular: name[language], section }, language))
  const inferred = profiles.some(({ targets }) => targets.some((target) => target.inferred)) ? [own.inferred] : []
  // Where all is green the log-on may still be refused.
  const limits = report.verdict === 'ready' || report.verdict === 'attention' ? [noProgramKnows(report)] : []
  const lines = [...limits, cautionsOf(language), ...printed, ...inferred]
  return html`<h2>${own.sources}</h2>
${lines.map((line) => html`<p>${line}</p>`)}`
}
