import { describe, expect, test } from 'vitest'
import type { Finding, JudgeUpstream, Status } from '../../checks/check.ts'
import type { ProxyEvidence } from '../../checks/proxy/evidence.ts'
import { byRoute, proxiedHosts } from '../../checks/routes.ts'
import { throughProxy } from '../dns/judging.ts'
import { sso, www } from './judging.ts'

function withRoutes(...routes: readonly { host: string; proxies: readonly string[]; direct: boolean }[]): ProxyEvidence {
  const { routes: _none, ...rest } = throughProxy()
  return {
    ...rest,
    routes: routes.map(({ host, proxies, direct }) => ({
      url: `https://${host}/`,
      host,
      port: 443,
      proxies: [...proxies],
      direct,
      setting: 0,
      bypassedBy: null,
    })),
  }
}

const proxies = ['proxy.example:8080']

describe('hosts that a proxy reaches', () => {
  test.each<[string, ProxyEvidence | undefined, string[]]>([
    ['nothing is known', undefined, []],
    ['no routes', withRoutes(), []],
    ['direct', withRoutes({ host: sso, proxies: [], direct: true }), []],
    ['a proxy', withRoutes({ host: sso, proxies, direct: false }), [sso]],
    ['a proxy first, then direct', withRoutes({ host: sso, proxies, direct: true }), [sso]],
    ['neither: a script that must be obeyed and fails', withRoutes({ host: sso, proxies: [], direct: false }), [sso]],
    ['one of two', withRoutes({ host: sso, proxies, direct: false }, { host: www, proxies: [], direct: true }), [sso]],
    ['one page by proxy, another direct', withRoutes({ host: sso, proxies, direct: false }, { host: sso, proxies: [], direct: true }), []],
  ])('%s', (_what, evidence, hosts) => {
    expect([...proxiedHosts(evidence)]).toEqual(hosts)
  })
})

describe('a finding is weighed by the route', () => {
  const upstream = (proxy?: ProxyEvidence, missing?: JudgeUpstream['missing']): JudgeUpstream => ({
    evidence: proxy === undefined ? {} : { proxy },
    findings: {},
    ...(missing === undefined ? {} : { missing }),
  })
  const finding = (status: Status, reason?: Finding['reason']): Finding => ({
    id: 'path.connect 10.1.0.20:443',
    check: 'path',
    code: 'path/no-reply',
    status,
    subject: '10.1.0.20:443',
    args: { host: sso },
    ...(reason === undefined ? {} : { reason }),
  })
  const weighed = (given: Finding, hosts: readonly string[], by: JudgeUpstream) => {
    const { status, reason } = byRoute(given, hosts, by)
    return reason === undefined ? status : `${status} ${reason}`
  }
  const unknown = { ...throughProxy(), notChecked: 'not-the-users-session' as const }

  test.each<[string, Finding, readonly string[], JudgeUpstream, string]>([
    ['direct: a problem is one', finding('problem'), [sso], upstream(withRoutes({ host: sso, proxies: [], direct: true })), 'problem'],
    ['nothing known, nothing missing: a problem is one', finding('problem'), [sso], upstream(), 'problem'],
    ['by proxy: a problem is none', finding('problem'), [sso], upstream(throughProxy(sso)), 'not-applicable proxy-decides'],
    ['by proxy: a warning is none', finding('warning'), [sso], upstream(throughProxy(sso)), 'not-applicable proxy-decides'],
    [
      'by proxy: what was left open is not missed',
      finding('not-checked', 'deadline'),
      [sso],
      upstream(throughProxy(sso)),
      'not-applicable proxy-decides',
    ],
    [
      'by proxy: a value that the site file lacks is said',
      finding('not-checked', 'not-configured'),
      [sso],
      upstream(throughProxy(sso)),
      'not-checked not-configured',
    ],
    ['by proxy: good is good', finding('ok'), [sso], upstream(throughProxy(sso)), 'ok'],
    ['one of its hosts is direct: a problem is one', finding('problem'), [sso, www], upstream(throughProxy(sso)), 'problem'],
    ['it speaks of no host: a problem is one', finding('problem'), [], upstream(throughProxy(sso)), 'problem'],
    [
      'the proxy check failed: a problem proves nothing',
      finding('problem'),
      [sso],
      upstream(undefined, ['proxy']),
      'not-checked upstream-failed',
    ],
    ['another check failed: a problem is one', finding('problem'), [sso], upstream(undefined, ['tls']), 'problem'],
    ['another user’s session: a problem proves nothing', finding('problem'), [sso], upstream(unknown), 'not-checked not-the-users-session'],
    ['another user’s session: good is good', finding('ok'), [sso], upstream(unknown), 'ok'],
  ])('%s', (_what, given, hosts, by, expected) => {
    expect(weighed(given, hosts, by)).toBe(expected)
  })

  test('and nothing else of it changes', () => {
    expect(byRoute(finding('problem'), [sso], upstream(throughProxy(sso)))).toEqual({
      ...finding('problem'),
      status: 'not-applicable',
      reason: 'proxy-decides',
    })
  })
})
