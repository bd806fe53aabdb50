/** The proxy works, and the browser does not go by it. */

import { dead, PROXY_PORT, sso, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, note, piece } from './make.ts'
import { directClosed, edgePolicies, everyWay, httpsClosed, internetSettings, proxy, proxyUrl, siteNamesOnly } from './proxy-base.ts'

const squid = { proxies: { first: { software: 'squid' } } } as const satisfies Scene
const required = blocker('proxy/required', proxy, 'site-it')
const forOthers = { system: 'windows', windows: { environment: { HTTPS_PROXY: proxyUrl } } } as const
const left = '*.hkexposttrade.com.hk;*.ccass.com'

export const proxyRequiredPieces: readonly Piece[] = [
  piece('proxy/not-set', {
    does: 'Windows has no proxy set, other programs have one in the environment, and the site’s firewall lets nothing else out',
    scene: { ...squid, pc: forOthers, rules: [directClosed] },
    expected: [required],
    why: 'DNS servers outside that do not answer this PC are the same closed way: through the proxy nobody asks them.',
    touches: everyWay,
  }),
  piece('proxy/not-set-with-dns', {
    does: 'the same where DNS is let out and HTTPS is not',
    scene: { ...squid, pc: forOthers, rules: [httpsClosed] },
    expected: [required],
    touches: everyWay,
  }),
  piece('proxy/not-set-names-unknown', {
    does: 'the same where the PC’s DNS server knows the site’s names alone',
    scene: { ...squid, ...siteNamesOnly, pc: { ...siteNamesOnly.pc, ...forOthers }, rules: [httpsClosed] },
    expected: [required, note('dns/not-hkex')],
    touches: everyWay,
  }),
  piece('proxy/not-set-names-refused', {
    does: 'the same where the PC’s DNS server refuses names outside',
    scene: {
      ...squid,
      pc: { ...forOthers, asks: ['forwarder'] },
      resolvers: { forwarder: { lines: ['local-zone: "com." refuse', 'local-zone: "hk." refuse'] } },
      rules: [httpsClosed],
    },
    expected: [required, note('dns/not-hkex')],
    touches: everyWay,
  }),
  piece('proxy/left-out', {
    does: 'Windows’ list of exceptions leaves both names out of the proxy, and the firewall does not let them through',
    scene: {
      ...squid,
      pc: {
        system: 'windows',
        windows: { registry: { [internetSettings]: { values: { ProxyEnable: 1, ProxyServer: proxy, ProxyOverride: left }, subkeys: {} } } },
      },
      rules: [httpsClosed],
    },
    expected: [required],
    touches: everyWay,
  }),
  piece('proxy/left-out-on-linux', {
    does: 'no_proxy leaves the 2FA server’s name out, and the firewall does not let it through',
    scene: { ...squid, pc: { env: { HTTPS_PROXY: proxyUrl, NO_PROXY: '.hkexposttrade.com.hk' } }, rules: [httpsClosed] },
    expected: [required],
    touches: everyWay,
  }),
  piece('proxy/policy-says-direct', {
    does: 'Edge’s policy says direct, Windows has the proxy, and the site’s firewall lets nothing else out',
    scene: {
      ...squid,
      pc: {
        system: 'windows',
        windows: {
          registry: {
            [edgePolicies]: { values: { ProxyMode: 'direct' }, subkeys: {} },
            [internetSettings]: { values: { ProxyEnable: 1, ProxyServer: proxy }, subkeys: {} },
          },
        },
      },
      rules: [directClosed],
    },
    expected: [required],
    touches: everyWay,
  }),
  piece('proxy/known-to-nobody', {
    does: 'a proxy is needed and no setting of the PC names one',
    scene: { ...squid, pc: { system: 'windows' }, rules: [httpsClosed] },
    expected: [blocker('path/no-reply', sso), blocker('path/no-reply', www)],
    why: 'Nothing on the PC says that there is a proxy.',
    touches: everyWay,
  }),
  piece('proxy/policy-names-nobody', {
    does: 'Edge’s policy names a proxy at an address that no machine has, and Windows the right one',
    scene: {
      ...squid,
      pc: {
        system: 'windows',
        windows: {
          registry: {
            [edgePolicies]: {
              values: { ProxySettings: `{"ProxyMode":"fixed_servers","ProxyServer":"${dead}:${PROXY_PORT}"}` },
              subkeys: {},
            },
            [internetSettings]: { values: { ProxyEnable: 1, ProxyServer: proxy }, subkeys: {} },
          },
        },
      },
      rules: [directClosed],
    },
    expected: [blocker('proxy/unreachable', `${dead}:${PROXY_PORT}`)],
    touches: everyWay,
  }),
  piece('proxy/linux-policy-names-nobody', {
    does: 'on Linux the browser’s policy names a proxy at an address that no machine has',
    scene: { pc: { policies: { ProxyMode: 'fixed_servers', ProxyServer: `${dead}:${PROXY_PORT}` } } },
    expected: [blocker('proxy/unreachable', `${dead}:${PROXY_PORT}`)],
    touches: everyWay,
  }),
]
