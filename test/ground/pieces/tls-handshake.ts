import { mergeScenes } from '../compose.ts'
import { sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, note, piece, warning, web } from './make.ts'
import { byProxyAlone, lastOfSso } from './tls-make.ts'

const demanded = 'tls/client-certificate-requested'

export const tlsHandshakePieces: readonly Piece[] = [
  piece('tls/1.0-alone', {
    does: 'the 2FA server speaks TLS 1.0 alone',
    scene: web('sso', { protocols: 'TLSv1' }),
    expected: [blocker('tls/protocol-too-old', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/1.1-at-most-at-both-names', {
    does: 'both names speak TLS 1.0 and 1.1, with RSA certificates',
    scene: bothWebs({ protocols: 'TLSv1 TLSv1.1', certificate: 'rsa' }),
    expected: [blocker('tls/protocol-too-old', sso, 'hkex'), blocker('tls/protocol-too-old', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
  piece('tls/1.1-at-last-address', {
    does: 'the second of the 2FA server’s two addresses speaks TLS 1.1 alone',
    scene: lastOfSso({ software: 'node', behaviour: { protocol: 'tls-1.0' } }),
    expected: [warning('tls/protocol-too-old', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/1.1-behind-proxy', {
    does: 'the 2FA server speaks TLS 1.1 alone, and everything goes by the site’s squid',
    scene: mergeScenes([byProxyAlone, { proxies: { first: { software: 'squid' } } }, web('sso', { protocols: 'TLSv1.1' })]),
    expected: [blocker('tls/protocol-too-old', sso, 'hkex')],
    why: 'The server’s own alert says that it is the version.',
    touches: ['sso', 'proxy'],
  }),
  piece('tls/no-shared-cipher', {
    does: 'the 2FA server offers ciphers without a certificate alone',
    scene: web('sso', { protocols: 'TLSv1.2', ciphers: 'ADH:AECDH:@SECLEVEL=0' }),
    expected: [blocker('tls/handshake-refused', sso)],
    touches: ['sso'],
  }),
  piece('tls/name-not-served', {
    does: 'the 2FA server refuses the name (nginx: ssl_reject_handshake)',
    scene: web('sso', { lines: ['ssl_reject_handshake on;'] }),
    expected: [blocker('tls/handshake-refused', sso)],
    touches: ['sso'],
  }),
  piece('tls/name-not-served-at-last-address', {
    does: 'the second of the 2FA server’s two addresses refuses every hello',
    scene: lastOfSso({ software: 'node', behaviour: { tcp: 'refuse-hello' } }),
    expected: [warning('tls/handshake-refused', sso)],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/hello-refused-at-both-names', {
    does: 'both names refuse every hello',
    scene: bothWebs({ software: 'node', behaviour: { tcp: 'refuse-hello' } }),
    expected: [blocker('tls/handshake-refused', sso), blocker('tls/handshake-refused', www)],
    touches: ['sso', 'www'],
  }),
  piece('tls/hello-refused-behind-proxy', {
    does: 'the 2FA server refuses the name, and everything goes by the site’s squid',
    scene: mergeScenes([byProxyAlone, { proxies: { first: { software: 'squid' } } }, web('sso', { lines: ['ssl_reject_handshake on;'] })]),
    expected: [blocker('tls/handshake-refused', sso)],
    touches: ['sso', 'proxy'],
  }),
  piece('tls/client-certificate-by-page', {
    does: 'the 2FA server wants a certificate of the PC’s, and answers 400 without one (nginx)',
    scene: web('sso', { clientCertificate: 'demanded' }),
    expected: [blocker(demanded, sso, 'site-it')],
    touches: ['sso'],
  }),
  piece('tls/client-certificate-by-page-1.2', {
    does: 'the CCASS server speaks TLS 1.2, wants a certificate of the PC’s and answers 400 without one',
    scene: web('www', { clientCertificate: 'demanded', protocols: 'TLSv1.2', certificate: 'rsa' }),
    expected: [blocker(demanded, www, 'site-it')],
    touches: ['www'],
  }),
  piece('tls/client-certificate-by-alert', {
    does: 'the 2FA server wants a certificate of the PC’s, and hangs up without one',
    scene: web('sso', { software: 'node', behaviour: { clientCertificate: 'demanded' } }),
    expected: [blocker(demanded, sso, 'site-it')],
    touches: ['sso'],
  }),
  piece('tls/client-certificate-behind-proxy', {
    does: 'the 2FA server wants a certificate of the PC’s, and everything goes by the site’s tinyproxy',
    scene: mergeScenes([byProxyAlone, { proxies: { first: { software: 'tinyproxy' } } }, web('sso', { clientCertificate: 'demanded' })]),
    expected: [blocker(demanded, sso, 'site-it')],
    touches: ['sso', 'proxy'],
  }),
  piece('tls/client-certificate-wanted', {
    does: 'the 2FA server asks for a certificate of the PC’s, and serves its page without one',
    scene: web('sso', { clientCertificate: 'wanted' }),
    expected: [note(demanded, sso)],
    touches: ['sso'],
  }),
]
