/** Proxies that are used, and proxies that are not, and all is well. */

import { dead, PROXY_PORT, pacAddress, pcAddress, proxyAddress, resolverAddress, secondProxy, sso, www } from '../places.ts'
import type { Piece, Rule, Scene } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { rule } from './make.ts'

const first = `${proxyAddress}:${PROXY_PORT}`
const second = `${secondProxy}:${PROXY_PORT}`
const pacUrl = `http://${pacAddress}/proxy.pac`
const squid = { first: { software: 'squid' } } as const
const tinyproxy = { first: { software: 'tinyproxy' } } as const
/** The PC itself gets nowhere beyond its LAN: neither DNS nor anything else. */
const closed: readonly Rule[] = [rule('router', 'forward', `ip saddr ${pcAddress} drop`)]
const rejected: readonly Rule[] = [rule('router', 'forward', `ip saddr ${pcAddress} reject with icmp type admin-prohibited`)]
const touches = ['proxy', 'line', 'pc-dns']

function script(body: string): Scene {
  return { pac: { script: `function FindProxyForURL(url, host) {\n${body}\n}\n` }, siteFile: { proxy: `pac+${pacUrl}` } }
}

const byDomain = `if (dnsDomainIs(host, ".ccass.com") || shExpMatch(host, "*.hkexposttrade.com.hk")) return "PROXY ${first}";\nreturn "DIRECT";`

