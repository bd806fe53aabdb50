/** Nothing comes back: whoever drops, wherever it is. */

import { resolverAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, piece, rule, to, web } from './make.ts'
import { aHello, bothNames, from, to6 } from './path-words.ts'

const silence = 'Silence says nothing of who is silent: the firewall, the line or the server.'
const allDns = [resolverAddress.preferred, resolverAddress.alternate]
const noReply = [blocker('path/no-reply', sso, 'site-network'), blocker('path/no-reply', www, 'site-network')]
const noReplySso = [blocker('path/no-reply', sso, 'site-network')]

export const silentPieces: readonly Piece[] = [
  piece('path/dropped-at-site', {
    does: 'the site’s firewall drops what goes to the 2FA server',
    scene: { rules: [rule('router', 'forward', `${to('sso')} drop`)] },
    expected: noReplySso,
    why: silence,
    touches: ['sso'],
  }),
  piece('path/dropped-landing-page', {
    does: 'the site’s firewall drops what goes to the landing page’s server',
    scene: { rules: [rule('router', 'forward', `${to('www')} drop`)] },
    expected: [blocker('path/no-reply', www, 'site-network')],
    why: silence,
    touches: ['www'],
  }),
  piece('path/dropped-on-line', {
    does: 'the line’s operator drops what goes to both names',
    scene: { rules: [rule('line', 'forward', `${to('sso')} drop`), rule('line', 'forward', `${to('www')} drop`)] },
    expected: noReply,
    why: silence,
    touches: ['sso', 'www'],
  }),
  piece('path/dropped-at-server', {
    does: 'the 2FA server’s own firewall does not know the site’s address and drops what comes',
    scene: { rules: [rule('primary', 'input', `${to('sso')} drop`)] },
    expected: noReplySso,
    why: silence,
    touches: ['sso'],
  }),
  piece('path/replies-dropped', {
    does: 'the site’s firewall lets what goes to the 2FA server out and drops what comes back',
    scene: { rules: [rule('router', 'forward', `${from('sso')} drop`)] },
    expected: noReplySso,
    why: silence,
    touches: ['sso'],
  }),
  piece('path/no-source-nat', {
    does: 'the site’s router translates the PC’s address for HKEX’s name servers alone, and not for its web servers',
    scene: { rules: [rule('router', 'postrouting', 'oifname "tun0" ip daddr 203.0.113.0/25 accept')] },
    expected: noReply,
    why: 'The answers are lost on HKEX’s side, where nobody knows the way to the PC’s own address: silence.',
    touches: ['sso', 'www', 'line'],
  }),
  piece('path/no-source-nat-at-all', {
    does: 'the site’s router translates the PC’s address for nobody',
    scene: { rules: [rule('router', 'postrouting', 'oifname "tun0" accept')] },
    expected: allDns.map((each) => blocker('dns/resolver-silent', each)),
    why: 'No name server answers either, and without an address nothing more is tried.',
    touches: ['preferred', 'alternate', 'sso', 'www', 'line'],
  }),
  piece('path/dropped-by-the-pc', {
    does: 'a packet filter on the PC (nft, output) drops what goes to the 2FA server',
    scene: { rules: [rule('pc', 'output', `${to('sso')} drop`)] },
    expected: [blocker('path/no-reply', sso)],
    why: 'Linux tells a program nothing of a SYN that its own filter dropped, and sends it again: it looks like silence outside.',
    touches: ['sso'],
  }),
  piece('path/secondary-unknown-to-firewall', {
    does: 'DNS leads to the secondary data centre, and the site’s firewall lets nothing out but to HKEX’s DNS and the primary one’s addresses',
    scene: {
      live: 'secondary',
      rules: [
        rule('router', 'forward', `ip daddr { ${allDns.join(', ')} } accept`),
        ...bothNames('accept'),
        rule('router', 'forward', 'iifname "br0" oifname "tun0" drop'),
      ],
    },
    expected: noReply,
    why: silence,
    touches: ['names', 'sso', 'www'],
  }),
  piece('path/secondary-unknown-to-line', {
    does: 'DNS leads to the secondary data centre, whose 2FA server’s address the line’s operator drops',
    scene: { live: 'secondary', rules: [rule('line', 'forward', `${to('sso', 'secondary')} drop`)] },
    expected: noReplySso,
    why: silence,
    touches: ['names', 'sso', 'www'],
  }),
  piece('path/dropped-in-ipv6', {
    does: 'on a network of IPv6 alone the site’s firewall drops what goes to the 2FA server',
    scene: { family: 'ipv6', rules: [rule('router', 'forward', `${to6('sso')} drop`)] },
    expected: noReplySso,
    why: silence,
    touches: ['sso', 'line', 'pc-network'],
  }),
  piece('path/hello-dropped', {
    does: 'the site’s firewall lets connections to the 2FA server open and drops every TLS hello, long or short',
    scene: { rules: [rule('router', 'forward', `${to('sso')} ${aHello} drop`)] },
    expected: noReplySso,
    why: 'The hello stays unanswered at any length.',
    touches: ['sso'],
  }),
  piece('path/answer-to-hello-dropped', {
    does: 'the line’s operator lets connections to both names open and drops whatever holds data on its way back',
    scene: {
      rules: (['sso', 'www'] as const).map((site) => rule('line', 'forward', `${from(site)} tcp flags & syn == 0 meta length > 54 drop`)),
    },
    expected: noReply,
    why: 'No answer of any length comes.',
    touches: ['sso', 'www'],
  }),
  piece('path/server-mute', {
    does: 'the 2FA server takes connections and never says a word',
    scene: web('sso', { software: 'node', behaviour: { tcp: 'mute' } }),
    expected: noReplySso,
    why: silence,
    touches: ['sso'],
  }),
  piece('path/one-dropped-one-refused', {
    does: 'of the 2FA server’s two addresses the site’s firewall drops one and refuses the other',
    scene: {
      rules: [
        rule('router', 'forward', `ip daddr ${webAddresses.primary.sso[0] ?? ''} tcp dport 443 drop`),
        rule('router', 'forward', `ip daddr ${webAddresses.primary.sso[1] ?? ''} tcp dport 443 reject with tcp reset`),
      ],
    },
    expected: [blocker('path/no-reply', sso), blocker('path/refused', sso)],
    touches: ['sso'],
  }),
]
