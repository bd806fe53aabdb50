import { HTTPS_PORT, sso, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, piece, rule, to, warning, web } from './make.ts'

const [firstSso = '', secondSso = ''] = webAddresses.primary.sso

export const pathPieces: readonly Piece[] = [
  piece('path/dropped-at-site', {
    does: 'the site’s firewall drops what goes to the 2FA server',
    scene: { rules: [rule('router', 'forward', `${to('sso')} drop`)] },
    expected: [blocker('path/no-reply', sso, 'site-network')],
    why: 'Silence says nothing of who is silent: the firewall, the line or the server.',
    touches: ['sso'],
  }),
  piece('path/dropped-on-line', {
    does: 'the line’s operator drops what goes to both names',
    scene: { rules: [rule('line', 'forward', `${to('sso')} drop`), rule('line', 'forward', `${to('www')} drop`)] },
    expected: [blocker('path/no-reply', sso), blocker('path/no-reply', www)],
    why: 'Silence says nothing of who is silent.',
    touches: ['sso', 'www'],
  }),
  piece('path/reset-by-firewall', {
    does: 'the site’s firewall refuses what goes to the 2FA server with a reset',
    scene: { rules: [rule('router', 'forward', `${to('sso')} reject with tcp reset`)] },
    expected: [blocker('path/refused', sso)],
    why: 'A reset at the SYN is the same packet from a firewall and from a server that does not listen.',
    touches: ['sso'],
  }),
  piece('path/one-address-dropped', {
    does: 'the site’s firewall knows one of the 2FA server’s two addresses alone',
    scene: { rules: [rule('router', 'forward', `ip daddr ${secondSso} tcp dport ${HTTPS_PORT} drop`)] },
    expected: [warning('path/some-addresses', sso)],
    touches: ['sso'],
  }),
  piece('path/big-hello-dropped', {
    does: 'a device on the line drops packets above 1,400 bytes that go to the 2FA server',
    scene: { rules: [rule('line', 'forward', `ip daddr { ${firstSso}, ${secondSso} } tcp dport ${HTTPS_PORT} meta length > 1400 drop`)] },
    expected: [blocker('path/large-packets-lost', sso)],
    touches: ['sso'],
  }),
  piece('path/nobody-listens', {
    does: 'nobody listens at the 2FA server’s addresses',
    scene: web('sso', { software: 'none' }),
    expected: [blocker('path/refused', sso)],
    touches: ['sso'],
  }),
]
