/** Numbers 400-499 belong to the proxy. */

import { type Candidate, type Cause, defineCause, type Findings, type Owner } from '../cause.ts'
import { type Finding, isBad } from '../check.ts'
import { hostSymptoms, predict } from '../downstream.ts'
import { listArg, textArg } from '../findings.ts'
import { question } from '../questions.ts'
import type { ProxyCauseCode } from './codes.ts'

const throughProxy = 'curl.exe -v -x http://{proxy} https://{host}:{port}/'

/** One candidate for each subject, whatever number of hosts it keeps from being reached. */
function proxyCause(
  code: ProxyCauseCode,
  number: number,
  owner: Owner,
  confirm: string,
  behind: (findings: Findings, group: readonly Finding[]) => Finding[],
): Cause {
  return defineCause({
    code,
    number,
    owner,
    confirm,
    propose: (findings) =>
      [...Map.groupBy(findings.bad(code), subjectOf)].map(([subject, group]): Candidate => {
        const stopping = group.filter(({ status }) => status === 'problem')
        return {
          code,
          subject,
          // Where Edge has another way, the log-on stops on the day when that one fails too.
          severity: stopping.length > 0 && !allLoad(findings, urlsOf(stopping)) ? 'blocker' : 'warning',
          owner,
          args: mergedArgs(group),
          predicts: predict([...new Set([...group, ...behind(findings, stopping)])]),
          ruledOutBy: [],
          specificity: 1,
        }
      }),
  })
}

/** A fault that comes and goes: seen by this check, and gone when the pages were asked for. */
function allLoad(findings: Findings, urls: readonly string[]): boolean {
  return urls.length > 0 && urls.every((url) => findings.isOk(question.pageReach(url)))
}

/** The proxy or the script that the finding speaks of: of a missing proxy, the one that is missing. */
function subjectOf(finding: Finding): string {
  return typeof finding.args.proxy === 'string' ? finding.args.proxy : finding.subject
}

function mergedArgs(group: readonly Finding[]): Candidate['args'] {
  const seen = group.map(({ args }) => args.seen).filter((each) => typeof each === 'string')
  return { ...group[0]?.args, hosts: hostsOf(group), urls: urlsOf(group), seen: [...new Set(seen)].join(', ') }
}

function hostsOf(group: readonly Finding[]): string[] {
  return [
    ...new Set(group.flatMap((finding) => (finding.args.hosts === undefined ? [textArg(finding, 'host')] : listArg(finding, 'hosts')))),
  ]
}

function urlsOf(group: readonly Finding[]): string[] {
  return [...new Set(group.flatMap((finding) => listArg(finding, 'urls')))]
}

/** Behind a proxy that fails: the pages that Edge loads through it, and what TLS through it was seen to do. */
function behindProxy(findings: Findings, group: readonly Finding[]): Finding[] {
  const pages = urlsOf(group).map(question.pageReach)
  const handshakes = group.flatMap((finding) =>
    hostsOf([finding]).map((host) => question.tlsHandshake(host, `via ${textArg(finding, 'proxy')}`)),
  )
  return [...pages, ...handshakes].flatMap((id) => findings.get(id) ?? []).filter(isBad)
}

/** DNS that knows the site's own names alone answers so for any other: at the site's border only the proxy resolves them. */
const unknownOutside = ['dns/name-unknown', 'dns/no-address', 'dns/resolver-refuses', 'dns/resolver-fails']
/** And so does a border that is closed for DNS; where another server answers, a silent one has a fault of its own. */
const closedOutside = ['dns/resolver-silent', 'dns/resolver-closed', 'dns/resolver-unreachable', 'dns/local-block']

/** Where a proxy is needed and Edge does not use one, everything that connects by itself fails, from the name on. */
function withoutProxy(findings: Findings, group: readonly Finding[]): Finding[] {
  const hosts = hostsOf(group)
  const speaksOf = ({ args }: Finding) =>
    hosts.some((host) => args.host === host || (Array.isArray(args.hosts) && args.hosts.includes(host)))
  const answered = new Set(findings.asked('dns.answer').flatMap(({ status, args }) => (status === 'ok' ? [args.host] : [])))
  const names = [
    ...findings.bad(...unknownOutside),
    ...findings.bad(...closedOutside).filter(({ args }) => !answered.has(args.host)),
  ].filter((finding) => finding.check === 'dns' && speaksOf(finding))
  const connections = findings.all.filter((finding) => finding.check === 'path' && isBad(finding) && speaksOf(finding))
  return [...hosts.flatMap((host) => hostSymptoms(findings, host)), ...names, ...connections]
}

export const proxyCauses: readonly Cause[] = [
  proxyCause('proxy/required', 411, 'site-it', throughProxy, withoutProxy),
  proxyCause('proxy/unreachable', 412, 'site-network', 'Test-NetConnection {proxyHost} -Port {proxyPort}', behindProxy),
  proxyCause('proxy/name-unresolved', 413, 'site-it', 'nslookup {proxyHost}', behindProxy),
  proxyCause('proxy/authentication', 414, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/forbids', 415, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/upstream-fails', 416, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/refuses', 417, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/no-reply', 418, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/drops', 419, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/not-a-proxy', 420, 'site-it', throughProxy, behindProxy),
  proxyCause('proxy/hello-lost', 423, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/large-packets-lost', 424, 'site-network', throughProxy, behindProxy),
  proxyCause('proxy/pac-unavailable', 421, 'site-it', 'curl.exe -v --ssl-no-revoke -o NUL {url}', withoutProxy),
  proxyCause('proxy/pac-invalid', 422, 'site-it', 'curl.exe -s --ssl-no-revoke {url}', withoutProxy),
]
