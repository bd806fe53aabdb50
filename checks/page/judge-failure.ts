/** No page came at all. */

import { isAnsweredByEdge } from '../proxy/authentication.ts'
import { hostOf } from './redirect.ts'
import { notChecked, problem, unlessBeforeOpening, type Verdict, type Visited } from './visited.ts'

/** A redirect led from the documented address to one without TLS, and nobody is there. */
function leftEncryption({ visit, last }: Visited): boolean {
  return visit.url.startsWith('https:') && last.url.startsWith('http:')
}

export function judgeFailure(visited: Visited): Verdict {
  const { last, upstream } = visited
  const { dns, proxy } = upstream.evidence
  // Whether a proxy belongs to the route is the person's own setting: what failed without one decides nothing.
  if (proxy?.notChecked === 'not-the-users-session' && last.via?.kind !== 'proxy')
    return notChecked('page/not-asked', 'not-the-users-session')
  switch (last.stage) {
    case 'dns': {
      const lookup = dns?.system.find(({ name }) => name === hostOf(new URL(last.url)))?.failure?.word
      if (lookup === 'access-denied') return notChecked('page/not-asked', 'policy')
      return lookup === 'cancelled' ? notChecked('page/not-finished', 'deadline') : problem('page/unreachable')
    }
    case 'proxy':
      if (last.proxyStatusCode === 407 && isAnsweredByEdge(last.authenticationSchemes))
        return notChecked('page/integrated-authentication', 'integrated-authentication')
      // A kind of proxy that Edge speaks with and we do not.
      return last.failure?.word === 'not-supported' ? notChecked('page/not-asked', 'upstream-failed') : problem('page/unreachable')
    case 'http':
      return unlessBeforeOpening(visited, problem('page/no-answer'))
    default:
      return leftEncryption(visited) ? problem('page/sent-unencrypted') : problem('page/unreachable')
  }
}
