/** A script tells the way, or should. */

import { dead, PROXY_PORT, pacAddress, pcAddress, portalAddress, sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, note, piece, rule, warning } from './make.ts'
import {
  byScript,
  bySiteFile,
  byWindows,
  detects,
  everyWay,
  httpsClosed,
  internetSettings,
  pacUrl,
  proxy,
  script,
  spareProxy,
} from './proxy-base.ts'

const good = script(`PROXY ${proxy}`)
const squid = { software: 'squid' } as const
const toScript = `ip saddr ${pcAddress} ip daddr ${pacAddress} tcp dport 80`
const nobody = `${dead}:${PROXY_PORT}`

export const proxyPacPieces: readonly Piece[] = [
  piece('proxy/pac-missing', {
    does: 'the script’s server says that there is no such file (404)',
    scene: byScript({ lines: ['location / { return 404; }'] }),
    expected: [blocker('proxy/pac-unavailable', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-server-fails', {
    does: 'the script’s server has nobody behind it (502); Windows names the script',
    scene: byWindows({ AutoConfigURL: pacUrl }, squid, { pac: { lines: ['location / { proxy_pass http://127.0.0.1:9; }'] } }),
    expected: [blocker('proxy/pac-unavailable', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-refused', {
    does: 'nobody listens at the port where the script should be',
    scene: byScript({ script: good }, { siteFile: { proxy: `pac+http://${pacAddress}:8080/proxy.pac` } }),
    expected: [blocker('proxy/pac-unavailable', `http://${pacAddress}:8080/proxy.pac`, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-dropped', {
    does: 'a firewall drops what goes to the script’s server',
    scene: byScript({ script: good }, { rules: [rule('site', 'input', `${toScript} drop`)] }),
    expected: [blocker('proxy/pac-unavailable', pacUrl)],
    touches: everyWay,
  }),
  piece('proxy/pac-never-comes', {
    does: 'the script’s server takes the request and its answer never comes',
    scene: byScript({ script: good }, { rules: [rule('site', 'input', `${toScript} meta length > 100 drop`)] }),
    expected: [blocker('proxy/pac-unavailable', pacUrl)],
    touches: everyWay,
  }),
  piece('proxy/pac-name-unknown', {
    does: 'the script is set by a name that nobody knows; a variable of the environment names it',
    scene: byScript({ script: good }, { siteFile: { proxy: 'system' }, pc: { env: { auto_proxy: 'http://pac.site.example/proxy.pac' } } }),
    expected: [blocker('proxy/pac-unavailable', 'http://pac.site.example/proxy.pac', 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-syntax', {
    does: 'the script breaks off in the middle',
    scene: byScript({ script: `function FindProxyForURL(url, host) { if (host == "${sso}") {` }),
    expected: [blocker('proxy/pac-invalid', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-throws', {
    does: 'the script calls a function that there is none; Windows names it',
    scene: byWindows({ AutoConfigURL: pacUrl }, squid, {
      pac: { script: 'function FindProxyForURL(url, host) { return isSiteHost(host) ? "DIRECT" : "PROXY x" }' },
    }),
    expected: [blocker('proxy/pac-invalid', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-other-function', {
    does: 'the script has no FindProxyForURL',
    scene: byScript({ script: `function FindProxy(url, host) { return "PROXY ${proxy}" }` }),
    expected: [blocker('proxy/pac-invalid', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-is-a-page', {
    does: 'a web page comes in the script’s place',
    scene: byScript({ lines: ['location / { default_type text/html; root /usr/share/nginx/html; try_files /index.html =404; }'] }),
    expected: [blocker('proxy/pac-invalid', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-leads-to-sign-in', {
    does: 'the script’s server sends everybody to a sign-in page',
    scene: byScript({ lines: [`location / { return 302 http://${portalAddress}/sign-in; }`] }),
    expected: [blocker('proxy/pac-invalid', pacUrl, 'site-it')],
    touches: everyWay,
  }),
  piece('proxy/pac-names-nobody', {
    does: 'the script names a proxy at an address that no machine has',
    scene: byScript({ script: script(`PROXY ${nobody}`) }),
    expected: [blocker('proxy/unreachable', nobody)],
    touches: everyWay,
  }),
  piece('proxy/pac-names-wrong-port', {
    does: 'the script names the proxy with another port; Windows names the script',
    scene: byWindows({ AutoConfigURL: pacUrl }, squid, { pac: { script: script('PROXY 198.51.100.80:8080') } }),
    expected: [blocker('proxy/unreachable', '198.51.100.80:8080')],
    touches: everyWay,
  }),
  piece('proxy/pac-first-dead', {
    does: 'the script names two proxies, and the first is at an address that no machine has',
    scene: byScript({ script: script(`PROXY ${nobody}; PROXY ${proxy}`) }),
    expected: [warning('proxy/unreachable', nobody)],
    touches: everyWay,
  }),
  piece('proxy/pac-second-dead', {
    does: 'the script names two proxies, and nobody listens at the second',
    scene: byWindows({ AutoConfigURL: pacUrl }, squid, { pac: { script: script(`PROXY ${proxy}; PROXY ${spareProxy}`) } }),
    expected: [warning('proxy/unreachable', spareProxy)],
    touches: everyWay,
  }),
  piece('proxy/pac-first-denies', {
    does: 'the script names two proxies, and the first denies everything, where browsers stop',
    scene: byScript(
      { script: script(`PROXY ${proxy}; PROXY ${spareProxy}`) },
      { proxies: { first: { software: 'squid', lines: ['http_access deny all'] }, second: { software: 'tinyproxy' } } },
    ),
    expected: [blocker('proxy/forbids', proxy, 'site-network')],
    touches: everyWay,
  }),
  piece('proxy/pac-says-direct', {
    does: 'the script says that no proxy is needed, and the site’s firewall lets the PC’s own HTTPS not through',
    scene: { ...byScript({ script: script('DIRECT') }), rules: [httpsClosed] },
    expected: [blocker('path/no-reply', sso), blocker('path/no-reply', www)],
    why: 'No setting of the PC names a proxy that would open the way.',
    touches: everyWay,
  }),
  piece('proxy/pac-leaves-one-out', {
    does: 'the script sends the 2FA server’s name around the proxy, as somebody’s old exception has it, and the firewall does not let it through',
    scene: {
      ...byScript({ script: `function FindProxyForURL(url, host) { return host == "${sso}" ? "DIRECT" : "PROXY ${proxy}" }` }),
      rules: [httpsClosed],
    },
    expected: [blocker('proxy/required', proxy, 'site-it')],
    why: 'The proxy that the script names for the other name opens the way to this one too.',
    touches: everyWay,
  }),
  piece('proxy/detected-script-missing', {
    does: 'Windows detects a proxy by itself: DNS names the script’s server, which has no script any more',
    scene: bySiteFile(squid, {
      pac: { lines: ['location / { return 404; }'] },
      siteFile: { proxy: 'system' },
      resolvers: {
        forwarder: { software: 'dnsmasq', lines: [`address=/wpad/${pacAddress}`, 'local=/wpad/', 'local=/com/', 'local=/hk/'] },
      },
      pc: {
        asks: ['forwarder'],
        system: 'windows',
        windows: { registry: { [internetSettings]: { values: {}, subkeys: { Connections: detects } } } },
      },
    }),
    expected: [blocker('proxy/pac-unavailable', 'http://wpad/wpad.dat', 'site-it'), note('dns/not-hkex')],
    touches: everyWay,
  }),
]
