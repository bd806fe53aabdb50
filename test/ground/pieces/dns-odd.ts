/** What is odd about DNS and no fault. */

import type { Piece } from '../scene.ts'
import { alternate, dnsTo, longAnswer, ownForwarder, preferred } from './dns-make.ts'
import { note, piece, rule } from './make.ts'

export const dnsOddPieces: readonly Piece[] = [
  piece('dns/loses-some', {
    does: 'the line loses 10 of 100 questions to DNS',
    scene: { rules: [rule('line', 'forward', 'udp dport 53 numgen random mod 100 < 10 drop')] },
    expected: [],
    touches: ['preferred', 'alternate', 'line'],
  }),
  piece('dns/drops-edns', {
    does: 'the site’s firewall drops DNS questions with an additional record (EDNS)',
    scene: { rules: [rule('router', 'forward', 'udp dport 53 @th,144,16 1 drop')] },
    expected: [],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/cut-short-tcp-open', {
    does: 'the 2FA name’s answer is too long for UDP, and comes by TCP',
    scene: longAnswer,
    expected: [],
    touches: ['names', 'preferred', 'alternate'],
  }),
  piece('dns/pc-asks-the-other-way-round', {
    does: 'the PC is set to HKEX’s two DNS servers in the other order',
    scene: { pc: { asks: ['alternate', 'preferred'] } },
    expected: [],
    touches: ['pc-dns'],
  }),
  piece('dns/pc-asks-one', {
    does: 'the PC is set to HKEX’s preferred DNS server alone, and all answer',
    scene: { pc: { asks: ['preferred'] } },
    expected: [note('dns/alternate-not-set')],
    touches: ['pc-dns'],
  }),
  piece('dns/forwarder-alone-let-out', {
    does: 'the site’s firewall lets the site’s own DNS server alone ask HKEX’s; the PC asks that one',
    scene: { ...ownForwarder({}), rules: [rule('router', 'forward', `ip saddr 198.51.100.10 ${dnsTo(preferred, alternate)} drop`)] },
    expected: [note('dns/not-hkex'), note('dns/resolver-silent', preferred), note('dns/alternate-dead', alternate)],
    why: 'Many sites let no PC ask outside: nothing will stop this one, on no day, so that HKEX’s silence is no more than a note.',
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
]
