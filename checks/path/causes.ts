/** Numbers 300-399 belong to the path. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { hostSymptoms, isStopped, predict } from '../downstream.ts'
import { endpointText } from '../endpoint.ts'
import { listArg } from '../findings.ts'
import { question } from '../questions.ts'
import { packetsLost } from './cause-loss.ts'
import { type PathFailureCode, pathFailureCodes } from './codes.ts'

/** What is bad about one address of a host, connecting or greeting. */
interface BadAddress {
  readonly host: string
  readonly port: number
  readonly address: string
  readonly finding: Finding
}

/** A finding about an endpoint speaks for each host that has it; addresses that only the site file names are standbys. */
function badAddresses(findings: Findings, standby: boolean): BadAddress[] {
  return ['path.connect', 'path.hello']
    .flatMap((asked) => findings.asked(asked))
    .filter((finding) => isBad(finding) && isStandby(finding) === standby)
    .flatMap((finding) => {
      const hosts = typeof finding.args.host === 'string' ? [finding.args.host] : listArg(finding, 'hosts')
      return hosts.map((host) => ({ host, port: Number(finding.args.port), address: String(finding.args.address), finding }))
    })
}

function isStandby(finding: Finding): boolean {
  return listArg(finding, 'sources').every((source) => source === 'site')
}

/** One host, none of whose addresses answers: the way in which they do not is the cause, for those that fail in this way. */
function hostCause(code: PathFailureCode, number: number, owner: Owner, confirm: string): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) =>
      [...Map.groupBy(badAddresses(findings, false), ({ host, port }) => `${host}:${port}`)].flatMap(([, group]): Candidate[] => {
        const { host, port } = group[0] as BadAddress
        const same = group.filter(({ finding }) => finding.code === code)
        // Where another address answers, this one is "some of the addresses", below.
        if (same.length === 0 || findings.isOk(question.pathHost(host, port))) return []
        return [
          {
            code,
            subject: host,
            severity: isStopped(findings, host) ? 'blocker' : 'warning',
            owner,
            args: addressArgs(host, port, same),
            predicts: predict([...same, ...leftUnsaid(code, group)].map(({ finding }) => finding).concat(hostSymptoms(findings, host))),
            ruledOutBy: [question.pathHost(host, port)],
            specificity: 0,
          },
        ]
      }),
  })
}

/** Routers limit how often they say that they have no way (RFC 1812 section 4.3.2.8): at another address of the host the same reads as silence. */
function leftUnsaid(code: PathFailureCode, group: readonly BadAddress[]): readonly BadAddress[] {
  if (code !== 'path/unreachable' && code !== 'path/prohibited') return []
  return group.filter(({ finding }) => finding.code === 'path/no-reply' && finding.args.stage === 'connect')
}

function addressArgs(host: string, port: number, bad: readonly BadAddress[]) {
  const first = bad[0]?.finding
  return {
    host,
    port,
    addresses: [...new Set(bad.map(({ address }) => address))],
    address: String(first?.args.address ?? ''),
    stage: String(first?.args.stage ?? 'connect'),
    greeted: bad.every(({ finding }) => finding.args.stage === 'hello') ? [...new Set(bad.map(({ address }) => address))] : null,
    failure: String(first?.args.failure ?? ''),
    source: first?.args.source ?? null,
  }
}

/**
 * Pages that were asked of one of these addresses, and of no other after it; and the browser's, where an address takes the connection
 * and fails then: which of them it took is not always told.
 */
function pagesStuckAt(findings: Findings, host: string, group: readonly BadAddress[]): Finding[] {
  const own = hostSymptoms(findings, host).filter(
    ({ check, args }) => check === 'page' && group.some(({ address }) => address === args.via),
  )
  const accepts = group.some(({ finding }) => finding.args.stage === 'hello')
  const browsers = findings
    .asked('browser.page')
    .filter(
      (page) => isBad(page) && page.subject === host && ['limit', 'connection', 'answer', 'tls'].includes(String(page.args.errorKind)),
    )
  return accepts ? [...own, ...browsers] : own
}

