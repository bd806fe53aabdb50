/** The rows of a record's page: the sessions side by side, machine and person apart. */

import { fill, type Language } from '../../checks/text.ts'
import { type Html, html } from '../report/html/escape.ts'
import { labels } from '../report/labels.ts'
import { causeText, findingText } from '../report/words.ts'
import type { GuideSession, Procedure, Step } from './procedure.ts'
import type { Answer, GuideRecord, MachineSeen, Outcome, PersonReported, RunRecord, SessionRecord } from './record.ts'
import { clockText, endText, momentText, plannedText } from './times.ts'
import { guideWords } from './words.ts'

/** A session as planned, and what was recorded of it; null: nothing. */
export interface Column {
  readonly number: number
  readonly planned: GuideSession
  readonly session: SessionRecord | null
}

export function columnsOf({ procedure, sessions }: GuideRecord): Column[] {
  return procedure.sessions.map((planned, index) => {
    const number = index + 1
    return { number, planned, session: sessions.find((each) => each.number === number) ?? null }
  })
}

type Cell = (column: Column, session: SessionRecord) => Html

export function factRows(columns: readonly Column[], language: Language): Html[] {
  const { page, timings } = guideWords[language]
  return [
    row('', page.planned, columns, language, null, ({ planned }) => html`${plannedText(planned, language)}`),
    row('', page.held, columns, language, (_, { startedAt, endedAt, timing }) => {
      const from = momentText(Date.parse(startedAt), language)
      const to = endText(Date.parse(startedAt), Date.parse(endedAt), language)
      return html`${fill(page.heldFromTo, { from, to, timing: timings[timing] }, language)}`
    }),
    row('', page.person, columns, language, (_, { person }) => html`${person === '' ? page.nobody : person}`),
    row('', page.terminal, columns, language, (_, { terminal }) => html`${terminal.hostName} (${terminal.account})`),
  ]
}

export function machineRows(columns: readonly Column[], language: Language): Html[] {
  const { page } = guideWords[language]
  const lastRun: (tell: (run: RunRecord) => Html) => Cell =
    (tell) =>
    (_, { runs }) => {
      const run = runs.at(-1)
      return run === undefined ? html`${page.notReached}` : tell(run)
    }
  return [
    band('machine', page.seenByMachine, page.machineExplained, columns),
    ...stepsOf(columns, 'machine').map((id) =>
      stepRow('machine', id, columns, language, ({ seenByMachine }) => {
        const seen = seenByMachine.find(({ step }) => step === id)
        return seen === undefined ? html`${page.notReached}` : seenCell(seen, language)
      }),
    ),
    row(
      'machine',
      page.verdict,
      columns,
      language,
      lastRun((run) => verdictCell(run, language)),
    ),
    row(
      'machine',
      page.names,
      columns,
      language,
      lastRun(({ names }) => html`${names.map((name) => html`<p>${nameText(name, language)}</p>`)}`),
    ),
    row(
      'machine',
      page.source,
      columns,
      language,
      lastRun(({ source }) => html`${source ?? '–'}`),
    ),
    row(
      'machine',
      page.evidence,
      columns,
      language,
      lastRun(({ bundle }) => (bundle === null ? html`${page.noEvidence}` : html`${bundle.file} <small>SHA-256 ${bundle.sha256}</small>`)),
    ),
  ]
}

export function personRows(columns: readonly Column[], language: Language): Html[] {
  const { page } = guideWords[language]
  return [
    band('person', page.reportedByPerson, page.personExplained, columns),
    ...stepsOf(columns, 'person').map((id) =>
      stepRow('person', id, columns, language, ({ reportedByPerson }) => {
        const reported = reportedByPerson.find(({ step }) => step === id)
        return reported === undefined ? html`${page.notReached}` : reportedCell(reported, language)
      }),
    ),
  ]
}

/** Ids in the order of the procedure; a step of one session alone has its row too. */
function stepsOf(columns: readonly Column[], kind: Step['kind']): string[] {
  const most = columns.toSorted((one, other) => other.planned.steps.length - one.planned.steps.length)
  return [...new Set(most.flatMap(({ planned }) => planned.steps.filter((step) => step.kind === kind).map(({ id }) => id)))]
}

