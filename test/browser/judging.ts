/** Browser evidence for judges' tests. */

import type { Browser, BrowserEvidence, BrowserVisit, Policy } from '../../checks/browser/evidence.ts'
import { browserJudge } from '../../checks/browser/judge.ts'
import type { Finding, JudgeUpstream, Status } from '../../checks/check.ts'
import { question } from '../../checks/questions.ts'
import type { Settings } from '../../checks/settings.ts'
import { aPage, settings as pageSettings, sso, www } from '../page/judging.ts'

export { aPage, landing, logOn, other, own, sso, www } from '../page/judging.ts'

export const settings: Settings = { ...pageSettings, browser: 'on' }

export const edge: Browser = {
  kind: 'edge',
  name: 'Microsoft Edge',
  channel: 'stable',
  path: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  version: '154.0.3100.10',
  versionFrom: 'file',
  foundBy: ['app-paths'],
  installedFor: 'machine',
}
export const chrome: Browser = {
  ...edge,
  kind: 'chrome',
  name: 'Google Chrome',
  path: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
}

export function aBrowserVisit(url: string, given: Partial<BrowserVisit> = {}): BrowserVisit {
  const statusCode = given.statusCode ?? 200
  return {
    url,
    hops: [{ url, statusCode, remoteAddress: '10.1.0.20', remotePort: 443, protocol: 'h2' }],
    finalUrl: url,
    statusCode,
    error: null,
    failure: null,
    tls: null,
    page: aPage({}),
    consoleErrors: [],
    elapsedMs: 700,
    screenshot: null,
    ...given,
  }
}

/** One that ended in an error of the browser's. */
export function failing(url: string, error: string): BrowserVisit {
  return aBrowserVisit(url, { hops: [], finalUrl: null, statusCode: null, page: null, error: `net::${error}` })
}

export function policy(name: string, value: Policy['value']): Policy {
  return { name, value, scope: 'machine', where: 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge' }
}

export function evidence(given: Partial<BrowserEvidence> = {}): BrowserEvidence {
  return {
    version: 1,
    platform: 'win32',
    wallMs: Date.UTC(2026, 10, 20),
    browsers: [edge],
    policies: [],
    unread: [],
    managed: null,
    userSettings: [],
    used: 0,
    notUsed: null,
    mode: 'devtools',
    startMs: 500,
    visits: [],
    leftBehind: null,
    complete: true,
    ...given,
  }
}

/** What this program saw at a page by itself. */
export function alone(url: string, code: string, status: Status): Finding {
  return { id: question.pageReach(url), check: 'page', code, status, subject: new URL(url).hostname, args: {} }
}

export const reached = [alone(www, 'page/landing', 'ok'), alone(sso, 'page/log-on-form', 'ok')]

export function judge(given: Partial<BrowserEvidence>, page: readonly Finding[] = reached, used: Settings = settings): Finding[] {
  const upstream: JudgeUpstream = { evidence: {}, findings: { page } }
  return browserJudge.judge(evidence(given), used, upstream)
}