const someAddresses = defineCause({
  code: 'path/some-addresses',
  number: 320,
  owner: 'site-network',
  confirm: 'Test-NetConnection {address} -Port {port}',
  propose: (findings) =>
    [...Map.groupBy(badAddresses(findings, false), ({ host, port }) => `${host}:${port}`)].flatMap(([, group]): Candidate[] => {
      const { host, port } = group[0] as BadAddress
      if (!findings.isOk(question.pathHost(host, port))) return []
      const reached = listArg(findings.get(question.pathHost(host, port)) as Finding, 'addresses').filter(
        (address) => findings.isOk(question.pathConnect(endpointText({ address, port }))) && !group.some((bad) => bad.address === address),
      )
      const symptoms = pagesStuckAt(findings, host, group)
      return [
        {
          code: 'path/some-addresses',
          subject: host,
          // Applications usually go on to the next address; where this one did not, the log-on is stopped.
          severity: symptoms.length > 0 ? 'blocker' : 'warning',
          owner: 'site-network',
          args: { ...addressArgs(host, port, group), reached },
          predicts: predict([...group.map(({ finding }) => finding), ...symptoms]),
          ruledOutBy: [],
          specificity: 1,
        },
      ]
    }),
})

/** A standby that is silent while the other data centre is live may be silent by design. */
const standbySilent = defineCause({
  code: 'path/standby-silent',
  number: 321,
  owner: 'site-network',
  confirm: 'Test-NetConnection {address} -Port {port}',
  propose: (findings) =>
    [...Map.groupBy(badAddresses(findings, true), ({ finding }) => String(finding.args.address))].map(([address, group]): Candidate => {
      const { port, host } = group[0] as BadAddress
      return {
        code: 'path/standby-silent',
        subject: address,
        severity: 'note',
        owner: 'site-network',
        args: { ...addressArgs(host, port, group) },
        predicts: predict(group.map(({ finding }) => finding)),
        ruledOutBy: [],
        specificity: 1,
      }
    }),
})

const slow = defineCause({
  code: 'path/slow',
  number: 322,
  owner: 'site-network',
  confirm: 'ping -n 20 {address}',
  propose: (findings) =>
    [...Map.groupBy(findings.bad('path/slow'), (finding) => listArg(finding, 'hosts').join(', '))].map(
      ([hosts, group]): Candidate => ({
        code: 'path/slow',
        subject: hosts,
        severity: 'note',
        owner: 'site-network',
        args: { ...(group[0] as Finding).args, addresses: group.map((finding) => String(finding.args.address)) },
        predicts: predict(group),
        ruledOutBy: [],
        specificity: 1,
      }),
    ),
})

const testPort = 'Test-NetConnection {address} -Port {port}'
const sayHello = 'curl.exe -v --resolve {host}:{port}:{address} https://{host}:{port}/'

/** Number, who can mend it, and the command that shows it. */
const hostCauseFacts = {
  'path/no-reply': [301, 'site-network', testPort],
  'path/refused': [302, 'site-network', testPort],
  'path/prohibited': [303, 'site-network', testPort],
  'path/unreachable': [304, 'site-network', testPort],
  'path/local-block': [305, 'site-it', testPort],
  'path/reset-on-hello': [306, 'site-network', sayHello],
  'path/large-packets-lost': [307, 'site-network', sayHello],
  'path/large-answers-lost': [310, 'site-network', 'ping -f -l 1472 {address}'],
  'path/not-tls': [308, 'site-network', sayHello],
  'path/fails': [309, 'site-it', testPort],
} as const satisfies Record<PathFailureCode, readonly [number, Owner, string]>

export const pathCauses: readonly Cause[] = [
  ...pathFailureCodes.map((code) => {
    const [number, owner, confirm] = hostCauseFacts[code]
    return hostCause(code, number, owner, confirm)
  }),
  someAddresses,
  standbySilent,
  slow,
  packetsLost,
]
