/** The same report in either language. Words are chosen from codes and args: what stands in a report as text is in one language only. */

import { causes as catalogue } from '../../../checks/causes.ts'
import type { Finding } from '../../../checks/check.ts'
import { fill, type Language } from '../../../checks/text.ts'
import type { Report, ReportCause } from '../schema.ts'
import { causeText, findingText } from '../words.ts'

export function inLanguage(report: Report, language: Language): Report {
  return {
    ...report,
    language,
    causes: report.causes.map((cause) => causeIn(cause, language)),
    notJudged: report.notJudged.map(({ item }) => ({ item, text: causeText(NOT_CONFIGURED, item, argsOf(item, report), language).title })),
    findings: report.findings.map((finding) => ({ ...finding, text: findingText(finding as Finding, language) })),
  }
}

const NOT_CONFIGURED = 'site/not-configured'

function argsOf(item: string, { findings }: Report): Finding['args'] {
  return findings.find(({ code, subject }) => code === NOT_CONFIGURED && subject === item)?.args ?? { item }
}

function causeIn(cause: ReportCause, language: Language): ReportCause {
  const { code, subject, args } = cause
  const { title, why, steps } = causeText(code, subject, args, language)
  const template = catalogue.find((entry) => entry.code === code)?.confirm ?? ''
  return { ...cause, title, why, steps: [...steps], confirm: fill(template, { ...args, subject }, language) }
}
