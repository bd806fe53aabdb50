/** DNS servers that answer names that do not exist. */

import { portalAddress, sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { alternate, bothHkex, forwarder, ownForwarder, preferred } from './dns-make.ts'
import { blocker, note, piece, warning } from './make.ts'

const unknownOnly = { lines: ['local-zone: "invalid." redirect', `local-data: "invalid. 60 A ${portalAddress}"`] } as const
const everyName = { lines: ['local-zone: "." redirect', `local-data: ". 60 A ${portalAddress}"`] } as const

export const dnsRewritingPieces: readonly Piece[] = [
  piece('dns/rewritten-by-both', {
    does: 'both DNS servers give an address of their own for names that do not exist',
    scene: bothHkex({ software: 'unbound', ...unknownOnly }),
    expected: [warning('dns/nxdomain-rewritten', preferred), warning('dns/nxdomain-rewritten', alternate)],
    touches: ['preferred', 'alternate'],
  }),
  piece('dns/rewritten-by-forwarder', {
    does: 'the site’s own DNS server gives an address of its own for names that do not exist; HKEX’s names are right',
    scene: ownForwarder(unknownOnly),
    expected: [warning('dns/nxdomain-rewritten', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate'],
  }),
  piece('dns/rewritten-all-dnsmasq', {
    does: 'the site’s own DNS server gives one address for every name there is (dnsmasq)',
    scene: ownForwarder({ software: 'dnsmasq', lines: [`address=/#/${portalAddress}`] }),
    expected: [blocker('dns/nxdomain-rewritten', forwarder, 'site-it'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'www', 'sso'],
  }),
  piece('dns/rewritten-all-but-invalid', {
    does: 'the site’s own DNS server gives one address for every name there is, and knows that those below .invalid are none (unbound)',
    scene: ownForwarder(everyName),
    expected: [blocker('dns/address-unexpected', www, 'site-it'), blocker('dns/address-unexpected', sso, 'site-it'), note('dns/not-hkex')],
    why: 'The made-up name is denied as RFC 6761 wants it, so that nobody sees what is done with other names that do not exist.',
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'www', 'sso'],
  }),
  piece('dns/rewritten-all-to-portal', {
    does: 'the site’s own DNS server gives the sign-in page’s address for every name there is (unbound)',
    scene: { ...ownForwarder({ lines: [...everyName.lines, ...unknownOnly.lines] }), portal: true },
    // The answers are how the network has everybody come by; what is wanted of them, the page says.
    expected: [blocker('page/captive-portal', undefined, 'site-network'), note('dns/not-hkex')],
    touches: ['pc-dns', 'forwarder', 'preferred', 'alternate', 'www', 'sso'],
  }),
]
