import { mergeScenes } from '../compose.ts'
import { sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, warning, web } from './make.ts'
import { byProxyAlone, inOrder, lastOfSso } from './tls-make.ts'

export const tlsDatesPieces: readonly Piece[] = [
  piece('tls/expired-rsa', {
    does: 'the 2FA server shows an RSA certificate that ended yesterday',
    scene: web('sso', { certificate: 'rsa-expired' }),
    expected: [blocker('tls/expired', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/expired-at-both-names', {
    does: 'both names show certificates that ended three days ago',
    scene: bothWebs({ certificate: 'expired' }),
    expected: [blocker('tls/expired', sso, 'hkex'), blocker('tls/expired', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
  piece('tls/expired-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows a certificate that has ended',
    scene: lastOfSso({ certificate: 'expired' }),
    expected: [warning('tls/expired', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/expired-at-first-address', {
    does: 'the first of the 2FA server’s two addresses shows a certificate that has ended',
    scene: { ...inOrder, ...web('sso', { certificate: 'expired', last: { certificate: 'good' } }) },
    expected: [blocker('tls/expired', sso, 'hkex')],
    why: 'A bad certificate is no reason for a browser to try the other address.',
    touches: ['sso', 'preferred'],
  }),
  piece('tls/expired-behind-proxy', {
    does: 'the 2FA server’s certificate has ended, and everything goes by the site’s squid',
    scene: mergeScenes([byProxyAlone, { proxies: { first: { software: 'squid' } } }, web('sso', { certificate: 'expired' })]),
    expected: [blocker('tls/expired', sso, 'hkex')],
    touches: ['sso', 'proxy'],
  }),
  piece('tls/begins-tomorrow', {
    does: 'the 2FA server shows a certificate that begins tomorrow',
    scene: web('sso', { certificate: 'not-yet-valid-tomorrow' }),
    expected: [blocker('tls/not-yet-valid', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/begins-later-rsa', {
    does: 'the CCASS server shows an RSA certificate that begins in twelve days',
    scene: web('www', { certificate: 'rsa-not-yet-valid' }),
    expected: [blocker('tls/not-yet-valid', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/ends-tomorrow-rsa', {
    does: 'the CCASS server shows an RSA certificate that ends tomorrow',
    scene: web('www', { certificate: 'rsa-expires-soon' }),
    expected: [warning('tls/expires-soon', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/ends-soon-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows a certificate that ends in nine days',
    scene: lastOfSso({ certificate: 'expires-soon' }),
    expected: [warning('tls/expires-soon', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/intermediate-expired', {
    does: 'the 2FA server sends an issuer’s certificate that ended five days ago',
    scene: web('sso', { certificate: 'intermediate-expired' }),
    expected: [blocker('tls/expired', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-begins-later', {
    does: 'the 2FA server sends an issuer’s certificate that begins in six days',
    scene: web('sso', { certificate: 'intermediate-not-yet-valid' }),
    expected: [blocker('tls/not-yet-valid', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-ends-soon', {
    does: 'both names send issuers’ certificates that end in two weeks',
    scene: bothWebs({ certificate: 'intermediate-expires-soon' }),
    expected: [warning('tls/expires-soon', sso, 'hkex'), warning('tls/expires-soon', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
]
