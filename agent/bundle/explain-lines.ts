/** `bundle explain` for people. */

import { type Finding, isBad } from '../../checks/check.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { Contacts } from '../report/contacts.ts'
import { labels } from '../report/labels.ts'
import type { Report } from '../report/schema.ts'
import type { Style } from '../report/style.ts'
import { causeText, findingText } from '../report/words.ts'
import { wrapped } from './diff-columns.ts'
import type { ExplainedCause, ExplainedFinding, Explanation } from './explain.ts'
import { type Considered, type Expectation, withoutText } from './explain-candidates.ts'
import type { EvidenceRecord } from './explain-records.ts'
import { explainText } from './explain-text.ts'

export interface ExplainView {
  readonly language: Language
  readonly columns: number
  readonly style: Style
  /** Whom the answer names; without it the owners alone. */
  readonly contacts?: Contacts
}

interface Told extends ExplainView {
  /** Findings that are named by their id. */
  readonly findings: ReadonlyMap<string, Finding>
  /** Paths of records that stand further up already. */
  readonly shown: Set<string>
}

export function explainLines(explanation: Explanation, report: Report, asked: ExplainView): string[] {
  const { language, columns } = asked
  const view: Told = { ...asked, findings: new Map(report.findings.map((finding) => [finding.id, withoutText(finding)])), shown: new Set() }
  const words = explainText[language]
  switch (explanation.kind) {
    case 'causes': {
      const { causes, unexplained, notChecked } = explanation
      const isEmpty = causes.length + unexplained.length === 0
      return [
        ...(isEmpty ? wrapped(words.nothingWrong, 0, columns) : []),
        ...causes.flatMap((cause, index) => [...(index === 0 ? [] : ['']), ...causeLines(cause, view)]),
        ...section(
          words.unexplained,
          unexplained.flatMap((each) => findingLines(each, view)),
          0,
          view,
        ),
        ...section(
          words.notChecked,
          notChecked.flatMap((finding) => wrapped(stateText(finding, language), 2, columns, '- ')),
          0,
          view,
        ),
      ]
    }
    case 'findings':
      return explanation.findings.flatMap((each) => [
        ...findingLines(each, view),
        ...wrapped(
          each.explainedBy.length > 0
            ? fill(words.underCause, { causes: each.explainedBy }, language)
            : isBad(each.finding)
              ? words.underNone
              : '',
          4,
          columns,
        ).filter((line) => line.trim() !== ''),
      ])
    case 'not-named': {
      const { code, number, considered } = explanation
      return [
        ...wrapped(fill(words.notNamed, { code, number }, language), 0, columns),
        ...(considered.length === 0 ? wrapped(words.notConsidered, 2, columns) : considered.flatMap((each) => rivalLines(each, 2, view))),
      ]
    }
    case 'unknown':
      return [
        ...wrapped(fill(words.unknown, { what: explanation.what }, language), 0, columns),
        ...(explanation.near.length === 0 ? [] : wrapped(fill(words.near, { near: explanation.near }, language), 0, columns)),
      ]
  }
}

function causeLines({ cause, findings, expectations, rivals }: ExplainedCause, view: Told): string[] {
  const { language, columns, style, contacts } = view
  const [words, { whoMendsIt, owners, severities, colon }] = [explainText[language], labels[language]]
  const { title, why } = causeText(cause.code, cause.subject, cause.args, language)
  const heading = `${title}  [${cause.code}; ${cause.number}; ${severities[cause.severity]}]`
  const kinds = (kind: Expectation['kind']) =>
    (expectations ?? []).filter((each) => each.kind === kind).flatMap((each) => expectationLines(each, view))
  return [
    ...wrapped(heading, 0, columns).map((line) => style.strong(line)),
    ...(why === '' ? [] : wrapped(why, 2, columns)),
    ...wrapped(`${whoMendsIt}${colon}${contacts?.[cause.owner] ?? owners[cause.owner]}`, 2, columns),
    ...section(
      words.explains,
      findings.flatMap((each) => findingLines(each, view)),
      0,
      view,
    ),
    ...section(words.expected, kinds('predicted'), 0, view),
    ...section(words.against, kinds('against'), 0, view),
    ...(expectations === null ? wrapped(words.notProposed, 2, columns) : []),
    ...(rivals.length === 0
      ? ['', ...wrapped(words.noRivals, 0, columns)]
      : section(
          words.rivals,
          rivals.flatMap((each) => rivalLines(each, 2, view)),
          0,
          view,
        )),
  ]
}

