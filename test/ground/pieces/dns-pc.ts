/** What the PC itself does with a name: its hosts file, the servers that it is set to, what Windows is told and keeps. */

import type { RegistryKey } from '../../../checks/io.ts'
import { dead, oldSso, sso, stray, webAddresses, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { alternate, dnsTo, preferred } from './dns-make.ts'
import { blocker, note, piece, rule, warning } from './make.ts'

const [firstSso = ''] = webAddresses.primary.sso
const [firstWww = ''] = webAddresses.primary.www
const hosts = (...lines: readonly string[]): Scene => ({ pc: { hosts: lines } })

/** As group policy writes a rule for the 2FA name's domain (MS-GPNRPT section 2.2.2). */
const rules: Readonly<Record<string, RegistryKey>> = {
  'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig': {
    values: {},
    subkeys: {
      '{7D3F0C52-0000-4000-8000-000000000001}': {
        values: { Name: ['.hkexposttrade.com.hk'], GenericDNSServers: '198.51.100.53' },
        subkeys: {},
      },
    },
  },
}
const nrpt = { system: 'windows', lookupAsks: ['forwarder'], windows: { registry: rules } } as const
export const dnsPcPieces: readonly Piece[] = [
  piece('dns/hosts-to-nobody', {
    does: 'a line in the hosts file sends the 2FA name to an address where nobody is',
    scene: hosts(`${dead} ${sso} # moved`),
    expected: [blocker('dns/hosts-override', sso, 'site-it')],
    touches: ['pc-dns', 'sso'],
  }),
  piece('dns/hosts-to-old-address', {
    does: 'a line in the hosts file sends the 2FA name to its old address, which refuses',
    scene: hosts(`${oldSso} ${sso}`),
    expected: [blocker('dns/hosts-override', sso, 'site-it')],
    touches: ['pc-dns', 'sso'],
  }),
  piece('dns/hosts-to-stranger', {
    does: 'a line in the hosts file sends the CCASS name to a stranger’s server',
    scene: { ...hosts(`${stray} ${www}`), strayWeb: { certificate: 'wrong-name' } },
    expected: [blocker('dns/hosts-override', www, 'site-it')],
    touches: ['pc-dns', 'www'],
  }),
  piece('dns/hosts-pinned', {
    does: 'a line in the hosts file names the 2FA server’s present address',
    scene: hosts(`${firstSso} ${sso}`),
    expected: [warning('dns/hosts-override', sso, 'site-it')],
    touches: ['pc-dns'],
  }),
  piece('dns/hosts-pinned-both', {
    does: 'two lines in the hosts file, in capitals and with a tab, name the present addresses of both names',
    scene: hosts(`${firstSso}\t${sso.toUpperCase()}`, `${firstWww} www.old.example ${www}`),
    expected: [warning('dns/hosts-override', sso, 'site-it'), warning('dns/hosts-override', www, 'site-it')],
    touches: ['pc-dns'],
  }),
  piece('dns/hosts-after-switch', {
    does: 'DNS leads to the secondary data centre, a line in the hosts file still to the primary one, which is off',
    scene: {
      live: 'secondary',
      ...hosts(`${firstSso} ${sso}`),
      web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } },
    },
    expected: [blocker('dns/hosts-override', sso, 'site-it')],
    touches: ['names', 'pc-dns', 'sso', 'www'],
  }),
  piece('dns/hosts-hides-dead-dns', {
    does: 'both DNS servers are dropped, and lines in the hosts file name both live addresses',
    scene: {
      ...hosts(`${firstSso} ${sso}`, `${firstWww} ${www}`),
      rules: [rule('router', 'forward', `${dnsTo(preferred, alternate)} drop`)],
    },
    expected: [
      warning('dns/hosts-override', sso, 'site-it'),
      warning('dns/hosts-override', www, 'site-it'),
      warning('dns/resolver-silent', preferred),
      warning('dns/resolver-silent', alternate),
    ],
    why: 'The log-on works today by the lines alone.',
    touches: ['pc-dns', 'preferred', 'alternate'],
  }),
  piece('dns/pc-asks-a-dead-server', {
    does: 'the PC is set to an address of the site’s LAN where nobody is; HKEX’s DNS servers work',
    scene: { pc: { asks: [dead] } },
    expected: [blocker('dns/resolver-silent', dead, 'site-it'), note('dns/not-hkex')],
    why: 'Nobody answers ARP there: no message comes to a UDP socket.',
    touches: ['pc-dns'],
  }),
  piece('dns/pc-asks-no-dns-server', {
    does: 'the PC is set to a machine of the site that is no DNS server; HKEX’s work',
    scene: { pc: { asks: [stray] } },
    expected: [blocker('dns/resolver-closed', stray, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns'],
  }),
  piece('dns/pc-second-server-dead', {
    does: 'the PC is set to the site’s own DNS server, and to a second one that is gone',
    scene: { pc: { asks: ['forwarder', dead] }, resolvers: { forwarder: {} } },
    expected: [warning('dns/alternate-dead', dead, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/pc-has-preferred-alone', {
    does: 'the PC is set to HKEX’s preferred DNS server alone, which is dropped; the alternate would answer',
    scene: { pc: { asks: ['preferred'] }, rules: [rule('router', 'forward', `${dnsTo(preferred)} drop`)] },
    expected: [blocker('dns/resolver-silent', preferred), note('dns/alternate-not-set')],
    touches: ['pc-dns', 'preferred'],
  }),
  piece('dns/pc-has-alternate-alone', {
    does: 'the PC is set to HKEX’s alternate DNS server alone, which is off; the preferred one would answer',
    scene: { pc: { asks: ['alternate'] }, resolvers: { alternate: { software: 'none' } } },
    expected: [blocker('dns/resolver-closed', alternate), note('dns/alternate-not-set')],
    touches: ['pc-dns', 'alternate'],
  }),
  piece('dns/policy-rule-to-denier', {
    does: 'a rule of Windows’ name resolution policy sends the 2FA name to a server that hides it',
    scene: {
      pc: nrpt,
      resolvers: { forwarder: { lines: ['local-zone: "hkexposttrade.com.hk." static'] } },
    },
    expected: [blocker('dns/policy-rule', sso, 'site-it')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'sso'],
  }),
  piece('dns/policy-rule-to-old-address', {
    does: 'a rule of Windows’ name resolution policy sends the 2FA name to a server that gives its old address, which refuses',
    scene: { pc: nrpt, resolvers: { forwarder: { software: 'dnsmasq', lines: [`address=/${sso}/${oldSso}`] } } },
    expected: [blocker('dns/policy-rule', sso, 'site-it')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'sso'],
  }),
  piece('dns/policy-rule-to-good-server', {
    does: 'a rule of Windows’ name resolution policy sends the 2FA name to the site’s own server, which answers as HKEX’s do',
    scene: { pc: nrpt, resolvers: { forwarder: {} } },
    expected: [note('dns/policy-rule', sso)],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/kept-by-windows', {
    does: 'Windows kept the 2FA name’s address from before the switch; the primary data centre is off',
    scene: {
      live: 'secondary',
      pc: { system: 'windows', windows: { cached: [`${firstSso} ${sso}`] } },
      web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } },
    },
    expected: [blocker('dns/cache-stale', sso, 'site-it')],
    touches: ['names', 'pc-dns', 'www', 'sso'],
  }),
]