/** What both sessions do alike stands once, before them; else each says its own. */
function stepRow(
  kind: Step['kind'],
  id: string,
  columns: readonly Column[],
  language: Language,
  cell: (session: SessionRecord) => Html,
): Html {
  const stepIn = ({ planned }: Column) => planned.steps.find((step) => step.id === id)
  const own = columns.flatMap((column) => stepIn(column) ?? [])
  const texts = [...new Set(own.map((step) => step.text[language]))]
  const success = [...new Set(own.flatMap(({ success }) => (success === null ? [] : [success[language]])))]
  const shared = texts.length === 1
  const label = html`${texts[0] ?? id}${success.map((each) => html`<br><small>${guideWords[language].success}${labels[language].colon}${each}</small>`)}`
  const cells = columns.map((column) => {
    const step = stepIn(column)
    if (step === undefined) return html`<td>–</td>`
    const mark = step.footnote === null ? html`` : html`<sup>${step.footnote.mark}</sup>`
    const text = shared ? html`` : html`<p>${step.text[language]}${mark}</p>`
    const told = column.session === null ? html`${guideWords[language].page.notRecorded}` : cell(column.session)
    return html`<td>${text}<p>${told}${shared ? mark : html``}</p></td>`
  })
  return html`<tr class="${kind}"><th scope="row">${shared ? label : html`${guideWords[language].page.differs}`}</th>${cells}</tr>\n`
}

function row(
  kind: 'machine' | '',
  label: string,
  columns: readonly Column[],
  language: Language,
  cell: Cell | null,
  planned?: (column: Column) => Html,
): Html {
  const cells = columns.map((column) => {
    const told =
      planned?.(column) ??
      (column.session === null || cell === null ? html`${guideWords[language].page.notRecorded}` : cell(column, column.session))
    return html`<td>${told}</td>`
  })
  return html`<tr class="${kind}"><th scope="row">${label}</th>${cells}</tr>\n`
}

function band(kind: Step['kind'], title: string, explained: string, columns: readonly Column[]): Html {
  return html`<tr class="${kind} band"><th scope="rowgroup" colspan="${columns.length + 1}">${title} <small>${explained}</small></th></tr>\n`
}

const outcomeClasses: Readonly<Record<Outcome, string>> = {
  seen: 'good',
  'not-as-expected': 'doubt',
  'not-seen': 'bad',
  'not-checked': 'doubt',
}
const answerClasses: Readonly<Record<Answer, string>> = { yes: 'good', no: 'bad', 'not-done': 'doubt' }

function seenCell({ outcome, findings, inferred, at }: MachineSeen, language: Language): Html {
  const words = guideWords[language]
  const texts = findings.filter(({ status }) => status !== 'not-applicable').map((finding) => findingText(finding, language))
  return html`<span class="${outcomeClasses[outcome]}">${words.outcomes[outcome]}</span> <small>${clockText(Date.parse(at))}</small>${lines(texts)}${
    inferred.length === 0 ? html`` : html`<br><small>${words.page.inferred}</small>`
  }`
}

function reportedCell({ answer, remark, at }: PersonReported, language: Language): Html {
  const { answers, page } = guideWords[language]
  const said = remark === '' ? html`` : html` · ${page.remark}${labels[language].colon}${remark}`
  return html`<span class="${answerClasses[answer]}">${answers[answer]}</span> <small>${clockText(Date.parse(at))}</small>${said}`
}

const verdictClasses: Readonly<Record<RunRecord['verdict'], string>> = {
  ready: 'good',
  attention: 'doubt',
  'not-ready': 'bad',
  undetermined: 'doubt',
}

function verdictCell({ verdict, causes, notJudged }: RunRecord, language: Language): Html {
  const { verdicts, notJudged: template } = labels[language]
  const titles = causes.map(({ code, subject, args }) => causeText(code, subject, args, language).title)
  const open = notJudged.length === 0 ? [] : [fill(template, { items: notJudged }, language)]
  return html`<span class="${verdictClasses[verdict]}">${verdicts[verdict]}</span>${lines([...titles, ...open])}`
}

function nameText({ name, addresses, dataCentres }: RunRecord['names'][number], language: Language): string {
  const text = fill(`{name}${labels[language].colon}{addresses}`, { name, addresses }, language)
  const more = dataCentres.map((centre) => guideWords[language].dataCentres[centre])
  return more.length === 0 ? text : fill(labels[language].bracketed, { text, more }, language)
}

function lines(texts: readonly string[]): Html {
  return html`${texts.map((text) => html`<br><small>${text}</small>`)}`
}

/** Footnotes of the steps of every session, each once, in the order of their marks. */
export function footnotesOf({ sessions }: Procedure, language: Language): { readonly mark: string; readonly text: string }[] {
  const all = sessions.flatMap(({ steps }) => steps.flatMap(({ footnote }) => (footnote === null ? [] : [footnote])))
  const marks = new Map(all.map(({ mark, text }) => [mark, { mark, text: text[language] }]))
  return [...marks.values()].toSorted((one, other) => one.mark.localeCompare(other.mark))
}
