import { mergeScenes } from '../compose.ts'
import { HTTPS_PORT, sso, stray, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, bothWebs, piece, rule, to, warning, web } from './make.ts'
import { lastOfSso, nothingExpected } from './tls-make.ts'

const company = 'CN=Lab Company Root CA,O=Lab: not HKEX'
/** The site file names the company's root, and the issuers that its servers may have. */
export const companyNamed: Scene = {
  siteFile: { certificate: { issuers: [company, 'CN=Lab Issuing CA,O=Lab: not HKEX'], roots: ['company-root.pem'] } },
}
const settingsPage = ['location / { default_type text/html; return 200 "<title>Router</title><h1>Router settings</h1>"; }']

export const tlsTrustPieces: readonly Piece[] = [
  piece('tls/router-answers', {
    does: 'the site’s router sends what goes to the 2FA server to a settings page of its own, with a self-signed certificate',
    scene: {
      strayWeb: { certificate: 'router-of-its-own', pages: settingsPage },
      rules: [
        rule('router', 'prerouting', `${to('sso')} dnat ip to ${stray}:${HTTPS_PORT}`),
        rule('router', 'postrouting', `ip daddr ${stray} masquerade`),
      ],
    },
    expected: [blocker('tls/self-signed', sso, 'site-network')],
    touches: ['sso'],
  }),
  piece('tls/self-signed-at-both-names', {
    does: 'both names show certificates that are signed by themselves',
    scene: bothWebs({ certificate: 'self-signed' }),
    expected: [blocker('tls/self-signed', sso, 'site-network'), blocker('tls/self-signed', www, 'site-network')],
    touches: ['sso', 'www'],
  }),
  piece('tls/self-signed-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows a certificate that is signed by itself',
    scene: lastOfSso({ certificate: 'self-signed' }),
    expected: [warning('tls/self-signed', sso, 'site-network')],
    touches: ['sso', 'preferred'],
  }),
  piece('tls/unknown-root', {
    does: 'the 2FA server’s certificate comes from an authority that nobody knows; the site file names no issuers',
    scene: mergeScenes([nothingExpected, web('sso', { certificate: 'unknown-root' })]),
    expected: [blocker('tls/unknown-issuer', sso, 'site-network')],
    touches: ['sso', 'trust'],
  }),
  piece('tls/unknown-root-rsa-at-both-names', {
    does: 'both names show RSA certificates from an authority that nobody knows; the site file names no issuers',
    scene: mergeScenes([nothingExpected, bothWebs({ certificate: 'rsa-unknown-root' })]),
    expected: [blocker('tls/unknown-issuer', sso, 'site-network'), blocker('tls/unknown-issuer', www, 'site-network')],
    touches: ['sso', 'www', 'trust'],
  }),
  piece('tls/unknown-root-known-to-browser', {
    does: 'the 2FA server’s certificate comes from an authority that the browser alone knows; the site file names no issuers',
    scene: mergeScenes([nothingExpected, { pc: { browserRoots: ['unknown'] } }, web('sso', { certificate: 'unknown-root' })]),
    expected: [warning('tls/unknown-issuer', sso, 'site-network')],
    touches: ['sso', 'trust', 'browser'],
  }),
  piece('tls/stranger-alone', {
    does: 'something shows a certificate for the 2FA server of an authority that nobody knows, and sends nothing with it',
    scene: mergeScenes([nothingExpected, web('sso', { certificate: 'stranger-alone' })]),
    expected: [blocker('tls/unknown-issuer', sso, 'site-network')],
    why: 'Nothing says that a known authority stands above it: no address of its issuer’s certificate, no root of its organisation.',
    touches: ['sso', 'trust'],
  }),
  piece('tls/unknown-root-not-expected', {
    does: 'the 2FA server’s certificate comes from an authority that nobody knows and the site file does not name',
    scene: web('sso', { certificate: 'unknown-root' }),
    expected: [blocker('tls/intercepted', undefined, 'site-network')],
    touches: ['sso'],
  }),
  piece('tls/company-root-missing', {
    does: 'the 2FA server’s certificate comes from the company’s root, which the site file names and this PC has not',
    scene: mergeScenes([companyNamed, web('sso', { certificate: 'company-root' })]),
    expected: [blocker('tls/root-not-installed', sso, 'site-it')],
    touches: ['sso', 'trust'],
  }),
  piece('tls/company-root-missing-at-both-names', {
    does: 'both names’ certificates come from the company’s root, which the site file names and this PC has not',
    scene: mergeScenes([companyNamed, bothWebs({ certificate: 'company-root' })]),
    expected: [blocker('tls/root-not-installed', sso, 'site-it'), blocker('tls/root-not-installed', www, 'site-it')],
    touches: ['sso', 'www', 'trust'],
  }),
  piece('tls/company-root-unnamed', {
    does: 'the 2FA server’s certificate comes from a root that is installed on this PC and stands in no list and no site file',
    scene: mergeScenes([nothingExpected, { pc: { roots: ['company'] } }, web('sso', { certificate: 'company-root' })]),
    expected: [warning('tls/intercepted', undefined, 'site-network')],
    touches: ['sso', 'trust'],
  }),
  piece('tls/site-file-names-another-issuer', {
    does: 'the site file names an issuer that both servers no longer have',
    scene: { siteFile: { certificate: { issuers: ['CN=Another CA,O=Elsewhere'] } } },
    expected: [warning('tls/issuer-unexpected', 'certificate.issuers', 'site-it')],
    touches: ['trust'],
  }),
  piece('tls/issuer-changed', {
    does: 'the 2FA server’s new certificate comes from another issuer below the same public root',
    scene: web('sso', { certificate: 'other-issuer' }),
    expected: [warning('tls/issuer-unexpected', 'certificate.issuers', 'site-it')],
    touches: ['sso'],
  }),
  piece('tls/revoked-at-2fa', {
    does: 'the 2FA server’s certificate was revoked, and the server staples its issuer’s word for it',
    scene: web('sso', { certificate: 'revoked' }),
    expected: [blocker('tls/revoked', sso, 'hkex')],
    touches: ['sso'],
  }),
  piece('tls/revoked-at-ccass', {
    does: 'the CCASS server’s certificate was revoked, and the server staples its issuer’s word for it',
    scene: web('www', { certificate: 'revoked' }),
    expected: [blocker('tls/revoked', www, 'hkex')],
    touches: ['www'],
  }),
  piece('tls/revoked-at-last-address', {
    does: 'the second of the 2FA server’s two addresses shows a certificate that was revoked',
    scene: lastOfSso({ certificate: 'revoked' }),
    expected: [warning('tls/revoked', sso, 'hkex')],
    touches: ['sso', 'preferred'],
  }),
]
