/** Judged again: does all that follows from a bundle's evidence stand in it as it follows? */

import type { Report } from '../report/schema.ts'
import { rules, version } from '../version.ts'
import { type DerivedFile, derivedTexts } from './derived.ts'
import { type MadeReport, makeReport } from './make-report.ts'
import type { OpenedBundle } from './open.ts'

export interface JudgedAgain {
  /**
   * same: it does · altered: it does not, and was made by the very rules that this program has, so that somebody changed it · differs: it
   * does not, and was made by other rules
   */
  readonly outcome: 'same' | 'altered' | 'differs'
  /** What this program says, in the language of the run. */
  readonly made: MadeReport
  /** What is not the same: parts of the report ("verdict", "causes", "findings" …), or files. */
  readonly parts: readonly string[]
  /** Files that another version wrote, in words and a layout of its own: nobody here can tell whether they are as it wrote them. */
  readonly notCompared: readonly DerivedFile[]
}

type Compared = Pick<OpenedBundle, 'contents' | 'report' | 'manifest' | 'files' | 'presentation'>

export function judgeAgain(bundle: Compared): JudgedAgain {
  const { contents, report: came, manifest, presentation } = bundle
  const made = makeReport(contents)
  // Two names for the rules in one bundle: it was put together by hand.
  const oneName = isSame(came.rules, manifest.rules)
  const sameRules = manifest.rules.sha256 === rules.sha256
  const sameProgram = sameRules && manifest.agent.version === version
  const changed = sameProgram ? changedFiles(bundle, made) : []
  // Where report.json is the same to the last byte, each of its parts is.
  const parts = sameProgram && !changed.includes('report.json') && presentation !== null ? [] : changedParts(made.report, came)
  const all = [...(oneName ? [] : ['rules']), ...parts, ...changed]
  const outcome = all.length === 0 ? 'same' : sameRules || !oneName ? 'altered' : 'differs'
  return { outcome, made, parts: all, notCompared: sameProgram ? [] : ['report.html', 'agent.log'] }
}

/** The same program writes them the same, to the last byte. */
function changedFiles({ contents, presentation, manifest, files }: Compared, made: MadeReport): DerivedFile[] {
  if (presentation === null) return []
  const expected = Object.entries(derivedTexts(contents, presentation, manifest.redaction.policy, made)) as [DerivedFile, string][]
  return expected.filter(([name, text]) => !isText(files.get(name), text)).map(([name]) => name)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** To the last byte. Read, since to write a page of 100 kB as UTF-8 takes longer. */
function isText(bytes: Uint8Array | undefined, text: string): boolean {
  if (bytes === undefined) return text === ''
  try {
    return decoder.decode(bytes) === text
  } catch {
    return false
  }
}

function changedParts(made: Report, came: Report): string[] {
  const [ours, theirs] = [judgedParts(made), judgedParts(came)]
  return Object.keys(ours).filter((name) => !isSame(ours[name], theirs[name]))
}

/** All that rules decide, and all that the run record says; words are chosen anew by whoever shows it. */
function judgedParts(report: Report): Readonly<Record<string, unknown>> {
  return {
    verdict: report.verdict,
    profiles: report.profiles,
    causes: report.causes.map(({ title: _title, why: _why, steps: _steps, confirm: _confirm, ...cause }) => cause),
    unexplained: report.unexplained,
    notJudged: report.notJudged.map(({ item }) => item),
    findings: report.findings.map(({ text: _text, ...finding }) => finding),
    checks: report.checks,
    startedAt: report.startedAt,
    elapsedMs: report.elapsedMs,
    agent: report.agent,
  }
}

/** The same as JSON, whatever the order of an object's fields is. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    // What JSON has no word for (NaN) is null in it.
    return JSON.stringify(one) === JSON.stringify(other)
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((each, at) => isSame(each, other[at]))
  }
  const [ones, others] = [fieldsOf(one), fieldsOf(other)]
  return (
    ones.length === others.length && ones.every(([name, value]) => Object.hasOwn(other, name) && isSame(value, Reflect.get(other, name)))
  )
}

/** Without those that are not there in JSON. */
function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined)
}
