/** The proxy is reached and says no. */

import { dead, pcAddress, sso } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, piece } from './make.ts'
import { byEnvironment, bySiteFile, byWindows, everyWay, proxy } from './proxy-base.ts'

const asks = (...lines: string[]) =>
  ({ software: 'squid', lines: [...lines, 'acl known proxy_auth REQUIRED', 'http_access deny !known'] }) as const
const negotiate = [
  'auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -s GSS_C_NO_NAME',
  'auth_param negotiate children 1',
]
const ntlm = ['auth_param ntlm program /usr/lib/squid/ntlm_fake_auth', 'auth_param ntlm children 1']
const basic = ['auth_param basic program /usr/lib/squid/basic_ncsa_auth {folder}/passwords', 'auth_param basic realm site']
const webServer = 'From here a web server that does not know the request and a proxy that refuses it look alike.'

export const proxyRefusalPieces: readonly Piece[] = [
  piece('proxy/squid-asks-basic', {
    does: 'squid asks for a name and a password (Basic)',
    scene: byEnvironment({ ...asks(...basic), files: { passwords: '' } }),
    expected: [blocker('proxy/authentication', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-asks-digest', {
    does: 'squid asks for a name and a password (Digest)',
    scene: bySiteFile({
      ...asks('auth_param digest program /usr/lib/squid/digest_file_auth {folder}/passwords', 'auth_param digest realm site'),
      files: { passwords: '' },
    }),
    expected: [blocker('proxy/authentication', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-asks-basic', {
    does: 'tinyproxy asks for a name and a password (Basic)',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: proxy }, { software: 'tinyproxy', lines: ['BasicAuth desk secret'] }),
    expected: [blocker('proxy/authentication', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-asks-windows', {
    does: 'squid asks for the Windows log-on (Negotiate), and the browser of this PC has none to give',
    scene: bySiteFile(asks(...negotiate)),
    expected: [blocker('proxy/authentication', proxy)],
    why: 'The browser answers such a demand by itself where it can; it was let through to nothing, so it could not.',
    touches: everyWay,
  }),
  piece('proxy/squid-asks-windows-unseen', {
    does: 'squid asks for the Windows log-on (Negotiate or NTLM), and no browser may be started that could answer',
    scene: bySiteFile(asks(...negotiate, ...ntlm), { pc: { browser: 'off' } }),
    expected: [],
    verdict: 'undetermined',
    why: 'Edge may well get through: nobody here can tell.',
    touches: everyWay,
  }),
  piece('proxy/squid-denies-name', {
    does: 'squid’s rules deny the 2FA server’s name',
    scene: byEnvironment({ software: 'squid', lines: [`acl denied dstdomain ${sso}`, 'http_access deny denied'] }),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-denies-this-pc', {
    does: 'squid’s rules deny this PC everything',
    scene: byWindows(
      { ProxyEnable: 1, ProxyServer: proxy },
      { software: 'squid', lines: [`acl desk src ${pcAddress}`, 'http_access deny desk'] },
    ),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/squid-denies-port', {
    does: 'squid’s rules allow tunnels to another port alone',
    scene: bySiteFile({
      software: 'squid',
      lines: ['acl tunnels port 8443', 'acl CONNECT method CONNECT', 'http_access deny CONNECT !tunnels'],
    }),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-filters', {
    does: 'tinyproxy’s list of filtered names has the 2FA server’s',
    scene: bySiteFile({ software: 'tinyproxy', lines: ['Filter "{folder}/filtered"'], files: { filtered: 'hkexposttrade\n' } }),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-other-port', {
    does: 'tinyproxy is set to open tunnels to another port alone',
    scene: byEnvironment({ software: 'tinyproxy', lines: ['ConnectPort 563'] }),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/tinyproxy-not-for-this-pc', {
    does: 'tinyproxy serves another PC alone',
    scene: bySiteFile({ software: 'tinyproxy', lines: ['Allow 198.51.100.11'] }),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/parent-denies', {
    does: 'squid hands everything on to another squid, whose rules deny both names',
    scene: bySiteFile(
      { software: 'squid', lines: ['cache_peer 198.51.100.81 parent 3128 0 no-query default', 'never_direct allow all'] },
      { proxies: { second: { software: 'squid', lines: ['http_access deny all'] } } },
    ),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/web-server-instead', {
    does: 'a web server (nginx) listens where the proxy should be',
    scene: byWindows(
      { ProxyEnable: 1, ProxyServer: proxy },
      { software: 'nginx', lines: ['  location / { root /usr/share/nginx/html; }'] },
    ),
    expected: [blocker('proxy/refuses', proxy)],
    why: webServer,
    touches: everyWay,
  }),
  piece('proxy/small-web-server-instead', {
    does: 'a small web server (Python’s) listens where the proxy should be',
    scene: bySiteFile(undefined, {
      commands: [{ at: 'site', line: background('python3 -m http.server 3128 --bind 198.51.100.80') }],
    }),
    expected: [blocker('proxy/refuses', proxy)],
    why: webServer,
    touches: everyWay,
  }),
  piece('proxy/mail-server-instead', {
    does: 'a mail server listens where the proxy should be',
    scene: byEnvironment(undefined, {
      commands: [{ at: 'site', line: background('python3 -W ignore -m smtpd -n -c DebuggingServer 198.51.100.80:3128') }],
    }),
    expected: [blocker('proxy/not-a-proxy', proxy, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/secure-shell-instead', {
    does: 'an SSH server’s greeting comes from where the proxy should be',
    scene: byWindows({ ProxyEnable: 1, ProxyServer: proxy }, { software: 'node', behaviour: { answers: 'ssh' } }),
    expected: [blocker('proxy/not-a-proxy', proxy, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/dead-parent', {
    does: 'squid hands everything on to another proxy, whose address no machine has',
    scene: bySiteFile({
      software: 'squid',
      lines: [`cache_peer ${dead} parent 3128 0 no-query default connect-timeout=2`, 'never_direct allow all'],
    }),
    expected: [blocker('proxy/upstream-fails', proxy, 'site-network')],
    touches: everyWay,
  }),
]

/** A server that goes on when the shell ends, and that listens by then. */
function background(line: string): string {
  return `${line} >/dev/null 2>&1 & for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ss -Hltn | grep -q ':3128 ' && break; sleep 0.2; done`
}
