/** Data centres, site files and profiles. */

import { issuingName } from '../../lab/certificates.ts'
import { networks, resolverAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { note, rule } from './make.ts'

const { preferred, alternate } = resolverAddress
const [standby = ''] = webAddresses.secondary.sso
const [standbyWww = ''] = webAddresses.secondary.www
const touches = ['names']

export const healthySite: readonly Piece[] = [
  odd('site-no-values', {
    does: 'the site file names no servers, ranges or issuers',
    scene: { siteFile: { resolvers: null, addresses: null, certificate: null } },
    touches,
  }),
  odd('site-empty', {
    does: 'the site file has every list, and nothing in them',
    scene: {
      siteFile: {
        resolvers: { hkex: [], custom: [] },
        addresses: { primary: [], secondary: [] },
        probe: { primary: [], secondary: [] },
        certificate: { issuers: [], roots: [] },
        contacts: null,
      },
    },
    touches,
  }),
  odd('site-no-values-own-dns', {
    does: 'the site file is empty, and the PC asks the site’s own forwarder',
    scene: { siteFile: { resolvers: null, addresses: null, certificate: null }, resolvers: { forwarder: {} }, pc: { asks: ['forwarder'] } },
    touches: [...touches, 'pc-dns'],
  }),
  odd('site-one-hkex-server', {
    does: 'the site file names HKEX’s preferred server alone, and the PC asks both',
    scene: { siteFile: { resolvers: { hkex: [preferred] } } },
    touches,
  }),
  odd('site-issuer-other-order', {
    does: 'the site file names the issuer in another order of its parts, and another issuer before it',
    scene: { siteFile: { certificate: { issuers: ['CN=Another CA', issuingName.split(',').toReversed().join(', ')] } } },
    touches: ['trust'],
  }),
  odd('site-issuer-root', {
    does: 'the site file names the root as the issuer to expect',
    scene: { siteFile: { certificate: { issuers: ['CN=Lab Root CA'] } } },
    touches: ['trust'],
  }),
  odd('standby-silent', {
    does: 'the site file names the secondary data centre’s server, which is silent while the other one is live',
    scene: { siteFile: { probe: { secondary: [standby] } }, rules: [rule('line', 'forward', `ip daddr ${standby} drop`)] },
    notes: [note('path/standby-silent', standby)],
    touches: ['line'],
  }),
  odd('standby-refuses', {
    does: 'the site file names the secondary data centre’s servers, which refuse while the other one is live',
    scene: {
      siteFile: { probe: { secondary: [standby, standbyWww] } },
      web: { secondary: { sso: { software: 'none' }, www: { software: 'none' } } },
    },
    notes: [note('path/standby-silent', standby), note('path/standby-silent', standbyWww)],
    touches: ['line'],
  }),
  odd('standby-answers', {
    does: 'the site file names the secondary data centre’s servers, each with the certificate of its own name',
    scene: { siteFile: { probe: { secondary: [standby, standbyWww] } } },
    touches: ['line'],
  }),
  odd('standby-other-certificate', {
    does: 'the site file names the secondary data centre’s 2FA server, whose certificate is of another kind',
    scene: { siteFile: { probe: { secondary: [standby] } }, web: { secondary: { sso: { certificate: 'rsa' } } } },
    touches: ['line'],
  }),
  odd('switched', { does: 'DNS leads to the secondary data centre', scene: { live: 'secondary' }, touches }),
  odd('switched-primary-off', {
    does: 'DNS leads to the secondary data centre, and the primary one is off',
    scene: { live: 'secondary', web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } } },
    touches,
  }),
  odd('switched-standby-named', {
    does: 'DNS leads to the secondary data centre, and the site file names the primary one’s servers, which are off',
    scene: {
      live: 'secondary',
      web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } },
      siteFile: { probe: { primary: [webAddresses.primary.sso[0]] } },
    },
    notes: [note('path/standby-silent', webAddresses.primary.sso[0])],
    touches,
  }),
  odd('switched-one-name', {
    does: 'DNS leads to the secondary data centre for the 2FA server alone',
    scene: { records: { [sso]: { addresses: webAddresses.secondary.sso } } },
    touches,
  }),
  odd('both-centres', {
    does: 'DNS gives addresses of both data centres for both names',
    scene: {
      records: {
        [sso]: { addresses: [...webAddresses.primary.sso, ...webAddresses.secondary.sso] },
        [www]: { addresses: [...webAddresses.primary.www, ...webAddresses.secondary.www] },
      },
    },
    touches,
  }),
  odd('no-internet', {
    does: 'the line knows HKEX’s networks alone, and rejects everything else',
    scene: {
      rules: [
        rule(
          'line',
          'forward',
          `iifname "tun1" ip daddr != { ${[...Object.values(networks).map(({ range }) => range)].join(', ')} } reject with icmp type net-unreachable`,
        ),
      ],
      siteFile: { resolvers: { hkex: [preferred, alternate] } },
    },
    touches: ['line'],
  }),
  odd('profile-own', { does: 'a profile of the site’s own', scene: { profile: {} }, touches }),
  odd('profile-any-page', {
    does: 'a profile of the site’s own that says nothing of the pages, and has the 2FA server twice',
    scene: {
      profile: {
        targets: [
          { id: 'ccass', url: `https://${www}/` },
          { id: '2fa', url: `https://${sso}/sso` },
          { id: '2fa-port', url: `https://${sso}:443/sso/log-on` },
          { id: 'address', url: `https://${www}/dms` },
        ],
      },
    },
    touches,
  }),
  odd('profile-ccms', {
    does: 'the PC is for one service alone',
    scene: {
      profile: {
        targets: [{ id: '2fa', url: `https://${sso}/sso`, page: { kind: 'log-on-form' } }],
        required: ['dns', 'path', 'tls', 'page', 'browser', 'clock', 'proxy', 'host'],
      },
    },
    touches,
  }),
]
