/** Drills in which names lead to the secondary data centre, and the way there or what answers there is not as it should be. */

import type { Drill } from './drills.ts'
import { forwarder } from './pieces/dns-make.ts'
import { blocker, note, rule, to, warning } from './pieces/make.ts'
import { networks, PROXY_PORT, proxyAddress, sso, webAddresses, www } from './places.ts'
import type { GroundCertificate, WebScene } from './scene.ts'

const [secondarySso = ''] = webAddresses.secondary.sso
const [secondaryWww = ''] = webAddresses.secondary.www
const toBoth = `ip daddr { ${secondaryWww}, ${secondarySso} } tcp dport 443`
const secondary = (scene: WebScene) => ({ web: { secondary: { www: scene, sso: scene } } })
const certificate = (kind: GroundCertificate) => secondary({ certificate: kind })

export const centreDrills: readonly Drill[] = [
  {
    name: 'drill/firewall-knows-the-primary',
    does: 'the site’s firewall lets HTTPS through to the primary data centre alone and drops the rest',
    scene: { rules: [rule('router', 'forward', `iifname "br0" tcp dport 443 ip daddr != ${networks.primary.range} drop`)] },
    together: 'moved-not-green',
    expected: [[], [blocker('path/no-reply', sso, 'site-network'), blocker('path/no-reply', www, 'site-network')]],
  },
  {
    name: 'drill/firewall-rejects-the-secondary',
    does: 'the site’s firewall lets HTTPS through to the primary data centre alone and rejects the rest with a reset',
    scene: {
      rules: [rule('router', 'forward', `iifname "br0" tcp dport 443 ip daddr != ${networks.primary.range} reject with tcp reset`)],
    },
    expected: [[], [blocker('path/refused', sso, 'site-network'), blocker('path/refused', www, 'site-network')]],
  },
  {
    name: 'drill/firewall-prohibits-the-secondary',
    does: 'the site’s firewall answers for the secondary data centre that it is administratively prohibited',
    scene: { rules: [rule('router', 'forward', `${toBoth} reject with icmp admin-prohibited`)] },
    expected: [[], [blocker('path/unreachable', sso, 'site-network'), blocker('path/unreachable', www, 'site-network')]],
    why: 'Linux has one error for what is prohibited and for a host that cannot be reached.',
  },
  {
    name: 'drill/firewall-seen-beforehand',
    does: 'the site’s firewall drops HTTPS to the secondary data centre, whose addresses the site file has probed in session 1 already',
    scene: {
      siteFile: { probe: { secondary: [secondaryWww, secondarySso] } },
      rules: [rule('router', 'forward', `${toBoth} drop`)],
    },
    expected: [
      [note('path/standby-silent', secondaryWww), note('path/standby-silent', secondarySso)],
      [blocker('path/no-reply', sso, 'site-network'), blocker('path/no-reply', www, 'site-network')],
    ],
  },
  {
    name: 'drill/one-name-forgotten',
    does: 'the site’s firewall knows the secondary address of the CCASS name and not the 2FA server’s',
    scene: { rules: [rule('router', 'forward', `${to('sso', 'secondary')} drop`)] },
    expected: [[], [blocker('path/no-reply', sso, 'site-network')]],
  },
  {
    name: 'drill/ranges-lack-the-secondary',
    does: 'the site file’s ranges lack the secondary data centre; all works',
    scene: { siteFile: { addresses: { primary: [networks.primary.range] } } },
    expected: [[], [warning('dns/address-unexpected', sso, 'site-it'), warning('dns/address-unexpected', www, 'site-it')]],
  },
  {
    name: 'drill/secondary-expired',
    does: 'the secondary data centre’s certificates ended three days ago',
    scene: certificate('expired'),
    expected: [[], [blocker('tls/expired', sso, 'hkex'), blocker('tls/expired', www, 'hkex')]],
  },
  {
    name: 'drill/secondary-intercepted',
    does: 'what goes to the secondary data centre is opened on its way, by a root that the PC does not know',
    scene: certificate('inspection'),
    expected: [[], [blocker('tls/intercepted', undefined, 'site-network')]],
    why: 'One box is one cause, whatever goes through it.',
  },
  {
    name: 'drill/secondary-intercepted-trusted',
    does: 'what goes to the secondary data centre is opened on its way, by a root that is installed on the PC',
    scene: { ...certificate('inspection'), pc: { roots: ['inspection'] } },
    expected: [[], [warning('tls/intercepted', undefined, 'site-network')]],
    why: 'One box is one cause, whatever goes through it.',
  },
  {
    name: 'drill/small-packets-alone',
    does: 'a device before the secondary data centre drops packets above 1,400 bytes',
    scene: { rules: [rule('line', 'forward', `${toBoth} meta length > 1400 drop`)] },
    expected: [[], [blocker('path/large-packets-lost', sso), blocker('path/large-packets-lost', www)]],
  },
  {
    name: 'drill/secondary-not-started',
    does: 'the 2FA server of the secondary data centre is not started',
    scene: { web: { secondary: { sso: { software: 'none' } } } },
    expected: [[], [blocker('path/refused', sso)]],
  },
  {
    name: 'drill/secondary-in-maintenance',
    does: 'the CCASS page of the secondary data centre says that it is not available (503)',
    // A profile without hours: what time it is does not matter.
    scene: { profile: {}, web: { secondary: { www: { pages: ['location / { return 503; }'] } } } },
    expected: [[], [blocker('page/server-error', www, 'hkex')]],
  },
  {
    name: 'drill/proxy-keeps',
    does: 'the site’s proxy asks a DNS server of the site that keeps answers for an hour (squid, unbound)',
    scene: {
      siteFile: { proxy: `http://${proxyAddress}:${PROXY_PORT}` },
      proxies: { first: { software: 'squid', lines: [`dns_nameservers ${forwarder}`] } },
      resolvers: { forwarder: { lines: ['cache-min-ttl: 3600'] } },
    },
    expected: [[], [blocker('proxy/upstream-fails', undefined, 'site-network')]],
    why: 'The proxy does not say which address it tried.',
  },
  {
    name: 'drill/proxy-follows',
    does: 'the site’s proxy follows HKEX’s DNS, and the PC itself is let out nowhere',
    scene: {
      siteFile: { proxy: `http://${proxyAddress}:${PROXY_PORT}` },
      proxies: { first: { software: 'squid', lines: ['positive_dns_ttl 1 second'] } },
      resolvers: { preferred: { ttlSeconds: 1 }, alternate: { ttlSeconds: 1 } },
    },
    expected: [[], []],
  },
]
