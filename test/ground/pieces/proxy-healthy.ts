/** Odd ways through a proxy that are in order. */

import { pacAddress, resolverAddress } from '../places.ts'
import type { Piece } from '../scene.ts'
import { note, piece } from './make.ts'
import {
  byEnvironment,
  byScript,
  bySiteFile,
  byWindows,
  detects,
  directClosed,
  everyWay,
  internetSettings,
  pacUrl,
  proxy,
  script,
  siteNamesOnly,
} from './proxy-base.ts'

const squid = { software: 'squid' } as const
const negotiate = [
  'auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -s GSS_C_NO_NAME',
  'auth_param negotiate children 1',
]

function healthy(name: string, does: string, scene: Piece['scene']): Piece {
  return piece(`proxy/${name}`, { does, scene, expected: [], touches: everyWay })
}

export const proxyHealthyPieces: readonly Piece[] = [
  healthy('linux-policy-works', 'on Linux the browser’s policy names the proxy, and the site’s firewall lets nothing else out', {
    proxies: { first: squid },
    pc: { policies: { ProxyMode: 'fixed_servers', ProxyServer: proxy } },
    rules: [directClosed],
  }),
  healthy('edge-policy-works', 'Edge’s policy names the proxy, and Windows none', {
    ...byWindows({ ProxyEnable: 0 }, squid),
    pc: {
      system: 'windows',
      windows: {
        registry: {
          'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge': { values: { ProxyMode: 'fixed_servers', ProxyServer: proxy }, subkeys: {} },
        },
      },
    },
  }),
  healthy('by-name', 'the proxy is set by its name, which the site’s DNS server alone knows', {
    ...byEnvironment(squid, { ...siteNamesOnly, pc: { ...siteNamesOnly.pc, env: { HTTPS_PROXY: 'http://proxy.site.example:3128' } } }),
  }),
  healthy('each-scheme', 'Windows names a proxy for HTTPS and another, which is not there, for HTTP', {
    ...byWindows({ ProxyEnable: 1, ProxyServer: `http=198.51.100.99:3128;https=${proxy}` }, { software: 'tinyproxy' }),
  }),
  healthy('windows-account', 'squid asks for the Windows log-on (Negotiate), and lets the browser through as if it had answered', {
    ...bySiteFile({
      ...squid,
      lines: [
        ...negotiate,
        'acl browsers browser Chrome/',
        'acl known proxy_auth REQUIRED',
        'http_access allow browsers',
        'http_access deny !known',
      ],
    }),
  }),
  healthy('clever-script', 'the script looks names up, asks for the PC’s address and knows exceptions', {
    ...byScript({
      script: `function FindProxyForURL(url, host) {
        if (isPlainHostName(host) || dnsDomainIs(host, ".site.example")) return "DIRECT"
        if (isInNet(myIpAddress(), "198.51.100.0", "255.255.255.0") && shExpMatch(url, "https:*")) return "PROXY ${proxy}; DIRECT"
        return isResolvable(host) ? "DIRECT" : "PROXY 198.51.100.99:3128"
      }`,
    }),
  }),
  healthy('detected', 'Windows detects the proxy by itself: DNS names the script’s server', detecting(['local=/wpad/'])),
  {
    ...healthy('detected-without-ipv6', 'the same where DNS never says whether the script’s server has an IPv6 address too', detecting([])),
    expected: [note('dns/not-hkex')],
    why: 'The system’s look-up waits for both; only the browser finds the proxy, and what it shows counts.',
  },
  healthy('slow-squid', 'squid takes two seconds to decide', {
    ...bySiteFile({
      ...squid,
      lines: [
        'external_acl_type asked ttl=0 children-max=9 children-startup=9 %SRC /bin/sh {folder}/helper.sh',
        'acl asked external asked',
        'http_access deny !asked',
      ],
      files: { 'helper.sh': 'while read line; do sleep 2; echo OK; done\n' },
    }),
  }),
  healthy('script-from-windows', 'Windows names a script, the proxy asks the site’s own DNS server', {
    ...byWindows(
      { AutoConfigURL: pacUrl },
      { ...squid, lines: [`dns_nameservers ${resolverAddress.forwarder}`] },
      {
        pac: { script: script(`PROXY ${proxy}`) },
        resolvers: { forwarder: {} },
      },
    ),
  }),
  healthy('not-needed', 'Windows has no proxy, others have a dead one in the environment, and direct ways are open', {
    pc: { system: 'windows', windows: { environment: { HTTPS_PROXY: 'http://198.51.100.99:3128' } } },
  }),
]

/** @param lines of the DNS server that names the script's server */
function detecting(lines: readonly string[]): Piece['scene'] {
  return {
    ...bySiteFile(squid, {
      pac: {
        lines: [`location = /wpad.dat { default_type application/x-ns-proxy-autoconfig; return 200 '${script(`PROXY ${proxy}`)}'; }`],
      },
      siteFile: { proxy: 'system' },
      resolvers: {
        forwarder: { software: 'dnsmasq', lines: [`address=/wpad/${pacAddress}`, 'local=/com/', 'local=/hk/', ...lines] },
      },
    }),
    pc: {
      asks: ['forwarder'],
      system: 'windows',
      windows: { registry: { [internetSettings]: { values: {}, subkeys: { Connections: detects } } } },
    },
  }
}
