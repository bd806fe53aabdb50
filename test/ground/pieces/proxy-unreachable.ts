/** Nobody gets as far as the proxy. */

import { dead, PROXY_PORT, proxyAddress } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, piece, rule } from './make.ts'
import { byEnvironment, bySiteFile, byWindows, everyWay, proxy, siteNamesOnly, toProxy } from './proxy-base.ts'

const squid = { software: 'squid' } as const
const named = `proxy.site.example:${PROXY_PORT}`
const silence = 'A connection that fails says nothing of who let it: a firewall, the proxy’s machine, or a wrong setting.'

export const proxyUnreachablePieces: readonly Piece[] = [
  piece('proxy/nobody-at-address', {
    does: 'the proxy is set to an address that no machine has',
    scene: bySiteFile(squid, { siteFile: { proxy: `http://${dead}:${PROXY_PORT}` } }),
    expected: [blocker('proxy/unreachable', `${dead}:${PROXY_PORT}`)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/not-running', {
    does: 'the proxy’s machine is there and the proxy is not started',
    scene: byEnvironment(),
    expected: [blocker('proxy/unreachable', proxy)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/wrong-port', {
    does: 'Windows is set to the proxy’s address with another port',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: `${proxyAddress}:8080` }, squid),
    expected: [blocker('proxy/unreachable', `${proxyAddress}:8080`)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/dropped-on-way', {
    does: 'a firewall before the proxy drops what comes from this PC',
    scene: byEnvironment(squid, { rules: [rule('site', 'input', `${toProxy} drop`)] }),
    expected: [blocker('proxy/unreachable', proxy)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/reset-on-way', {
    does: 'a firewall before the proxy refuses what comes from this PC with a reset',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: proxy }, squid, {
      rules: [rule('site', 'input', `${toProxy} reject with tcp reset`)],
    }),
    expected: [blocker('proxy/unreachable', proxy)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/prohibited-on-way', {
    does: 'a firewall before the proxy says that the way from this PC is prohibited',
    scene: bySiteFile({ software: 'tinyproxy' }, { rules: [rule('site', 'input', `${toProxy} reject with icmp type admin-prohibited`)] }),
    expected: [blocker('proxy/unreachable', proxy)],
    touches: everyWay,
  }),
  piece('proxy/blocked-on-pc', {
    does: 'the PC’s own firewall refuses what goes to the proxy',
    scene: byEnvironment(squid, {
      rules: [rule('pc', 'output', `ip daddr ${proxyAddress} tcp dport ${PROXY_PORT} reject with tcp reset`)],
    }),
    expected: [blocker('proxy/unreachable', proxy)],
    why: silence,
    touches: everyWay,
  }),
  piece('proxy/name-misspelt', {
    does: 'the proxy is set by a name that the site’s DNS server does not know',
    scene: byEnvironment(squid, {
      ...siteNamesOnly,
      pc: { ...siteNamesOnly.pc, env: { HTTPS_PROXY: `http://poxy.site.example:${PROXY_PORT}` } },
    }),
    expected: [blocker('proxy/name-unresolved', `poxy.site.example:${PROXY_PORT}`, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/name-not-at-hkex', {
    does: 'the proxy is set by a name, and the PC asks HKEX’s DNS servers, which do not know the site’s names',
    scene: { proxies: { first: squid }, siteFile: { proxy: `http://${named}` } },
    expected: [blocker('proxy/name-unresolved', named, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/name-server-silent', {
    does: 'the proxy is set by a name, and the PC’s DNS servers, outside the site, are not let through to',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: named }, squid),
    expected: [blocker('proxy/name-unresolved', named, 'site-it')],
    touches: everyWay,
  }),
]
