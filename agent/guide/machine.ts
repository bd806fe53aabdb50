/** A machine's step: one run of the agent's own checks, and what it says of the step's pages. */

import type { Finding, Status } from '../../checks/check.ts'
import type { Settings, Target } from '../../checks/settings.ts'
import type { Configuration } from '../profile/load.ts'
import type { RunOutcome } from '../run.ts'
import type { MachineStep } from './procedure.ts'
import type { MachineSeen, Outcome, RunRecord } from './record.ts'

export function runRecord({ report, findings }: RunOutcome, bundle: RunRecord['bundle']): RunRecord {
  const source = findings.find(({ code }) => code === 'path/connects')?.args.source
  return {
    startedAt: report.startedAt,
    verdict: report.verdict,
    causes: report.causes.flatMap(({ code, severity, subject, args, owner }) =>
      severity === 'note' ? [] : [{ code, severity, subject, args, owner }],
    ),
    notJudged: report.notJudged.map(({ item }) => item),
    names: namesOf(findings),
    source: typeof source === 'string' ? source : null,
    bundle,
    rules: report.rules,
  }
}

/** Each name once, with all that the resolvers gave for it: the proof of a switch is that they differ between two sessions. */
function namesOf(findings: readonly Finding[]): RunRecord['names'] {
  const answers = findings.filter(({ id }) => id.startsWith('dns.answer ') || id.startsWith('dns.range '))
  const names = [...new Set(answers.map(({ args }) => args.host).filter((host) => typeof host === 'string'))]
  return names.map((name) => {
    const own = answers.filter(({ args }) => args.host === name)
    const list = (field: string) => [...new Set(own.flatMap(({ args }) => (Array.isArray(args[field]) ? args[field] : [])))]
    const centres = list('dataCentres')
    return {
      name,
      addresses: list('addresses'),
      dataCentres: (['primary', 'secondary'] as const).filter((centre) => centres.includes(centre)),
    }
  })
}

/** @param run which of the session's runs `outcome` is */
export function machineSeen(
  step: MachineStep,
  { report, findings }: RunOutcome,
  { settings, profiles }: Configuration,
  run: number,
): MachineSeen {
  const targets = step.pages.map((page) => targetOf(page, settings))
  const urls = targets.flatMap((target) => (target === undefined ? [] : [target.url]))
  const byPage = urls.map((url) => findings.filter(({ id }) => id === `page.reach ${url}` || id === `browser.page ${url}`))
  const ofReader = step.smartcard ? findings.filter(({ check }) => check === 'smartcard') : []
  const about = [...byPage.flat(), ...ofReader]
  const outcomes = [
    ...byPage.map((own) => outcomeOf(own, eitherSees)),
    ...(step.smartcard ? [outcomeOf(ofReader, allHaveTo)] : []),
    // A page that the profile doesn't have was looked at by nobody.
    ...(targets.includes(undefined) ? (['not-checked'] as const) : []),
  ]
  const inferred = profiles.flatMap((profile) => profile.targets.filter((target) => target.inferred && urls.includes(target.url)))
  return {
    step: step.id,
    at: new Date(Date.parse(report.startedAt) + report.elapsedMs).toISOString(),
    outcome: allHaveTo.find((outcome) => outcomes.includes(outcome)) ?? 'not-checked',
    run,
    findings: about.map((finding) => ({ ...finding, args: { ...finding.args } }) as MachineSeen['findings'][number]),
    inferred: [...new Set(inferred.map(({ url }) => url))],
  }
}

/** The same host and path; a lab's port is another. */
function targetOf(page: string, { targets }: Settings): Target | undefined {
  const wanted = new URL(page)
  return targets.find(({ url }) => {
    const { hostname, pathname } = new URL(url)
    return hostname === wanted.hostname && pathname === wanted.pathname
  })
}

const outcomeByStatus: Readonly<Record<Status, Outcome | null>> = {
  problem: 'not-seen',
  warning: 'not-as-expected',
  error: 'not-checked',
  'not-checked': 'not-checked',
  ok: 'seen',
  'not-applicable': null,
}

/** Worst first. A page is seen where this program or the browser sees it; of several things each has to be. */
const eitherSees: readonly Outcome[] = ['not-seen', 'not-as-expected', 'seen', 'not-checked']
const allHaveTo: readonly Outcome[] = ['not-seen', 'not-as-expected', 'not-checked', 'seen']

/** What nobody looked at is never a pass. */
function outcomeOf(findings: readonly Finding[], order: readonly Outcome[]): Outcome {
  const own = findings.map(({ status }) => outcomeByStatus[status])
  return order.find((outcome) => own.includes(outcome)) ?? 'not-checked'
}
