import { describe, expect, test } from 'vitest'
import type { BrowserVisit } from '../../checks/browser/evidence.ts'
import type { JudgeUpstream } from '../../checks/check.ts'
import type { Visit } from '../../checks/page/evidence.ts'
import { aBrowserVisit, evidence as browserEvidence, failing } from '../browser/judging.ts'
import {
  answer,
  aPage,
  aVisit,
  away,
  circle,
  failed,
  judge,
  landing,
  logOn,
  other,
  own,
  settings,
  sso,
  tlsFinding,
  www,
} from './judging.ts'

const untrusted = { tls: [tlsFinding('tls.trust', 'www.example', 'tls/unknown-issuer', 'problem')] }

function judged(visit: Visit, seen: BrowserVisit, findings: JudgeUpstream['findings'] = {}) {
  return judge([visit], settings, { evidence: { browser: browserEvidence({ visits: [seen] }) }, findings })[0]
}

describe('what the browser shows outranks what this program could not tell', () => {
  test.each<[string, Visit, JudgeUpstream['findings']]>([
    ['a page that scripts draw', answer(www, 200, aPage({ scripts: 1 })), {}],
    ['a circle that wants its cookie', circle(true), {}],
    ['a refusal of what is no browser', answer(www, 403, other), {}],
    ['silence', failed('connect', 'no-reply'), {}],
    ['a certificate that the browser trusts', answer(www, 200, landing), untrusted],
    ['no time left', aVisit(www, []), {}],
  ])('%s', (_, visit, findings) => {
    expect(judged(visit, aBrowserVisit(www, { page: landing }), findings)).toMatchObject({ code: 'page/seen-in-browser', status: 'ok' })
  })

  test('what this program recognised itself stays as it is', () => {
    expect(judged(answer(www, 200, landing), aBrowserVisit(www, { page: landing }))).toMatchObject({ code: 'page/landing' })
  })

  test('the right page at a stranger’s host proves nothing', () => {
    const seen = aBrowserVisit(www, { page: logOn, finalUrl: 'https://stranger.test/sign-in' })
    expect(judged(away('https://stranger.test/sign-in'), seen)).toMatchObject({ code: 'page/redirected-away', status: 'problem' })
  })
})

describe('what the browser does not show', () => {
  test('a page that the browser does not know either is an unexpected one', () => {
    const found = judged(answer(sso, 200, aPage({ scripts: 1 })), aBrowserVisit(sso, { page: aPage({ title: 'Notice' }) }))
    expect(found).toMatchObject({ code: 'page/unexpected', status: 'warning' })
  })

  test('a page of which only the beginning was read stays open', () => {
    const visit = answer(sso, 200, aPage({ scripts: 1 }))
    expect(judged(visit, aBrowserVisit(sso, { page: aPage({ cut: true }) }))).toEqual(judge([visit], settings)[0])
  })

  test('a circle that wants its cookie, and goes on with it', () => {
    expect(judged(circle(true), failing(www, 'ERR_TOO_MANY_REDIRECTS'))).toMatchObject({ code: 'page/redirect-loop', status: 'problem' })
  })

  test.each<[string, string, string]>([
    ['where it was led to: nobody is there', 'https://login.elsewhere.test/', 'problem'],
    ['at the documented address: that is another matter', own, 'warning'],
  ])('another host of a profile of one’s own, and the browser fails %s', (_, failedUrl, status) => {
    const hop = { url: failedUrl, statusCode: null, protocol: null, remoteAddress: null, remotePort: null }
    const seen = { ...failing(own, 'ERR_NAME_NOT_RESOLVED'), hops: [hop] }
    expect(judged(away('https://login.elsewhere.test/', 302, own), seen)).toMatchObject({ code: 'page/redirected-away', status })
  })

  test.each<[string, Visit]>([
    ['a page that scripts draw', answer(sso, 200, aPage({ scripts: 1 }))],
    ['the log-on form', answer(sso, 200, logOn)],
  ])('an error of the browser’s says nothing of %s', (_, visit) => {
    const alone = judge([visit], settings)[0]
    expect(judged(visit, failing(sso, 'ERR_CONNECTION_RESET'))).toEqual(alone)
  })
})
