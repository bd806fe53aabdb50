import { mergeScenes } from '../compose.ts'
import { sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, warning, web } from './make.ts'
import { lastOfSso } from './tls-make.ts'

export const tlsStrengthPieces: readonly Piece[] = [
  piece('tls/weak-key-at-both-names', {
    does: 'both names show certificates with RSA keys of 1024 bits',
    scene: bothWebs({ certificate: 'weak-key' }),
    expected: [warning('tls/weak-key', sso, 'hkex'), warning('tls/weak-key', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
  piece('tls/weak-key-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows a certificate with an RSA key of 1024 bits',
    scene: lastOfSso({ certificate: 'weak-key' }),
    expected: [warning('tls/weak-key', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/weak-key-of-issuer', {
    does: 'the 2FA server’s issuer has an RSA key of 1024 bits',
    scene: web('sso', { certificate: 'weak-intermediate' }),
    expected: [warning('tls/weak-key', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/sha-1-leaf', {
    does: 'the 2FA server’s certificate is signed with ECDSA and SHA-1',
    scene: web('sso', { certificate: 'sha-1' }),
    expected: [blocker('tls/weak-signature', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/sha-1-leaf-rsa', {
    does: 'the CCASS server’s certificate is signed with RSA and SHA-1',
    scene: web('www', { certificate: 'rsa-sha-1' }),
    expected: [blocker('tls/weak-signature', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/sha-1-leaf-no-browser', {
    does: 'the 2FA server’s certificate is signed with SHA-1, and the site does not let the browser be started',
    scene: mergeScenes([{ pc: { browser: 'off' } }, web('sso', { certificate: 'sha-1' })]),
    expected: [warning('tls/weak-signature', sso, 'hkex')],
    why: 'Whether the browser refuses it only the browser shows.',
    touches: ['sso', 'browser'],
  }),
  piece('tls/sha-1-intermediate', {
    does: 'the certificate of the 2FA server’s issuer is signed with SHA-1',
    scene: web('sso', { certificate: 'sha-1-intermediate' }),
    expected: [blocker('tls/weak-signature', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/curve-nobody-takes', {
    does: 'the 2FA server’s certificate has a key on the curve P-224, which browsers do not take',
    scene: web('sso', { certificate: 'ec-p224' }),
    expected: [blocker('tls/handshake-refused', sso)],
    why: 'The server has nothing that it could show to who does not name the curve, so it refuses, and shows nothing.',
    touches: ['sso'],
  }),
]
