import { resolverAddress, sso } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, note, piece, rule, warning } from './make.ts'

const { preferred, alternate } = resolverAddress

export const dnsPieces: readonly Piece[] = [
  piece('dns/alternate-dropped', {
    does: 'the site’s firewall drops what goes to HKEX’s alternate DNS server',
    scene: { rules: [rule('router', 'forward', `ip daddr ${alternate} drop`)] },
    expected: [warning('dns/alternate-dead', alternate)],
    touches: ['alternate'],
  }),
  piece('dns/cache-after-switch', {
    does: 'DNS leads to the secondary data centre since the switch, the primary one is off, and the site’s forwarder still gives what it kept',
    scene: {
      live: 'secondary',
      cachedFrom: 'primary',
      pc: { asks: ['forwarder'] },
      resolvers: { forwarder: { lines: ['cache-min-ttl: 3600'] } },
      web: { primary: { www: { software: 'none' }, sso: { software: 'none' } } },
    },
    expected: [blocker('dns/answers-differ', sso), blocker('dns/answers-differ', 'www.ccass.com'), note('dns/not-hkex')],
    touches: ['names', 'sso', 'www'],
  }),
]
void preferred
