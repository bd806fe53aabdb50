import { HTTPS_PORT, sso, webAddresses, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, rule, to, warning, web } from './make.ts'
import { lastOfSso } from './tls-make.ts'

const [firstWww = ''] = webAddresses.primary.www

export const tlsNamesPieces: readonly Piece[] = [
  piece('tls/others-certificate', {
    does: 'the 2FA server shows the certificate of the CCASS server',
    scene: web('sso', { certificate: 'others-name' }),
    expected: [blocker('tls/name-mismatch', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/certificates-exchanged', {
    does: 'each of the two names shows the other’s RSA certificate',
    scene: bothWebs({ certificate: 'rsa-others-name' }),
    expected: [blocker('tls/name-mismatch', sso, 'hkex'), blocker('tls/name-mismatch', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
  piece('tls/others-certificate-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows the certificate of the CCASS server',
    scene: lastOfSso({ certificate: 'others-name' }),
    expected: [warning('tls/name-mismatch', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/wildcard-too-high', {
    does: 'the 2FA server’s certificate has a wildcard one label too high',
    scene: web('sso', { certificate: 'wildcard-too-high' }),
    expected: [blocker('tls/name-mismatch', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/name-in-subject-alone', {
    does: 'the CCASS server’s certificate has the name in its subject alone, as before 2017',
    scene: web('www', { certificate: 'name-in-subject-alone' }),
    expected: [blocker('tls/name-mismatch', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/dns-leads-to-other-name', {
    does: 'HKEX’s DNS gives the CCASS server’s addresses for the 2FA server',
    scene: { records: { [sso]: { addresses: webAddresses.primary.www } } },
    expected: [blocker('tls/name-mismatch', sso, 'hkex')],
    why: 'Every server of HKEX gives the same addresses, and they lie in the ranges: only the certificate tells that another answers.',
    touches: ['names', 'sso'],
  }),
  piece('tls/nat-leads-to-other-name', {
    does: 'the site’s router sends what goes to the 2FA server to the CCASS server',
    scene: { rules: [rule('router', 'prerouting', `${to('sso')} dnat ip to ${firstWww}:${HTTPS_PORT}`)] },
    expected: [blocker('tls/name-mismatch', sso)],
    why: 'The PC sees its packets answered from the right address; where they were sent to it cannot see.',
    touches: ['sso'],
  }),
]
