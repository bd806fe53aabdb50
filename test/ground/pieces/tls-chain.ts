import { mergeScenes } from '../compose.ts'
import { oldSso, sso, www } from '../places.ts'
import type { Piece } from '../scene.ts'
import { blocker, bothWebs, piece, rule, warning, web } from './make.ts'
import { byProxyAlone, lastOfSso } from './tls-make.ts'

export const tlsChainPieces: readonly Piece[] = [
  piece('tls/intermediate-left-out', {
    does: 'the 2FA server does not send its issuer’s certificate, and says nowhere where it lies',
    scene: web('sso', { certificate: 'missing-intermediate' }),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-left-out-rsa', {
    does: 'the CCASS server does not send the certificate of its RSA issuer',
    scene: web('www', { certificate: 'rsa-missing-intermediate' }),
    expected: [blocker('tls/chain-incomplete', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/intermediate-left-out-at-both-names', {
    does: 'neither name sends its issuer’s certificate',
    scene: bothWebs({ certificate: 'missing-intermediate' }),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex'), blocker('tls/chain-incomplete', www, 'hkex')],
    touches: ['sso', 'www'],
  }),
  piece('tls/intermediate-left-out-at-last-address', {
    does: 'the second of the 2FA server’s two addresses does not send its issuer’s certificate',
    scene: lastOfSso({ certificate: 'missing-intermediate' }),
    expected: [warning('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/intermediate-fetched', {
    does: 'the 2FA server does not send its issuer’s certificate and says where it lies, where the browser fetches it',
    scene: web('sso', { certificate: 'missing-intermediate-named' }),
    expected: [warning('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-not-served', {
    does: 'the 2FA server does not send its issuer’s certificate, and where that should lie nobody serves it',
    scene: web('sso', { certificate: 'missing-intermediate-out-of-reach' }),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-behind-firewall', {
    does: 'the 2FA server does not send its issuer’s certificate, and the site’s firewall drops the way to where it lies',
    scene: {
      ...web('sso', { certificate: 'missing-intermediate-out-of-reach' }),
      rules: [rule('router', 'forward', `ip daddr ${oldSso} tcp dport 80 drop`)],
    },
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-left-out-behind-proxy', {
    does: 'the 2FA server does not send its issuer’s certificate, and everything goes by the site’s tinyproxy',
    scene: mergeScenes([
      byProxyAlone,
      { proxies: { first: { software: 'tinyproxy' } } },
      web('sso', { certificate: 'missing-intermediate' }),
    ]),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso', 'proxy'],
  }),
  piece('tls/wrong-intermediate', {
    does: 'the 2FA server sends another issuer’s certificate than its own’s',
    scene: web('sso', { certificate: 'wrong-intermediate' }),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/intermediate-of-another-key', {
    does: 'the 2FA server sends its issuer’s certificate of before the issuer had a new key',
    scene: web('sso', { certificate: 'intermediate-of-another-key' }),
    expected: [blocker('tls/chain-incomplete', sso, 'hkex')],
    why: 'The CCASS server sends the right one: with it the path is whole.',
    touches: ['sso'],
  }),
  piece('tls/intermediate-of-another-key-at-both-names', {
    does: 'both names send their issuer’s certificate of before the issuer had a new key',
    scene: bothWebs({ certificate: 'intermediate-of-another-key' }),
    expected: [blocker('tls/unknown-issuer', sso), blocker('tls/unknown-issuer', www)],
    why: 'An issuer’s certificate that did not sign is what a forger would send too: nobody shows the key that did.',
    touches: ['sso', 'www'],
  }),
]
