/** Numbers 800-899 belong to the browser. What it fails at as this program does is explained by the checks before it. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner, type Severity } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { predict } from '../downstream.ts'
import type { BrowserCauseCode } from './codes.ts'

type Group = readonly [Finding, ...Finding[]]

interface Facts {
  readonly number: number
  readonly owner: Owner
  readonly confirm: string
  /** Findings that agree in this have one cause. */
  readonly groupOf: (finding: Finding) => string
  readonly severity: (group: Group, explained: readonly Finding[], findings: Findings) => Severity
  /** What else it would explain. */
  readonly more?: (group: Group, findings: Findings) => readonly Finding[]
}

const thePc = () => 'PC'
const byHost = ({ subject }: Finding) => subject
const asFound = (group: readonly Finding[]): Severity => (group.some(({ status }) => status === 'problem') ? 'blocker' : 'warning')

const facts = {
  'browser/missing': {
    number: 801,
    owner: 'site-it',
    confirm: 'where /r "%ProgramFiles(x86)%\\Microsoft\\Edge" msedge.exe',
    groupOf: thePc,
    severity: asFound,
  },
  'browser/outdated': { number: 802, owner: 'site-it', confirm: 'start msedge edge://version', groupOf: thePc, severity: () => 'warning' },
  'browser/policy-blocks': {
    number: 803,
    owner: 'site-it',
    confirm: 'start msedge edge://policy',
    groupOf: byHost,
    severity: () => 'blocker',
  },
  'browser/secure-dns': {
    number: 804,
    owner: 'site-it',
    confirm: 'start msedge edge://settings/privacy',
    groupOf: thePc,
    severity: secureDnsSeverity,
    more: (_, findings) => pagesLedAstray(findings),
  },
  'browser/page-fails': {
    number: 805,
    owner: 'site-it',
    confirm: 'start msedge {url}',
    groupOf: ({ subject, args }) => `${subject} ${args.seen}`,
    severity: asFound,
  },
  'browser/page-unexpected': {
    number: 806,
    owner: 'hkex',
    confirm: 'start msedge {url}',
    groupOf: ({ args }) => String(args.url),
    severity: () => 'warning',
  },
  'browser/popups-blocked': {
    number: 807,
    owner: 'site-it',
    confirm: 'start msedge edge://policy',
    groupOf: thePc,
    severity: () => 'note',
  },
} as const satisfies Record<BrowserCauseCode, Facts>

/** What another address ends in: nobody there, or somebody with another's certificate. */
const astray = /^ERR_(?:CONNECTION_|ADDRESS_|TIMED_OUT|CERT_COMMON_NAME_INVALID|CERT_AUTHORITY_INVALID)/

/**
 * The browser alone finds no address, or gets nowhere at the one that it found: that is what its own DNS server would do. Where that
 * says nothing, the browser may still be waiting when its time is up.
 */
function pagesLedAstray(findings: Findings): Finding[] {
  const isWaiting = ({ args }: Finding) => args.errorKind === 'limit' && args.address === null
  const isAstray = (page: Finding) => page.args.errorKind === 'name' || astray.test(String(page.args.error)) || isWaiting(page)
  return findings.asked('browser.page').filter((page) => isBad(page) && isAstray(page))
}

/** Where its server gives the right addresses today, the day of the switch will tell; where it is set and nothing was loaded, nobody knows. */
function secureDnsSeverity(_group: Group, explained: readonly Finding[], findings: Findings): Severity {
  if (explained.some(({ id }) => id.startsWith('browser.page '))) return 'blocker'
  const pages = findings.asked('browser.page')
  return pages.length > 0 && pages.every(({ status }) => status === 'ok') ? 'note' : 'warning'
}

function browserCause(code: BrowserCauseCode): Cause {
  const { number, owner, confirm, groupOf, severity, more }: Facts = facts[code]
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) =>
      [...Map.groupBy(findings.bad(code), groupOf).values()].map((found): Candidate => {
        const group = found as [Finding, ...Finding[]]
        const explained = [...group, ...(more?.(group, findings) ?? [])]
        return {
          code,
          subject: group[0].subject,
          severity: severity(group, explained, findings),
          owner,
          args: {
            ...group[0].args,
            rule: ruleOf(group),
            certificateError: group[0].args.errorKind === 'certificate' ? (group[0].args.error ?? null) : null,
            hosts: [...new Set(group.map(({ subject }) => subject))],
            urls: urlsOf(explained),
          },
          predicts: predict(explained),
          ruledOutBy: [],
          specificity: 1,
        }
      }),
  })
}

/** The line of a policy, where one of them names it. */
function ruleOf(group: Group): string | null {
  const rule = group.map(({ args }) => args.rule).find((each) => typeof each === 'string')
  return typeof rule === 'string' ? rule : null
}

function urlsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ args }) => (typeof args.url === 'string' ? [args.url] : [])))]
}

export const browserCauses: readonly Cause[] = (Object.keys(facts) as BrowserCauseCode[]).map(browserCause)
