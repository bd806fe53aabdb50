/** Somebody answers, and not in TLS; and what the PC itself has run out of. */

import { pacAddress, sso, webAddresses } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, rule, to, web } from './make.ts'
import { both } from './path-words.ts'

/** Takes connections at the 2FA server's addresses and does this with each (`c`), one after the other. */
function listening(python: string): string {
  const each = `import socket as s, sys, time as t\nl = s.create_server((sys.argv[1], 443), backlog=64)\nwhile 1:\n c, _ = l.accept(); ${python}`
  return [
    ...webAddresses.primary.sso.map((address) => `python3 -c '${each}' ${address} >/dev/null 2>&1 &`),
    'until [ $(ss -Hltn "sport = :443" | grep -c 203.0.113.2) = 2 ]; do sleep 0.05; done',
  ].join('\n')
}

/** A hundred ports to connect from, and each taken towards both addresses. */
const holdingPorts = [
  'sysctl -qw net.ipv4.ip_local_port_range="61000 61099"',
  `python3 -c '
import socket as s, sys, time as t
held = [s.create_connection((a, 443)) for a in sys.argv[1:] for _ in range(100)]
t.sleep(1000)' ${webAddresses.primary.sso.join(' ')} >/dev/null 2>&1 &`,
  `until [ $(ss -Htn state established | wc -l) -ge 200 ]; do sleep 0.05; done`,
].join('\n')

export const otherAnswerPieces: readonly Piece[] = [
  piece('path/plain-http', {
    does: 'the 2FA server’s nginx speaks HTTP without TLS',
    scene: web('sso', { tls: false }),
    expected: [blocker('path/not-tls', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('path/plain-http-both', {
    does: 'nginx at both names’ addresses speaks HTTP without TLS',
    scene: bothWebs({ tls: false }),
    expected: both('path/not-tls'),
    touches: ['sso', 'www'],
  }),
  piece('path/forwarded-to-plain-server', {
    does: 'a NAT rule of the site sends what goes to the 2FA server to the site’s own web server for plain HTTP',
    scene: {
      pac: { script: 'function FindProxyForURL() { return "DIRECT" }' },
      rules: [
        rule('router', 'prerouting', `meta nfproto ipv4 ${to('sso')} dnat ip to ${pacAddress}:80`),
        rule('router', 'postrouting', `ip daddr ${pacAddress} masquerade`),
      ],
    },
    expected: [blocker('path/not-tls', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('path/banner', {
    does: 'at the 2FA server’s port something greets first, as mail servers do',
    scene: {
      ...web('sso', { software: 'none' }),
      commands: [{ at: 'primary', line: listening(`c.sendall(b"220 mail.example ESMTP\\r\\n"); t.sleep(1); c.close()`) }],
    },
    expected: [blocker('path/not-tls', sso)],
    touches: ['sso'],
  }),
  piece('path/closed-at-once', {
    does: 'what takes connections at the 2FA server’s addresses closes each at once, as a balancer without a server behind it',
    scene: { ...web('sso', { software: 'none' }), commands: [{ at: 'primary', line: listening('c.close()') }] },
    expected: [blocker('path/reset-on-hello', sso)],
    touches: ['sso'],
  }),
  piece('path/no-port-left', {
    does: 'a program on the PC holds every port from which the 2FA server could be connected to',
    scene: { commands: [{ at: 'pc', line: holdingPorts }] },
    expected: [blocker('path/fails', sso, 'site-it')],
    touches: ['sso'],
  }),
]