function section(heading: string, lines: readonly string[], indent: number, { language, columns }: ExplainView): string[] {
  return lines.length === 0 ? [] : ['', ...wrapped(`${heading}${labels[language].colon.trimEnd()}`, indent, columns), ...lines]
}

function stateText(finding: Finding, language: Language): string {
  const { statuses, reasons } = labels[language]
  const state = finding.reason === undefined ? statuses[finding.status] : `${statuses[finding.status]}: ${reasons[finding.reason]}`
  return `${findingText(finding, language)}  [${finding.code}; ${state}]`
}

/** A list of hundreds tells no more by its end than evidence.json does. */
const MOST_RECORDS = 12

function findingLines({ finding, records }: ExplainedFinding, { language, columns, style, shown: above }: Told): string[] {
  const words = explainText[language]
  const shown = records.slice(0, MOST_RECORDS)
  const rest = records.length - shown.length
  const lines = shown.flatMap((record) => wrapped(recordText(record, above, language), 4, columns))
  return [
    ...wrapped(stateText(finding, language), 2, columns, '- '),
    ...wrapped(finding.id, 4, columns).map((line) => style.dim(line)),
    ...(records.length === 0
      ? wrapped(words.noRecords, 4, columns)
      : [...wrapped(`${words.records}${labels[language].colon}`, 4, columns), ...lines]),
    ...(rest > 0 ? wrapped(fill(words.moreRecords, { count: rest }, language), 4, columns) : []),
  ]
}

/** As JSON, with blanks where a line may end. */
function recordText(record: EvidenceRecord, above: Set<string>, language: Language): string {
  const { noneOf, above: standsAbove } = explainText[language]
  if ('noneOf' in record) return `${record.path}${labels[language].colon}${fill(noneOf, { count: record.noneOf }, language)}`
  if (above.has(record.path)) return `${record.path} ${standsAbove}`
  above.add(record.path)
  const json = JSON.stringify(record.value, (_key, value: unknown) => shortened(value), 1)
  return `${record.path} ${json.replace(/\n\s*/g, ' ')}`
}

/** Certificates are thousands of characters that nobody reads. */
const LONGEST = 120
const BEGINNING = 24

/** What is left out is said; times are in milliseconds, of which a tenth is more than anything here depends on. */
function shortened(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 10) / 10
  return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, BEGINNING)}… (${value.length})` : value
}

function expectationLines({ id, finding }: Expectation, { language, columns }: ExplainView): string[] {
  const text = finding === null ? `${id}  [${explainText[language].notAsked}]` : stateText(finding, language)
  return wrapped(text, 2, columns, '- ')
}

function rivalLines(considered: Considered, indent: number, view: Told): string[] {
  const { language, columns } = view
  const { code, number, subject, args } = considered.candidate
  const { title } = causeText(code, subject, args, language)
  return [...wrapped(`${title}  [${code}; ${number}]`, indent, columns, '- '), ...wrapped(fateText(considered, view), indent + 2, columns)]
}

function fateText({ state, ruledOutBy, explains, unseen, lost }: Considered, { language, findings }: Told): string {
  const words = explainText[language]
  const said = (id: string) => {
    const finding = findings.get(id)
    return finding === undefined ? id : findingText(finding, language)
  }
  if (state === 'ruled-out') return fill(words.ruledOut, { reasons: ruledOutBy.map(said).join('; ') }, language)
  if (lost === null) return words.states[state === 'chosen' ? 'chosen' : 'explains-nothing']
  return fill(words.lost[lost.by], { explained: explains.length, total: lost.of, unseen: unseen.map(said).join('; ') }, language)
}
