/** What the browser's judge says of the PC: which browser, how it is set, what its policies say. */

import type { browserCodes } from '../../checks/browser/codes.ts'
import type { BrowserEvidence } from '../../checks/browser/evidence.ts'
import type { Finding, Reason, Status } from '../../checks/check.ts'
import { failure } from '../../checks/failure.ts'
import { question } from '../../checks/questions.ts'
import { aBrowserVisit, chrome, edge, failing, logOn, policy, sso } from './judging.ts'

export interface Case {
  readonly name: string
  readonly given: Partial<BrowserEvidence>
  readonly id: string
  readonly code: (typeof browserCodes)[number]
  readonly status: Status
  readonly reason?: Reason
  readonly page?: readonly Finding[]
  readonly args?: Readonly<Record<string, unknown>>
}

const present = question.browserPresent()
const version = question.browserVersion()
const secureDns = question.browserSecureDns()

export const casesOfThePc: readonly Case[] = [
  { name: 'Edge', given: {}, id: present, code: 'browser/edge-found', status: 'ok' },
  {
    name: 'Chrome alone',
    given: { browsers: [chrome] },
    id: present,
    code: 'browser/missing',
    status: 'warning',
    args: { others: ['Google Chrome 154.0.3100.10'] },
  },
  { name: 'no browser', given: { browsers: [], used: null }, id: present, code: 'browser/missing', status: 'problem' },
  {
    name: 'none found where the registry could not be read',
    given: { browsers: [], used: null, unread: [{ path: 'HKLM', failure: failure('access-denied') }] },
    id: present,
    code: 'browser/missing',
    status: 'not-checked',
    reason: 'policy',
  },
  {
    name: 'none on Linux',
    given: { platform: 'linux', browsers: [], used: null },
    id: present,
    code: 'browser/missing',
    status: 'not-applicable',
  },
  { name: 'another on Linux', given: { platform: 'linux', browsers: [chrome] }, id: present, code: 'browser/other-found', status: 'ok' },

  { name: 'a version of this year', given: {}, id: version, code: 'browser/current', status: 'ok' },
  {
    name: 'a version of years ago',
    given: { browsers: [{ ...edge, version: '100.0.1185.29' }] },
    id: version,
    code: 'browser/outdated',
    status: 'warning',
  },
  {
    name: 'a version newer than the data',
    given: { browsers: [{ ...edge, version: '999.0.0.1' }] },
    id: version,
    code: 'browser/current',
    status: 'ok',
  },
  {
    name: 'no version',
    given: { browsers: [{ ...edge, version: null, versionFrom: null }] },
    id: version,
    code: 'browser/version-unknown',
    status: 'not-checked',
    reason: 'not-supported',
  },

  { name: 'nothing set', given: {}, id: secureDns, code: 'browser/terminals-dns', status: 'ok', args: { mode: null } },
  {
    name: 'secure by policy',
    given: { policies: [policy('DnsOverHttpsMode', 'secure')] },
    id: secureDns,
    code: 'browser/secure-dns',
    status: 'warning',
  },
  {
    name: 'automatic by policy',
    given: { policies: [policy('DnsOverHttpsMode', 'automatic')] },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'secure by the user',
    given: {
      userSettings: [
        { kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: 'https://dns.example/' }, failure: null },
      ],
    },
    id: secureDns,
    code: 'browser/secure-dns',
    status: 'warning',
    args: { templates: 'https://dns.example/', where: 'Local State' },
  },
  {
    name: 'secure by the user of a browser that is managed',
    given: {
      managed: true,
      userSettings: [{ kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }],
    },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'secure by the user of another browser',
    given: { userSettings: [{ kind: 'chrome', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }] },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },
  {
    name: 'the policy outranks the user',
    given: {
      policies: [policy('DnsOverHttpsMode', 'off')],
      userSettings: [{ kind: 'edge', file: 'Local State', secureDns: { mode: 'secure', templates: '' }, failure: null }],
    },
    id: secureDns,
    code: 'browser/terminals-dns',
    status: 'ok',
  },

  { name: 'no list', given: {}, id: question.browserPolicy(sso), code: 'browser/allowed', status: 'ok' },
  {
    name: 'a list that names it',
    given: { policies: [policy('URLBlocklist', ['sso.example'])] },
    id: question.browserPolicy(sso),
    code: 'browser/policy-blocks',
    status: 'problem',
    args: { rule: 'sso.example' },
  },
  {
    name: 'a list that seems to name a page that loads',
    given: { policies: [policy('URLBlocklist', ['sso.example'])], visits: [aBrowserVisit(sso, { page: logOn })] },
    id: question.browserPolicy(sso),
    code: 'browser/allowed',
    status: 'ok',
  },
  {
    name: 'a list that seems to name a page that the browser asked for in vain',
    given: { policies: [policy('URLBlocklist', ['sso.example'])], visits: [failing(sso, 'ERR_CONNECTION_REFUSED')] },
    id: question.browserPolicy(sso),
    code: 'browser/allowed',
    status: 'ok',
  },
  {
    name: 'a list that names it, and a browser that did not get as far as that',
    given: {
      policies: [policy('URLBlocklist', ['sso.example'])],
      visits: [aBrowserVisit(sso, { hops: [], statusCode: null, page: null, failure: failure('no-reply', 'limit') })],
    },
    id: question.browserPolicy(sso),
    code: 'browser/policy-blocks',
    status: 'problem',
  },
  { name: 'no rule for pop-ups', given: {}, id: question.browserPopups(sso), code: 'browser/popups-allowed', status: 'ok' },
  {
    name: 'a rule against pop-ups',
    given: { policies: [policy('PopupsBlockedForUrls', ['[*.]example'])] },
    id: question.browserPopups(sso),
    code: 'browser/popups-blocked',
    status: 'warning',
  },
]
