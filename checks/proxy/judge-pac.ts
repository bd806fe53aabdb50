/** What became of the scripts that should tell the way. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { question } from '../questions.ts'
import type { PacRecord, ProxyEvidence } from './evidence.ts'
import { isReached, seenOf, unique } from './judge-ways.ts'
import { urlForPac } from './pac-url.ts'

export function pacFindings(evidence: ProxyEvidence, upstream: JudgeUpstream): Finding[] {
  return evidence.pac.map((pac) => pacFinding(pac, evidence, upstream))
}

function pacFinding(pac: PacRecord, evidence: ProxyEvidence, upstream: JudgeUpstream): Finding {
  const setting = evidence.settings[pac.setting]
  const failed = pac.answers.find(({ error }) => error !== null)
  const concerned = concernedRoutes(pac, evidence)
  const args = {
    url: pac.url,
    where: setting?.where ?? '',
    seen: pac.failure === null ? errorText(failed?.error ?? null) : seenOf(pac.failure),
    error: failed?.error?.kind ?? null,
    answers: unique(pac.answers.flatMap(({ answer }) => answer ?? [])),
    hosts: unique(concerned.map(({ host }) => host)),
    urls: concerned.map(({ url }) => url),
  }
  const finding = { id: question.proxyPac(pac.url), check: 'proxy', subject: pac.url, args } as const
  if (pac.failure?.word === 'cancelled') return { ...finding, code: 'proxy/pac-not-finished', status: 'not-checked', reason: 'deadline' }
  const isBroken = pac.failure !== null || failed !== undefined
  if (!isBroken) return { ...finding, code: 'proxy/pac-evaluated', status: 'ok' }
  const isMissed = !concerned.every((route) => isReached(evidence, route, upstream))
  // Detection is on by default in Windows; a network that offers no script is the usual case, and Edge goes on without a word.
  if (setting?.kind === 'auto-detect' && (pac.stage === 'lookup' || !isMissed))
    return { ...finding, code: 'proxy/nothing-detected', status: 'ok' }
  return {
    ...finding,
    code: pac.failure === null ? 'proxy/pac-invalid' : 'proxy/pac-unavailable',
    status: isMissed ? 'problem' : 'warning',
  }
}

function errorText(error: PacRecord['answers'][number]['error']): string {
  if (error === null) return ''
  return error.detail === '' ? error.kind : `${error.kind}: ${error.detail}`
}

/** Targets that the script should have told the way to and did not. */
function concernedRoutes(pac: PacRecord, evidence: ProxyEvidence) {
  const answered = new Set(pac.answers.flatMap(({ url, answer }) => (answer === null ? [] : [url])))
  return evidence.routes.filter(({ url }) => pac.failure !== null || !answered.has(urlForPac(url)))
}
