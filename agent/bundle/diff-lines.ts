/** `bundle diff` for people: first the two answers, then verdicts, causes and what was seen, then the addresses side by side. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import type { Style } from '../report/style.ts'
import { timeInText } from '../report/time-text.ts'
import { hostLines } from './diff-address-lines.ts'
import { wrapped } from './diff-columns.ts'
import type { RunDiff } from './diff-schema.ts'
import { diffText } from './diff-text.ts'
import { answerTold, causeGroups, findingsTold, notSameTold, profilesTold } from './diff-told.ts'

export interface DiffView {
  readonly language: Language
  /** Width of the terminal in columns. */
  readonly columns: number
  readonly style: Style
}

export function diffLines(diff: RunDiff, view: DiffView): string[] {
  return [
    ...answerLines(diff, view),
    '',
    ...sideLines(diff, view),
    ...notSameLines(diff, view),
    ...causesLines(diff, view),
    ...findingsLines(diff, view),
    ...diff.hosts.flatMap((host) => ['', ...hostLines(host, view)]),
  ]
}

function answerLines(diff: RunDiff, { language, columns, style }: DiffView): string[] {
  const [{ purposes }, { colon }] = [diffText[language], labels[language]]
  const { answer, hosts, noRanges, change, counts } = answerTold(diff, language)
  const strong = (text: string) => wrapped(text, 0, columns).map((line) => style.strong(line))
  return [
    ...strong(`${purposes.answer}${colon}${answer}`),
    ...hosts.flatMap(({ heading, names }) => wrapped(`${heading}${colon}${names}`, 2, columns)),
    ...(noRanges === null ? [] : wrapped(noRanges, 2, columns)),
    ...strong(`${purposes.change}${colon}${change}`),
    ...(counts.length === 0 ? [] : wrapped(counts.join('  ·  '), 2, columns)),
  ]
}

function sideLines(diff: RunDiff, { language, columns, style }: DiffView): string[] {
  const [words, { verdicts, hongKongTime: zone }] = [diffText[language], labels[language]]
  const line = (name: 'a' | 'b') => {
    const { startedAt, hostName, verdict, version } = diff[name]
    const text = `${name.toUpperCase()}  ${verdicts[verdict]}  ·  ${timeInText(hongKongTime(Date.parse(startedAt)), language)} ${zone}  ·  ${hostName}  ·  ${version}`
    return wrapped(text, 0, columns).map((each, index) => (index === 0 ? each.replace(verdicts[verdict], style[verdict]) : each))
  }
  const profiles = profilesTold(diff, language)
  return [
    ...line('a'),
    ...line('b'),
    ...(profiles.length > 0 ? wrapped(profiles.join('  ·  '), 2, columns) : []),
    ...(diff.order === 'a-first' ? [] : wrapped(words.order[diff.order], 2, columns)),
  ]
}

function notSameLines(diff: RunDiff, { language, columns }: DiffView): string[] {
  const { colon } = labels[language]
  const items = notSameTold(diff, language)
  if (items.length === 0) return []
  return [
    '',
    ...wrapped(`${diffText[language].notSame}${colon.trimEnd()}`, 0, columns),
    ...items.flatMap(({ what, a, b }) => [
      ...wrapped(what, 2, columns, '- '),
      ...wrapped(`A${colon}${a}`, 4, columns),
      ...wrapped(`B${colon}${b}`, 4, columns),
    ]),
  ]
}

function causesLines(diff: RunDiff, { language, columns, style }: DiffView): string[] {
  return causeGroups(diff, language).flatMap(({ heading, items }) => {
    const head = wrapped(`${heading}${labels[language].colon.trimEnd()}`, 0, columns).map((line) => style.strong(line))
    return ['', ...head, ...items.flatMap((item) => wrapped(item, 2, columns, '- '))]
  })
}

function findingsLines(diff: RunDiff, { language, columns }: DiffView): string[] {
  const { colon } = labels[language]
  const { pairs, others } = findingsTold(diff, language)
  const lines = pairs.flatMap(({ a, b }) => [...wrapped(`A${colon}${a}`, 2, columns, '- '), ...wrapped(`B${colon}${b}`, 4, columns)])
  return [
    '',
    ...(lines.length === 0 ? [] : [...wrapped(`${diffText[language].findings}${colon.trimEnd()}`, 0, columns), ...lines]),
    ...wrapped(others, 0, columns),
  ]
}
