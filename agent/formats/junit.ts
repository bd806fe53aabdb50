/**
 * `--junit`: the report as JUnit XML, as Jenkins, GitLab, Azure DevOps and their like read it. One suite for the verdicts, a case for each
 * profile; one suite for each check, a case for each finding. Whatever is not READY fails; what was not checked is skipped, never passed.
 */

import type { Language } from '../../checks/text.ts'
import { labels } from '../report/labels.ts'
import type { Report, ReportCause } from '../report/schema.ts'
import { checkName } from '../report/words.ts'
import { isOnlyNoted } from './counts.ts'
import { element, type Xml, xmlDocument } from './xml.ts'

type Finding = Report['findings'][number]

interface Case {
  readonly fate: 'passed' | 'failed' | 'error' | 'skipped'
  readonly markup: Xml
}

export function junitText(report: Report): string {
  const { checks, findings, elapsedMs } = report
  const verdicts = {
    name: 'verdict',
    elapsedMs,
    cases: report.profiles.map((profile) => profileCase(profile, report)),
    properties: propertiesOf(report),
  }
  const suites = checks.map(({ id, elapsedMs }) => ({
    name: id,
    elapsedMs,
    cases: findings.filter(({ check }) => check === id).map((finding) => findingCase(finding, report)),
    properties: [element('property', { name: 'title', value: checkName(id, report.language) })],
  }))
  const all = [verdicts, ...suites]
  return xmlDocument(
    element(
      'testsuites',
      // Without "skipped": Jenkins' schema has it in a suite alone.
      { name: 'terminal-preflight', time: seconds(elapsedMs), ...totals(all.flatMap(({ cases }) => cases)) },
      all.map((suite) => suiteOf(suite, report)),
    ),
  )
}

interface Suite {
  readonly name: string
  readonly elapsedMs: number
  readonly cases: readonly Case[]
  readonly properties: readonly Xml[]
}

function suiteOf({ name, elapsedMs, cases, properties }: Suite, { startedAt, agent }: Report): Xml {
  const skipped = cases.filter(({ fate }) => fate === 'skipped').length
  return element(
    'testsuite',
    {
      name: `terminal-preflight.${name}`,
      ...totals(cases),
      skipped,
      time: seconds(elapsedMs),
      // ISO 8601 without a zone, as Surefire writes it; UTC.
      timestamp: startedAt.slice(0, 19),
      hostname: agent.hostName,
    },
    [element('properties', {}, properties), ...cases.map(({ markup }) => markup)],
  )
}

function totals(cases: readonly Case[]) {
  const count = (wanted: Case['fate']) => cases.filter(({ fate }) => fate === wanted).length
  return { tests: cases.length, failures: count('failed'), errors: count('error') }
}

function propertiesOf({ agent, rules, verdict, notJudged }: Report): Xml[] {
  const values = {
    verdict,
    version: agent.version,
    rules: rules.sha256,
    platform: agent.platform,
    notJudged: notJudged.map(({ item }) => item).join(', '),
  }
  return Object.entries(values).map(([name, value]) => element('property', { name, value }))
}

function profileCase({ id, verdict }: Report['profiles'][number], { language, causes }: Report): Case {
  const { verdicts, verdictLines } = labels[language]
  const about = { message: verdicts[verdict], type: verdict }
  const wrong = causes.filter(({ severity }) => severity !== 'note')
  const text = wrong.length === 0 ? verdictLines[verdict] : told(wrong, language)
  if (verdict === 'ready') return caseOf('verdict', id, 'passed', [])
  return verdict === 'undetermined'
    ? caseOf('verdict', id, 'error', [element('error', about, [text])])
    : caseOf('verdict', id, 'failed', [element('failure', about, [text])])
}

/** Its name is its id, the question and whom it was asked of: it stays when the answer changes, so that a history can be kept. */
function findingCase(finding: Finding, report: Report): Case {
  const { check, id, status, text, code } = finding
  const name = id
  if (status === 'error') return caseOf(check, name, 'error', [element('error', { message: text, type: code })])
  if (status === 'not-checked' || status === 'not-applicable')
    return caseOf(check, name, 'skipped', [element('skipped', { message: `${text} (${reasonText(finding, report)})` })])
  if (status === 'ok' || isOnlyNoted(finding, report)) return caseOf(check, name, 'passed', [element('system-out', {}, [text])])
  return caseOf(check, name, 'failed', [element('failure', { message: text, type: code }, [explanation(finding, report)])])
}

function caseOf(classname: string, name: string, fate: Case['fate'], children: readonly Xml[]): Case {
  return { fate, markup: element('testcase', { classname: `terminal-preflight.${classname}`, name }, children) }
}

function reasonText({ status, reason }: Finding, { language }: Report): string {
  const { statuses, reasons } = labels[language]
  return reason === undefined ? statuses[status] : reasons[reason]
}

function explanation({ id }: Finding, { causes, language }: Report): string {
  const own = causes.filter(({ explains }) => explains.includes(id))
  return own.length === 0 ? labels[language].unexplained : told(own, language)
}

/** Each with who mends it and what to do. */
function told(causes: readonly ReportCause[], language: Language): string {
  const { whoMendsIt, colon, owners } = labels[language]
  return causes
    .map(({ title, code, why, owner, steps, confirm }) =>
      [
        `${title}  [${code}]`,
        why,
        `${whoMendsIt}${colon}${owners[owner]}`,
        ...steps.map((step, index) => `${index + 1}. ${step}`),
        ...(confirm === '' ? [] : [confirm]),
      ].join('\n'),
    )
    .join('\n\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
