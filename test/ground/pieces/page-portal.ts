/** Somebody on the way answers in HKEX's place; and what is closed until it opens. */

import { landingPage } from '../../lab/pages.ts'
import { lan, pcAddress, portalAddress, sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { serve } from '../world/web.ts'
import { blocker, bothWebs, piece, rule, warning, web } from './make.ts'

const portal = blocker('page/captive-portal', undefined, 'site-network')
const opening = { profile: { serviceHours: { opensAt: '23:59', source: 'made up for the ground' } } } as const
const closed = [warning('page/outside-service-hours', sso, 'hkex')]

/** From this machine's time to half past six in Hong Kong (UTC+8) of the same day, as libfaketime takes it. */
function untilHalfPastSix(): string {
  const DAY_S = 86_400
  const seconds = 22.5 * 3600 - (Math.floor(Date.now() / 1000) % DAY_S)
  return `${seconds < 0 ? '' : '+'}${seconds}`
}
const halfPastSix = untilHalfPastSix()

export const portalPieces: readonly Piece[] = [
  piece('page/portal-in-place', {
    does: 'the network leads HTTPS of this PC to its sign-in page, which has a certificate of its own',
    scene: {
      portal: true,
      rules: [
        rule('router', 'prerouting', `ip saddr ${pcAddress} tcp dport 443 dnat ip to ${portalAddress}:443`),
        rule('router', 'postrouting', `ip saddr ${pcAddress} ip daddr ${portalAddress} masquerade`),
      ],
    },
    expected: [portal],
    touches: ['sso', 'www'],
  }),
  piece('page/portal-in-place-of-one', {
    does: 'the network leads HTTPS of this PC to the 2FA server to its sign-in page',
    scene: {
      portal: true,
      rules: [
        rule('router', 'prerouting', `ip saddr ${pcAddress} ip daddr 203.0.113.16/28 tcp dport 443 dnat ip to ${portalAddress}:443`),
        rule('router', 'postrouting', `ip saddr ${pcAddress} ip daddr ${portalAddress} masquerade`),
      ],
    },
    expected: [blocker('page/captive-portal', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('page/portal-by-redirect', {
    does: 'what opens TLS on the way sends everybody to the sign-in page of the network, in plain HTTP',
    scene: { portal: true, ...bothWebs({ certificate: 'good', pages: [`location / { return 302 http://${portalAddress}/sign-in; }`] }) },
    expected: [portal],
    touches: ['sso', 'www'],
  }),
  piece('page/portal-by-redirect-of-stranger', {
    does: 'a stranger with a certificate of its own sends everybody to the network’s sign-in page',
    scene: {
      portal: true,
      ...bothWebs({ certificate: 'self-signed', pages: ['location / { return 302 https://sign-in.centre.example/; }'] }),
    },
    expected: [portal],
    touches: ['sso', 'www'],
  }),
  piece('page/portal-by-status', {
    does: 'the network answers that one has to sign in to it first (511)',
    scene: { ...bothWebs({ certificate: 'wrong-name', pages: ['location / { return 511; }'] }) },
    expected: [portal],
    touches: ['sso', 'www'],
  }),
  piece('page/portal-by-dns', {
    does: 'the network’s DNS server, the only one that is let through to, gives the address of the sign-in page for every name',
    scene: {
      portal: true,
      pc: { asks: ['forwarder'] },
      // A guest network's user has no HKEX servers to ask and no ranges to judge by.
      siteFile: { resolvers: null, addresses: null },
      resolvers: { forwarder: { software: 'dnsmasq', lines: [`address=/#/${portalAddress}`] } },
      rules: [rule('router', 'forward', `ip saddr ${pcAddress} ip daddr != ${lan.range} drop`)],
    },
    expected: [portal],
    why: 'That the DNS server answers everything with one address is how the portal works, and no fault beside it.',
    touches: ['pc-dns', 'forwarder', 'names', 'sso', 'www'],
  }),
  piece('page/filter-page', {
    does: 'the company’s web filter sends the 2FA page to its own page, with a certificate that the PC trusts',
    scene: { profile: {}, ...web('sso', { pages: [`location / { return 302 https://filter.site.example/blocked?url=${sso}; }`] }) },
    expected: [blocker('page/redirected-away', sso)],
    why: 'From here a filter’s redirect and one of HKEX’s look alike.',
    touches: ['sso'],
  }),
  piece('page/closed-with-503', {
    does: 'the service opens later today, and answers that it is unavailable (503)',
    scene: { ...opening, ...web('sso', { pages: ['location / { return 503; }'] }) },
    expected: closed,
    touches: ['sso'],
  }),
  piece('page/closed-with-403', {
    does: 'the service opens later today, and forbids its page (403)',
    scene: { ...opening, ...web('sso', { pages: ['location / { return 403; }'] }) },
    expected: closed,
    touches: ['sso'],
  }),
  piece('page/closed-with-502', {
    does: 'the service opens later today, and nobody is behind the server (502)',
    scene: { ...opening, ...web('sso', { pages: ['location / { proxy_pass http://127.0.0.1:9; }'] }) },
    expected: closed,
    touches: ['sso'],
  }),
  piece('page/closed-without-answer', {
    does: 'the service opens later today, and the server hangs up',
    scene: { ...opening, ...web('sso', { pages: ['location / { return 444; }'] }) },
    expected: closed,
    touches: ['sso'],
  }),
  piece('page/closed-in-the-morning', {
    does: 'it is half past six in Hong Kong, and CCASS, which opens at eight, is unavailable (503)',
    scene: {
      serversTime: halfPastSix,
      pc: { clock: halfPastSix, browser: 'off' },
      ...web('www', { pages: ['location = / { return 503; }', serve('= /dms', 'text/html', landingPage('/dms', `https://${sso}/sso`))] }),
    },
    expected: [warning('page/outside-service-hours', www, 'hkex')],
    touches: ['www', 'clock', 'browser'],
  }),
  piece('page/error-while-open', {
    does: 'the service has been open since a minute past midnight, and is unavailable (503)',
    scene: {
      profile: { serviceHours: { opensAt: '00:01', source: 'made up for the ground' } },
      ...web('sso', { pages: ['location / { return 503; }'] }),
    },
    expected: [blocker('page/server-error', sso, 'hkex')],
    touches: ['sso'],
  }),
]
