import { mergeScenes } from '../compose.ts'
import { PROXY_PORT, proxyAddress, sso, webAddresses, www } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { blocker, bothWebs, piece, warning } from './make.ts'
import { byProxyAlone, inOrder, nothingExpected } from './tls-make.ts'
import { companyNamed } from './tls-trust.ts'

const [, secondSso = ''] = webAddresses.primary.sso
const installed: Scene = { pc: { roots: ['inspection'] } }
const box = [blocker('tls/intercepted', undefined, 'site-network')]
const trustedBox = [warning('tls/intercepted', undefined, 'site-network')]
const all = ['sso', 'www', 'trust'] as const

export const tlsInterceptionPieces: readonly Piece[] = [
  piece('tls/inspected', {
    does: 'the site’s router opens TLS to both names, and its root is not installed; the site file names no issuers',
    scene: { ...nothingExpected, interception: true },
    expected: box,
    touches: all,
  }),
  piece('tls/inspected-issuer-known', {
    does: 'the site’s router opens TLS to both names, and its root is not installed; the site file names HKEX’s issuer',
    scene: { interception: true },
    expected: box,
    touches: all,
  }),
  piece('tls/inspected-and-trusted', {
    does: 'the site’s router opens TLS to both names, and its root is installed; the site file names no issuers',
    scene: mergeScenes([nothingExpected, installed, { interception: true }]),
    expected: trustedBox,
    touches: all,
  }),
  piece('tls/inspected-and-trusted-issuer-known', {
    does: 'the site’s router opens TLS to both names, and its root is installed; the site file names HKEX’s issuer',
    scene: { ...installed, interception: true },
    expected: trustedBox,
    touches: all,
  }),
  piece('tls/inspected-but-ccass', {
    does: 'the site’s router opens TLS to the 2FA server and leaves the CCASS server alone (squid: splice); its root is not installed',
    scene: { ...nothingExpected, interception: { spares: [www] } },
    expected: box,
    touches: all,
  }),
  piece('tls/inspected-but-2fa', {
    does: 'the site’s router opens TLS to all but the 2FA server’s addresses, and its root is installed',
    scene: { ...installed, interception: { takes: `ip daddr != { ${webAddresses.primary.sso.join(', ')} }` } },
    expected: trustedBox,
    touches: all,
  }),
  piece('tls/inspected-at-last-address', {
    does: 'the site’s router opens TLS to the second of the 2FA server’s two addresses alone, and its root is not installed',
    scene: mergeScenes([nothingExpected, inOrder, { interception: { takes: `ip daddr ${secondSso}` } }]),
    expected: trustedBox,
    touches: [...all, 'preferred'],
  }),
  piece('tls/inspected-by-proxy', {
    does: 'the site’s proxy, which is the only way out, opens TLS, and its root is not installed; the site file names no issuers',
    scene: {
      ...byProxyAlone,
      siteFile: { ...byProxyAlone.siteFile, certificate: null },
      proxies: { first: { software: 'bump' } },
    },
    expected: box,
    touches: [...all, 'proxy'],
  }),
  piece('tls/inspected-by-proxy-and-trusted', {
    does: 'the proxy of the environment opens TLS, and its root is installed; the direct way is open too',
    scene: {
      pc: { roots: ['inspection'], env: { HTTPS_PROXY: `http://${proxyAddress}:${PROXY_PORT}` } },
      proxies: { first: { software: 'bump' } },
    },
    expected: trustedBox,
    touches: [...all, 'proxy'],
  }),
  piece('tls/inspected-by-proxy-but-ccass', {
    does: 'the site’s proxy opens TLS to the 2FA server and leaves the CCASS server alone; its root is not installed',
    scene: { ...byProxyAlone, proxies: { first: { software: 'bump', opens: { spares: [www] } } } },
    expected: box,
    touches: [...all, 'proxy'],
  }),
  piece('tls/inspected-by-ended-authority', {
    does: 'the site’s router opens TLS by an authority that ended two days ago, whose root is installed',
    scene: mergeScenes([nothingExpected, { pc: { roots: ['ended-inspection'] }, interception: { authority: 'ended-inspection' } }]),
    expected: box,
    why: 'The browser takes no root of the PC’s own that has ended, so nothing that the box signs is trusted.',
    touches: all,
  }),
  piece('tls/inspected-by-ended-authority-missing', {
    does: 'the site’s router opens TLS by an authority that ended two days ago, whose root is not installed',
    scene: { interception: { authority: 'ended-inspection' } },
    expected: box,
    touches: all,
  }),
  piece('tls/inspected-by-nameless-box', {
    does: 'the site’s router opens TLS by an authority with a name that says nothing, and its root is not installed; the site file names no issuers',
    scene: { ...nothingExpected, interception: { authority: 'gateway' } },
    expected: [blocker('tls/unknown-issuer', sso, 'site-network'), blocker('tls/unknown-issuer', www, 'site-network')],
    why: 'Without an expected issuer, a vendor’s name or an installed root nothing tells an inspection from a private authority.',
    touches: all,
  }),
  piece('tls/inspected-by-nameless-box-issuer-known', {
    does: 'the site’s router opens TLS by an authority with a name that says nothing, and its root is not installed; the site file names HKEX’s issuer',
    scene: { interception: { authority: 'gateway' } },
    expected: box,
    touches: all,
  }),
  piece('tls/inspected-by-nameless-box-and-trusted', {
    does: 'the site’s router opens TLS by an authority with a name that says nothing, and its root is installed; the site file names no issuers',
    scene: mergeScenes([nothingExpected, { pc: { roots: ['gateway'] }, interception: { authority: 'gateway' } }]),
    expected: trustedBox,
    touches: all,
  }),
  piece('tls/inspected-as-meant-root-missing', {
    does: 'the site’s router opens TLS by the company’s authority, which the site file names, and its root is not installed',
    scene: mergeScenes([companyNamed, { interception: { authority: 'company' } }]),
    expected: [blocker('tls/root-not-installed', sso, 'site-it'), blocker('tls/root-not-installed', www, 'site-it')],
    touches: all,
  }),
  piece('tls/inspected-by-mitmproxy', {
    does: 'a debugging tool (mitmproxy) opens TLS to both names and sends its certificate alone; the site file names no issuers',
    scene: mergeScenes([nothingExpected, bothWebs({ certificate: 'mitmproxy-alone' })]),
    expected: box,
    touches: all,
  }),
]
