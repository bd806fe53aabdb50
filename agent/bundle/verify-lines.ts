/** `bundle verify` for people. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import type { Verdict } from '../diagnosis/verdict.ts'
import { labels } from '../report/labels.ts'
import { timeInText } from '../report/time-text.ts'
import type { JudgedAgain } from './compare.ts'
import { MANIFEST, SIGNATURE } from './format.ts'
import { type BundleProblem, isNoBundle } from './problems.ts'
import type { Verification } from './verify.ts'
import { verifyText } from './verify-text.ts'

type Verified = Extract<Verification, { bundle: unknown }>

export function verifyLines(verification: Verification, language: Language): string[] {
  const text = verifyText[language]
  if ('problem' in verification) {
    const { problem } = verification
    return [fill(isNoBundle(problem) ? text.noBundle : text.notIntact, { why: problemText(problem, language) }, language)]
  }
  const { intact, judged, bundle } = verification
  const say = (template: string, args: Readonly<Record<string, string | number | readonly string[]>>) => fill(template, args, language)
  const { manifest } = bundle
  return [
    !intact
      ? say(text.notIntact, { why: judgedText(verification, language) })
      : judged.outcome === 'same'
        ? text.intact
        : text.intactUnconfirmed,
    ...originLines(verification, language),
    say(text.sealed, {
      time: timeInText(hongKongTime(Date.parse(manifest.created)), language),
      version: printable(manifest.agent.version),
      profiles: manifest.profiles.map(printable),
    }),
    ...(manifest.request === null ? [] : [say(text.request, printableArgs(manifest.request))]),
    say(text.redaction, { policy: manifest.redaction.policy }),
    say(text.files, { count: bundle.files.size + 2, kilobytes: Math.ceil(sizeOf(verification) / 1000) }),
    ...(intact ? [judged.outcome === 'same' ? judgedText(verification, language) : differsText(verification, language)] : []),
    ...(judged.notCompared.length === 0 ? [] : [say(text.notCompared, { files: judged.notCompared })]),
  ]
}

/** Which files are in it, with size and digest: what was sent, exactly. */
export function fileLines({ bundle: { manifest, signed } }: Verified, language: Language): string[] {
  const width = Math.max(...manifest.files.map(({ path }) => path.length), MANIFEST.length)
  const rows = manifest.files.map(({ path, size, sha256 }) => `  ${path.padEnd(width)}  ${String(size).padStart(10)}  ${sha256}`)
  const { redaction, sealed } = verifyText[language]
  return [
    fill(
      sealed,
      {
        time: timeInText(hongKongTime(signed.signingTimeMs), language),
        version: printable(manifest.agent.version),
        profiles: manifest.profiles.map(printable),
      },
      language,
    ),
    fill(redaction, { policy: manifest.redaction.policy }, language),
    ...rows,
    `  ${MANIFEST}, ${SIGNATURE}`,
  ]
}

export function problemText(problem: BundleProblem, language: Language): string {
  const text = verifyText[language]
  if (problem.code === 'archive') {
    const { code, name } = problem.archive
    return name === undefined ? text.archive[code] : fill(text.inFile, { why: text.archive[code], file: printable(name) }, language)
  }
  if (problem.code === 'signature') {
    const why = text.signatures[problem.signature] ?? fill(text.otherSignature, { code: problem.signature }, language)
    return fill(text.signature, { why }, language)
  }
  const { code, ...args } = problem
  return fill(text.problems[code], printableArgs(args), language)
}

function originLines({ signer, origin }: Verified, language: Language): string[] {
  const text = verifyText[language]
  const { kind, ...facts } = origin
  const args = { ...facts, ...('sinceMs' in facts ? { since: timeInText(hongKongTime(facts.sinceMs), language) } : {}) }
  return [
    fill(text.signedBy, { name: printable(signer.name) }, language),
    ...(signer.install === null ? [] : [fill(text.install, { install: signer.install }, language)]),
    fill(text.key, { fingerprint: (signer.fingerprint.match(/.{1,4}/g) ?? []).join(' ') }, language),
    fill(text.origins[kind], printableArgs(args), language),
  ]
}

function judgedText({ judged }: Verified, language: Language): string {
  const text = verifyText[language]
  return fill(judged.outcome === 'altered' ? text.altered : text.same, judgedArgs(judged, language), language)
}

function differsText({ judged, bundle }: Verified, language: Language): string {
  return differsLines(judged, bundle.report.verdict, language, bundle.manifest.rules.version).join(' ')
}

/** That other rules lead elsewhere: both verdicts are told, and neither hidden. */
export function differsLines(judged: JudgedAgain, before: Verdict, language: Language, version = ''): string[] {
  const args = { ...judgedArgs(judged, language), before: labels[language].verdicts[before], version: printable(version) }
  return [fill(verifyText[language].differs, args, language)]
}

function judgedArgs({ made: { report }, parts }: JudgedAgain, language: Language) {
  const text = verifyText[language]
  const list = report.causes.map(({ code, subject }) => `${code} ${printable(subject)}`)
  const causes = list.length === 0 ? text.noCauses : fill(text.causes, { list }, language)
  const told = parts.map((part) => (Object.hasOwn(text.parts, part) ? (text.parts[part] ?? part) : part))
  return { verdict: labels[language].verdicts[report.verdict], causes, parts: told }
}

function sizeOf({ bundle: { files } }: Verified): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0)
}

function printableArgs(args: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, printable(String(value))]))
}
