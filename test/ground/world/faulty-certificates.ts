/** Certificates that are wrong in ways of the field, and some that look wrong and are not. */

import { authorities, issuingName, type ServerCertificate } from '../../lab/certificates.ts'
import { hostOf } from '../../lab/places.ts'
import { type Authority, createIntermediate, createLeaf, createRoot, createSelfSigned } from '../../support/certificates.ts'
import { ocspResponse } from '../../tls/ocsp-response.ts'
import { oldSso } from '../places.ts'

const faultyCertificates = [
  'rsa-not-yet-valid',
  'rsa-expires-soon',
  'others-name',
  'rsa-others-name',
  'wildcard-too-high',
  'name-in-subject-alone',
  'router-of-its-own',
  'rsa-unknown-root',
  'stranger-alone',
  'mitmproxy-alone',
  'other-issuer',
  'intermediate-expired',
  'intermediate-expires-soon',
  'intermediate-not-yet-valid',
  'renewed-beside-expired',
  'wrong-intermediate',
  'intermediate-of-another-key',
  'rsa-missing-intermediate',
  'missing-intermediate-out-of-reach',
  'sha-1-intermediate',
  'weak-intermediate',
  'rsa-sha-1',
  'ec-p224',
  'no-longer-revoked',
] as const
export type FaultyCertificate = (typeof faultyCertificates)[number]

export function isFaulty(kind: string): kind is FaultyCertificate {
  return (faultyCertificates as readonly string[]).includes(kind)
}

const DAY_MS = 86_400_000

export async function faultyCertificate(kind: FaultyCertificate, host: string, nowMs: number): Promise<ServerCertificate> {
  const { root, issuing, unknown } = await authorities()
  const days = (count: number) => new Date(nowMs + count * DAY_MS)
  const old = { notBefore: days(-1000), notAfter: days(3650) }
  const leaf = (issuer: Authority, options: Parameters<typeof createLeaf>[1] = {}) =>
    createLeaf(issuer, { names: [host], notBefore: days(-1), notAfter: days(365), ...options })
  const shown = async (made: ReturnType<typeof leaf>) => sent(await made)
  const alone = async (made: ReturnType<typeof leaf>, more = '') => {
    const { key, cert } = await made
    return { key, cert: cert + more }
  }
  /** Of the expected name, and with a key or dates of its own. */
  const issuer = (options: Parameters<typeof createIntermediate>[1] = {}) =>
    createIntermediate(root, { ...old, name: issuingName, ...options })
  const rsaIssuer = () => issuer({ key: 'rsa-2048' })
  const stranger = (name: string) => createRoot({ ...old, name })
  switch (kind) {
    case 'rsa-not-yet-valid':
      return shown(leaf(await rsaIssuer(), { key: 'rsa-2048', notBefore: days(12), notAfter: days(400) }))
    case 'rsa-expires-soon':
      return shown(leaf(await rsaIssuer(), { key: 'rsa-2048', notBefore: days(-300), notAfter: days(1.2) }))
    case 'others-name':
      return shown(leaf(issuing, { names: [otherThan(host)] }))
    case 'rsa-others-name':
      return shown(leaf(await rsaIssuer(), { key: 'rsa-2048', names: [otherThan(host)] }))
    case 'wildcard-too-high':
      return shown(leaf(issuing, { names: [host.split('.').slice(2).join('.').replace(/^/, '*.')] }))
    case 'name-in-subject-alone':
      return shown(leaf(issuing, { names: [], name: `CN=${host}` }))
    // A box's page for its own settings: any name, and out of date since long.
    case 'router-of-its-own':
      return sent(
        await createSelfSigned({ name: 'CN=router.site.example,O=Site', key: 'rsa-2048', notBefore: days(-3650), notAfter: days(-10) }),
      )
    case 'rsa-unknown-root':
      return alone(leaf(unknown, { key: 'rsa-2048' }), unknown.cert)
    case 'stranger-alone':
      return alone(leaf(await stranger('CN=Gateway CA,O=Elsewhere')))
    case 'mitmproxy-alone':
      return alone(leaf(await stranger('CN=mitmproxy,O=mitmproxy')))
    case 'other-issuer':
      return shown(leaf(await issuer({ name: 'CN=Lab Second Issuing CA,O=Lab: not HKEX' })))
    case 'intermediate-expired':
      return shown(leaf(await issuer({ notAfter: days(-5) })))
    case 'intermediate-expires-soon':
      return shown(leaf(await issuer({ notAfter: days(14) })))
    case 'intermediate-not-yet-valid':
      return shown(leaf(await issuer({ notBefore: days(6) })))
    // The same key under a certificate that ended and one that holds.
    case 'renewed-beside-expired': {
      const ended = await issuer({ notAfter: days(-5), keyOf: issuing })
      return alone(leaf(issuing), ended.cert + issuing.cert)
    }
    case 'wrong-intermediate':
      return alone(leaf(issuing), (await issuer({ name: 'CN=Lab Retired Issuing CA,O=Lab: not HKEX' })).cert)
    case 'intermediate-of-another-key':
      return alone(leaf(issuing), (await issuer()).cert)
    case 'rsa-missing-intermediate':
      return alone(leaf(await rsaIssuer(), { key: 'rsa-2048' }))
    case 'missing-intermediate-out-of-reach':
      return alone(leaf(issuing, { caIssuers: `http://${oldSso}/issuing.cer` }))
    case 'sha-1-intermediate':
      return shown(leaf(await issuer({ hash: 'SHA-1' })))
    case 'weak-intermediate':
      return shown(leaf(await issuer({ key: 'rsa-1024' })))
    case 'rsa-sha-1':
      return shown(leaf(await rsaIssuer(), { key: 'rsa-2048', hash: 'SHA-1' }))
    case 'ec-p224':
      return shown(leaf(issuing, { key: 'ec-p224' }))
    // Another certificate's word, as from a staple that was not fetched anew when the certificate was.
    case 'no-longer-revoked': {
      const { cert } = await leaf(issuing)
      const staple = ocspResponse({ status: 'revoked', cert, issuer: issuing.cert, key: issuing.key })
      return { ...(await shown(leaf(issuing))), staple }
    }
  }
}

function sent({ key, chain }: { readonly key: string; readonly chain: string }): ServerCertificate {
  return { key, cert: chain }
}

function otherThan(host: string): string {
  return host === hostOf.sso ? hostOf.www : hostOf.sso
}
