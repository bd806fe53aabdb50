/** The proxy takes the request, and what is behind it fails. */

import { dead, resolverAddress } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, piece, rule, to, web } from './make.ts'
import { byEnvironment, bySiteFile, byWindows, everyWay, proxy, toProxy } from './proxy-base.ts'

const squid = { software: 'squid' } as const
/** The PC itself is not let through to it anyway. */
const toSso = to('sso')
const waiting = 'The proxy is waiting itself and has said nothing yet: from here that is silence.'

export const proxyBehindPieces: readonly Piece[] = [
  piece('proxy/squid-upstream-dropped', {
    does: 'the site’s firewall drops what squid sends to the 2FA server, and squid gives up soon',
    scene: byEnvironment({ ...squid, lines: ['connect_timeout 2 seconds'] }, { rules: [rule('router', 'forward', `${toSso} drop`)] }),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-upstream-waits', {
    does: 'the site’s firewall drops what squid sends to the 2FA server, and squid waits as long as it does by default',
    scene: bySiteFile({ ...squid, lines: ['connect_timeout 1 minute'] }, { rules: [rule('router', 'forward', `${toSso} drop`)] }),
    expected: [blocker('proxy/no-reply', proxy, 'site-network')],
    why: waiting,
    touches: everyWay,
  }),
  piece('proxy/squid-upstream-refused', {
    does: 'nobody listens at the 2FA server’s addresses, which squid says',
    scene: bySiteFile(squid, web('sso', { software: 'none' })),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-upstream-refused', {
    does: 'the site’s firewall refuses what tinyproxy sends to the 2FA server with a reset',
    scene: byWindows(
      { ProxyEnable: 1, ProxyServer: proxy },
      { software: 'tinyproxy' },
      {
        rules: [rule('router', 'forward', `${toSso} reject with tcp reset`)],
      },
    ),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-upstream-waits', {
    does: 'the line’s operator drops what comes for the 2FA server, and tinyproxy waits',
    scene: byEnvironment(
      { software: 'tinyproxy' },
      {
        rules: [rule('line', 'forward', `${toSso} drop`)],
      },
    ),
    expected: [blocker('proxy/no-reply', proxy, 'site-network')],
    why: waiting,
    touches: everyWay,
  }),
  piece('proxy/squid-name-unknown', {
    does: 'squid asks a DNS server that says of the 2FA server’s name that there is none',
    scene: bySiteFile(
      { ...squid, lines: [`dns_nameservers ${resolverAddress.forwarder}`] },
      { resolvers: { forwarder: { software: 'dnsmasq', lines: ['local=/hkexposttrade.com.hk/'] } } },
    ),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-dns-refused', {
    does: 'squid asks a DNS server that refuses it',
    scene: byWindows(
      { ProxyEnable: 1, ProxyServer: `http=${proxy};https=${proxy}` },
      { ...squid, lines: [`dns_nameservers ${resolverAddress.forwarder}`] },
      { resolvers: { forwarder: { lines: ['local-zone: "hk." refuse', 'local-zone: "com." refuse'] } } },
    ),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-dns-silent', {
    does: 'squid asks a DNS server that nobody is any more, and waits',
    scene: byEnvironment({ ...squid, lines: [`dns_nameservers ${dead}`] }),
    expected: [blocker('proxy/no-reply', proxy, 'site-network')],
    why: waiting,
    touches: everyWay,
  }),
  piece('proxy/squid-helper-hangs', {
    does: 'squid asks a program of the site’s whether to allow it, which does not answer',
    scene: bySiteFile({
      ...squid,
      lines: [
        'external_acl_type asked ttl=0 children-max=4 %SRC /bin/sh {folder}/helper.sh',
        'acl asked external asked',
        'http_access deny !asked',
      ],
      files: { 'helper.sh': 'while read line; do sleep 60; echo OK; done\n' },
    }),
    expected: [blocker('proxy/no-reply', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/request-dropped-on-way', {
    does: 'a device before the proxy lets connections through and drops what is asked on them',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: proxy }, squid, {
      rules: [rule('site', 'input', `${toProxy} meta length > 120 drop`)],
    }),
    expected: [blocker('proxy/no-reply', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/request-reset-on-way', {
    does: 'a device before the proxy lets connections through and resets them when something is asked',
    scene: byEnvironment(
      { software: 'tinyproxy' },
      { rules: [rule('site', 'input', `${toProxy} meta length > 120 reject with tcp reset`)] },
    ),
    expected: [blocker('proxy/drops', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-resets', {
    does: 'squid denies everything and is set to say so with a reset',
    scene: bySiteFile({ ...squid, lines: ['acl nobody src all', 'deny_info TCP_RESET nobody', 'http_access deny nobody'] }),
    expected: [blocker('proxy/drops', proxy, 'site-network')],
    why: 'A reset says nothing of rules.',
    touches: everyWay,
  }),
  piece('proxy/tls-port-instead', {
    does: 'the proxy is set to a port where a server speaks TLS alone',
    scene: bySiteFile(undefined, {
      commands: [
        {
          at: 'site',
          line: 'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /run/tls.key -out /run/tls.pem -subj /CN=site -days 9 2>/dev/null; openssl s_server -accept 198.51.100.80:3128 -key /run/tls.key -cert /run/tls.pem -quiet >/dev/null 2>&1 </dev/zero & sleep 1',
        },
      ],
    }),
    expected: [blocker('proxy/drops', proxy)],
    why: 'OpenSSL hangs up on what is no TLS without a word.',
    touches: everyWay,
  }),
  piece('proxy/hello-dropped-behind', {
    does: 'behind squid a firewall opens connections to the 2FA server and drops what is said on them',
    scene: byEnvironment(squid, { rules: [rule('router', 'forward', `${toSso} meta length > 200 drop`)] }),
    expected: [blocker('proxy/hello-lost', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/hello-reset-behind', {
    does: 'behind squid a firewall resets connections to the 2FA server as soon as TLS begins',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: proxy }, squid, {
      rules: [rule('router', 'forward', `${toSso} meta length > 200 reject with tcp reset`)],
    }),
    expected: [blocker('proxy/hello-lost', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/hello-reset-behind-tinyproxy', {
    does: 'behind tinyproxy the line’s operator resets connections to both names as soon as TLS begins',
    scene: bySiteFile(
      { software: 'tinyproxy' },
      { rules: [rule('line', 'forward', 'tcp dport 443 meta length > 200 reject with tcp reset')] },
    ),
    expected: [blocker('proxy/hello-lost', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/big-hello-dropped-behind', {
    does: 'behind squid a device drops packets above 1,400 bytes that go to the 2FA server',
    scene: bySiteFile(squid, { rules: [rule('router', 'forward', `${toSso} meta length > 1400 drop`)] }),
    expected: [blocker('proxy/large-packets-lost', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/big-hello-reset-behind', {
    does: 'behind tinyproxy a device on the line resets connections to both names whose packets are above 1,400 bytes',
    scene: byEnvironment(
      { software: 'tinyproxy' },
      { rules: [rule('line', 'forward', 'tcp dport 443 meta length > 1400 reject with tcp reset')] },
    ),
    expected: [blocker('proxy/large-packets-lost', proxy, 'site-network')],
    touches: everyWay,
  }),
]
