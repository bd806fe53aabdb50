/** Whether somebody on the way answered in the place of the target, to have the person sign in to the network first. */

import { certificateOf } from './certificate.ts'
import { markersOf, recognisedPage } from './expected.ts'
import { isTargetHost, type Visited } from './visited.ts'

/** RFC 6585 section 6: sent by what intercepts, never by the server that was asked. */
const NETWORK_AUTHENTICATION_REQUIRED = 511

/**
 * Three signs, each enough: status 511; sent on to a stranger's host by one who could not prove to be the target, or, unless a public authority
 * vouches for it, to one that is not even encrypted, as no log-on page does it; under another name's certificate, a form to fill in where
 * another page should be. The right page under another name speaks of the certificate alone.
 */
export function isCaptivePortal(visited: Visited): boolean {
  const { visit, last, onward, settings, upstream } = visited
  if (last.statusCode === NETWORK_AUTHENTICATION_REQUIRED || last.proxyStatusCode === NETWORK_AUTHENTICATION_REQUIRED) return true
  const certificate = certificateOf(last, upstream.findings.tls)
  if (onward !== null) {
    const isStrange = certificate.notTheHosts || (onward.protocol === 'http:' && !certificate.isProof)
    return isStrange && !isTargetHost(onward, settings)
  }
  const strangersForm = last.statusCode === 200 && visit.page !== null && visit.page.forms > 0
  return strangersForm && certificate.wrongName && markersOf(visited).length > 0 && recognisedPage(visited) === null
}
