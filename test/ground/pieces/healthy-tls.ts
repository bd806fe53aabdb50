/** Certificates and handshakes that are seldom seen and good. */

import { sso, www } from '../places.ts'
import type { GroundCertificate, Piece } from '../scene.ts'
import { odd } from './healthy-make.ts'
import { bothWebs, note, web } from './make.ts'

const touches = ['www', 'sso']

/** At both names. */
function shows(name: string, certificate: GroundCertificate, does: string): Piece {
  return odd(`tls-${name}`, { does, scene: bothWebs({ certificate }), touches })
}

export const healthyTls: readonly Piece[] = [
  shows('rsa', 'rsa', 'both servers show RSA certificates'),
  shows('rsa-below-ec', 'rsa-below-ec', 'both servers show RSA certificates of an authority that signs by elliptic curve'),
  shows('p384', 'p384', 'both servers show certificates of curve P-384'),
  shows('cross-signed', 'cross-signed', 'the chain leads to a new root, which the known one signed too'),
  shows('root-sent', 'root-sent', 'both servers send the root too'),
  shows('out-of-order', 'out-of-order', 'both servers send the chain in the wrong order, and the root in it'),
  shows('long-chain', 'long-chain', 'five authorities stand between the root and the certificate'),
  shows('wildcard', 'wildcard', 'both certificates name a wildcard alone'),
  shows('many-names', 'many-names', 'both certificates name a hundred other hosts first'),
  shows('a-month-and-a-day-left', 'a-month-and-a-day-left', 'both certificates have 31 days left'),
  shows('stapled', 'stapled-good', 'both servers staple an OCSP answer that says good'),
  shows('revocation-nowhere', 'points-nowhere', 'the certificates name places for OCSP and issuer where nobody is'),
  shows(
    'ended-issuer-sent',
    'ended-issuer-sent',
    'the issuer was renewed with its old key, and both servers send its ended certificate before the new one',
  ),
  shows(
    'weak-issuer-sent',
    'weak-issuer-sent',
    'both servers send a certificate of the issuer that is signed by SHA-1 before the one by SHA-256',
  ),
  shows('ended-cross-sent', 'ended-cross-sent', 'both servers still send the older root’s signature on the root, which ended'),
  odd('tls-1.3-alone', { does: 'both servers speak TLS 1.3 alone', scene: bothWebs({ protocols: 'TLSv1.3' }), touches }),
  odd('tls-1.2-alone', { does: 'both servers speak TLS 1.2 alone', scene: bothWebs({ protocols: 'TLSv1.2' }), touches }),
  odd('tls-1.2-rsa-cbc', {
    does: 'both servers speak TLS 1.2 with one old-fashioned cipher suite',
    scene: bothWebs({ protocols: 'TLSv1.2', certificate: 'rsa', lines: ['ssl_ciphers AES128-SHA;'] }),
    touches,
  }),
  odd('tls-old-versions-too', {
    does: 'both servers speak everything from TLS 1.0 to 1.3',
    scene: bothWebs({ protocols: 'TLSv1 TLSv1.1 TLSv1.2 TLSv1.3' }),
    touches,
  }),
  odd('tls-p384-exchange', {
    does: 'both servers agree on keys by curve P-384 alone, and say so to a hello that brings other shares',
    scene: bothWebs({ lines: ['ssl_ecdh_curve secp384r1;'] }),
    touches,
  }),
  odd('tls-no-tickets', {
    does: 'both servers keep no sessions and give no tickets',
    scene: bothWebs({ lines: ['ssl_session_tickets off;', 'ssl_session_cache off;'] }),
    touches,
  }),
  odd('tls-one-name-each', {
    does: 'the two addresses of the 2FA server show different certificates, both good',
    scene: web('sso', { certificate: 'rsa', last: { certificate: 'p384' } }),
    touches: ['sso'],
  }),
  odd('tls-client-certificate-wanted', {
    does: 'both servers ask for a client certificate, and go on without',
    scene: bothWebs({ clientCertificate: 'wanted' }),
    notes: [note('tls/client-certificate-requested', sso), note('tls/client-certificate-requested', www)],
    touches,
  }),
  odd('tls-http2', { does: 'both servers speak HTTP/2', scene: bothWebs({ http2: true }), touches }),
]
