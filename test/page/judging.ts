/** Evidence of visits as data, and the findings that the judge makes of it. */

import type { Finding, JudgeUpstream, Status } from '../../checks/check.ts'
import { findingId } from '../../checks/check.ts'
import type { Failure, FailureWord } from '../../checks/failure.ts'
import { failure } from '../../checks/failure.ts'
import type { Hop, Page, Stage, Visit } from '../../checks/page/evidence.ts'
import { pageJudge } from '../../checks/page/judge.ts'
import type { Settings } from '../../checks/settings.ts'
import { settingsOf, target } from './visiting.ts'

export const NOON_MS = Date.parse('2026-11-23T12:00:00+08:00')

export function aPage(page: Partial<Page> = {}): Page {
  return {
    title: 'Title',
    bytes: 100,
    sha256: '00',
    cut: false,
    failure: null,
    passwordFields: 0,
    forms: 0,
    scripts: 0,
    frames: 0,
    labels: [],
    metaRefresh: null,
    ...page,
  }
}

export function aHop(url: string, hop: Partial<Hop> = {}): Hop {
  return {
    url,
    via: { kind: 'direct', address: '203.0.113.5' },
    source: '198.51.100.9',
    attempts: [],
    stage: null,
    failure: null,
    proxyStatusCode: null,
    authenticationSchemes: [],
    statusCode: 200,
    date: null,
    ageSeconds: null,
    receivedAtMs: NOON_MS,
    elapsedMs: 50,
    location: null,
    server: null,
    contentType: 'text/html',
    offersCookie: false,
    ...hop,
  }
}

export function failedHop(url: string, stage: Stage, word: FailureWord, hop: Partial<Hop> = {}): Hop {
  const reason: Failure = failure(word)
  return aHop(url, { statusCode: null, contentType: null, stage, failure: reason, ...hop })
}

export function aVisit(url: string, hops: readonly Hop[], page: Page | null = null, tooManyRedirects = false): Visit {
  return { url, hops: [...hops], page, tooManyRedirects }
}

/** A finding of the tls check about a host over the address of `aHop`. */
export function tlsFinding(question: string, host: string, code: string, status: Status, via = '203.0.113.5:443'): Finding {
  return { id: findingId(question, host, via), check: 'tls', code, status, subject: host, args: { host } }
}

export function judge(visits: readonly Visit[], settings: Settings, upstream: Partial<JudgeUpstream> = {}): Finding[] {
  return pageJudge.judge({ version: 1, visits: [...visits], complete: true }, settings, { evidence: {}, findings: {}, ...upstream })
}

/** Targets as HKEX's are, and one of a profile of the user's own. */
export const www = 'https://www.example/'
export const sso = 'https://sso.example/sso'
export const own = 'https://own.test/'
export const settings = settingsOf([
  target(www, { kind: 'landing', choices: ['Login with OTP - Online Functions'] }),
  target(sso, { kind: 'log-on-form' }),
  target(own, null),
])

export const landing = aPage({ labels: ['Login with OTP – Online Function'] })
export const logOn = aPage({ passwordFields: 1, forms: 1 })
export const other = aPage({ title: 'Welcome' })

export const answer = (url: string, statusCode: number, page: Page | null = null): Visit => aVisit(url, [aHop(url, { statusCode })], page)
export const away = (location: string, statusCode = 302, from = www): Visit => aVisit(from, [aHop(from, { statusCode, location })])
export const failed = (...[stage, word, hop]: [Parameters<typeof failedHop>[1], FailureWord, Parameters<typeof failedHop>[3]?]): Visit =>
  aVisit(www, [failedHop(www, stage, word, hop)])
export const circle = (offersCookie: boolean): Visit =>
  aVisit(
    www,
    Array.from({ length: 11 }, (_, at) => aHop(www, { statusCode: 302, location: '/', offersCookie: offersCookie && at === 3 })),
    null,
    true,
  )

export const byProxy = { via: { kind: 'proxy', proxy: 'proxy.example:8080' } } as const
