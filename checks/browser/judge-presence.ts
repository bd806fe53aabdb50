/** Which browser is on the PC, and how old it is. */

import type { Finding, JudgeUpstream } from '../check.ts'
import { skewMs } from '../clock/skew.ts'
import { question } from '../questions.ts'
import type { Browser, BrowserEvidence } from './evidence.ts'
import { ageMonths, OUTDATED_MONTHS } from './releases.ts'

/** The circulars name Microsoft Edge. Elsewhere than on Windows no terminal is expected to have it. */
export function presenceFinding({ browsers, platform, unread }: BrowserEvidence): Finding {
  const edge = browsers.find(({ kind }) => kind === 'edge')
  const args = {
    browser: edge === undefined ? null : nameOf(edge),
    path: edge?.path ?? browsers[0]?.path ?? null,
    others: browsers.filter(({ kind }) => kind !== 'edge').map(nameOf),
  }
  const finding = { id: question.browserPresent(), check: 'browser', subject: 'PC', args } as const
  if (edge !== undefined) return { ...finding, code: 'browser/edge-found', status: 'ok' }
  if (platform !== 'win32') {
    return browsers.length > 0
      ? { ...finding, code: 'browser/other-found', status: 'ok' }
      : { ...finding, code: 'browser/missing', status: 'not-applicable' }
  }
  // Where not even the registry could be read, what was not found may be there.
  if (browsers.length === 0 && unread.length > 0) return { ...finding, code: 'browser/missing', status: 'not-checked', reason: 'policy' }
  return { ...finding, code: 'browser/missing', status: browsers.length > 0 ? 'warning' : 'problem' }
}

function nameOf({ name, version }: Browser): string {
  return version === null ? name : `${name} ${version}`
}

/** Of the browser that a person would use: Edge, else the one that stood in for it. */
export function versionFinding({ browsers, wallMs, platform }: BrowserEvidence, { findings }: JudgeUpstream): Finding[] {
  const browser = browsers.find(({ kind }) => kind === 'edge') ?? browsers[0]
  if (browser === undefined) return []
  const finding = { id: question.browserVersion(), check: 'browser', subject: browser.name } as const
  const { version, versionFrom, channel } = browser
  const months = version === null ? null : ageMonths(Number.parseInt(version, 10), wallMs - skewMs(findings.clock))
  const args = { browser: browser.name, version, versionFrom, channel, path: browser.path, months }
  if (version === null) return [{ ...finding, code: 'browser/version-unknown', status: 'not-checked', reason: 'not-supported', args }]
  const outdated = platform === 'win32' && months !== null && months >= OUTDATED_MONTHS
  return [
    outdated
      ? { ...finding, code: 'browser/outdated', status: 'warning', args }
      : { ...finding, code: 'browser/current', status: 'ok', args },
  ]
}