export const healthyProxy: readonly Piece[] = [
  odd('proxy-pac-direct', { does: 'the proxy script says DIRECT for all', scene: script('return "DIRECT";'), touches }),
  odd('proxy-pac-direct-others', {
    does: 'the proxy script says DIRECT for the two names, and names a dead proxy for the rest',
    scene: script(`if (host == "${www}" || host == "${sso}") return "DIRECT";\nreturn "PROXY ${dead}:8080";`),
    touches,
  }),
  odd('proxy-pac-by-domain', {
    does: 'the proxy script names a proxy for the two domains, and nothing else leads out',
    scene: { ...script(byDomain), proxies: squid, rules: closed },
    touches,
  }),
  odd('proxy-pac-by-address', {
    does: 'the proxy script looks the names up and says DIRECT for HKEX’s network, else a dead proxy',
    scene: script(
      `var ip = dnsResolve(host);\nif (ip && isInNet(ip, "203.0.113.0", "255.255.255.0")) return "DIRECT";\nreturn "PROXY ${dead}:8080";`,
    ),
    touches,
  }),
  odd('proxy-pac-by-own-address', {
    does: 'the proxy script names a proxy for PCs of this network, and nothing else leads out',
    scene: {
      ...script(`if (isInNet(myIpAddress(), "198.51.100.0", "255.255.255.0")) return "PROXY ${first}";\nreturn "PROXY ${dead}:8080";`),
      proxies: tinyproxy,
      rules: closed,
    },
    touches,
  }),
  odd('proxy-pac-two', {
    does: 'the proxy script names two proxies and then DIRECT, and all of them work',
    scene: { ...script(`return "PROXY ${first}; PROXY ${second}; DIRECT";`), proxies: { ...squid, second: { software: 'tinyproxy' } } },
    touches,
  }),
  odd('proxy-pac-old-style', {
    does: 'the proxy script is old-fashioned: comments, helpers of its own, days of the week, and comes as plain text',
    scene: {
      pac: {
        lines: [
          `location = /proxy.pac { default_type text/plain; return 200 '// Lab\\r\\nvar weekday = weekdayRange("SUN", "SAT");\\r\\nfunction inside(h) { return isPlainHostName(h) || localHostOrDomainIs(h, "pc.site.example"); }\\r\\nfunction FindProxyForURL(url, host)\\r\\n{\\r\\n  url = url.toLowerCase(); host = host.toLowerCase();\\r\\n  if (inside(host)) { return "DIRECT"; } else if (url.substring(0, 6) == "https:" && weekday) { return "proxy ${first};"; }\\r\\n  return "DIRECT";\\r\\n}\\r\\n'; }`,
        ],
      },
      siteFile: { proxy: `pac+${pacUrl}` },
      proxies: squid,
      rules: closed,
    },
    touches,
  }),
  odd('proxy-pac-policy', {
    does: 'the browser’s policy names the proxy script, and nothing else leads out',
    scene: {
      pac: { script: `function FindProxyForURL(url, host) { ${byDomain} }` },
      pc: { policies: { ProxyMode: 'pac_script', ProxyPacUrl: pacUrl } },
      proxies: squid,
      rules: closed,
    },
    touches: [...touches, 'browser'],
  }),
  odd('proxy-site-file', {
    does: 'the site file names the proxy, and nothing else leads out',
    scene: { proxies: squid, siteFile: { proxy: `http://${first}` }, rules: closed },
    touches,
  }),
  odd('proxy-environment', {
    does: 'the environment names the proxy, and everything else is rejected',
    scene: { proxies: tinyproxy, pc: { env: { https_proxy: `http://${first}` } }, rules: rejected },
    touches,
  }),
  odd('proxy-policy', {
    does: 'the browser’s policy names the proxy, and nothing else leads out',
    scene: {
      proxies: squid,
      pc: { policies: { ProxyMode: 'fixed_servers', ProxyServer: first, ProxyBypassList: '*.site.example;<local>' } },
      rules: closed,
    },
    touches: [...touches, 'browser'],
  }),
  odd('proxy-policy-settings', {
    does: 'the browser’s policy names the proxy in one object, with exceptions for other names',
    scene: {
      proxies: tinyproxy,
      pc: { policies: { ProxySettings: { ProxyMode: 'fixed_servers', ProxyServer: `https=${first}`, ProxyBypassList: '*.site.example' } } },
      rules: closed,
    },
    touches: [...touches, 'browser'],
  }),
  odd('proxy-own-dns', {
    does: 'the PC’s DNS knows the site’s own names alone, and the proxy knows the rest',
    scene: {
      proxies: squid,
      pc: { asks: ['forwarder'] },
      resolvers: { forwarder: { software: 'unbound', records: { [www]: { gone: true }, [sso]: { gone: true } } } },
      siteFile: { proxy: `http://${first}` },
      rules: closed,
    },
    why: 'What the PC’s own DNS says, and whose it is, counts for nothing where the proxy looks the names up.',
    touches: [...touches, 'forwarder'],
  }),
  odd('proxy-by-name', {
    does: 'the site file names the proxy by name, and nothing but DNS leads out beside it',
    scene: {
      proxies: squid,
      records: { 'proxy.centre.example': { addresses: [proxyAddress] } },
      siteFile: { proxy: `http://proxy.centre.example:${PROXY_PORT}` },
      rules: [rule('router', 'forward', `ip saddr ${pcAddress} tcp dport 443 drop`)],
    },
    touches,
  }),
  odd('proxy-exceptions', {
    does: 'the proxy does not let the two names pass, and the list of exceptions names them',
    scene: {
      proxies: { first: { software: 'squid', lines: ['acl hkex dstdomain .ccass.com .hkexposttrade.com.hk', 'http_access deny hkex'] } },
      pc: { env: { https_proxy: `http://${first}`, no_proxy: `localhost,.ccass.com,${sso}` } },
    },
    touches,
  }),
  odd('proxy-not-needed', {
    does: 'the site file names a proxy, and the direct way is open as well',
    scene: { proxies: squid, siteFile: { proxy: `http://${first}` } },
    touches,
  }),
  odd('proxy-dead-not-used', {
    does: 'the environment still names a proxy that is gone, and the browser’s policy says direct',
    scene: { pc: { env: { https_proxy: `http://${dead}:8080` }, policies: { ProxyMode: 'direct' } } },
    touches: [...touches, 'browser'],
  }),
  odd('proxy-inspection-exception', {
    does: 'the proxy opens TLS of all sites but the two, and its root is installed',
    scene: {
      proxies: {
        first: { software: 'bump', lines: ['acl spared ssl::server_name .ccass.com .hkexposttrade.com.hk', 'ssl_bump splice spared'] },
      },
      pc: { roots: ['inspection'] },
      siteFile: { proxy: `http://${first}` },
      rules: closed,
    },
    touches: [...touches, 'trust'],
  }),
  odd('proxy-after-switch', {
    does: 'DNS leads to the secondary data centre, and the proxy is the only way',
    scene: { live: 'secondary', proxies: squid, siteFile: { proxy: `http://${first}` }, rules: closed },
    touches: [...touches, 'names'],
  }),
  odd('proxy-far', {
    does: 'every answer takes 0.3 s over the line, and the proxy is the only way',
    scene: { delayMs: 150, proxies: tinyproxy, siteFile: { proxy: `http://${first}` }, rules: closed },
    touches,
  }),
  odd('proxy-own-dns-server', {
    does: 'the PC asks the site’s forwarder, and the proxy is the only way for the rest',
    scene: {
      proxies: squid,
      pc: { asks: ['forwarder'], env: { HTTPS_PROXY: first, NO_PROXY: '*.site.example' } },
      resolvers: { forwarder: { forwardsTo: [resolverAddress.alternate] } },
      rules: closed,
    },
    touches: [...touches, 'forwarder'],
  }),
]
