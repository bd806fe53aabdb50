/** What servers of the ground show: the lab's certificates, and some that are odd and good. */

import { authorities, certificateFor, issuingName, type ServerCertificate } from '../../lab/certificates.ts'
import {
  type Authority,
  type AuthorityKeyKind,
  createIntermediate,
  createLeaf,
  createRoot,
  type LeafOptions,
  splitPem,
} from '../../support/certificates.ts'
import { ocspResponse } from '../../tls/ocsp-response.ts'
import { dead } from '../places.ts'
import type { GroundCertificate } from '../scene.ts'
import { faultyCertificate, isFaulty } from './faulty-certificates.ts'

const DAY_MS = 86_400_000

/** @param nowMs the ground's time */
export async function groundCertificate(kind: GroundCertificate, host: string, nowMs: number): Promise<ServerCertificate> {
  if (isFaulty(kind)) return faultyCertificate(kind, host, nowMs)
  const { root, issuing, inspection } = await authorities()
  const days = (count: number) => new Date(nowMs + count * DAY_MS)
  const usual = { names: [host], notBefore: days(-1), notAfter: days(365) }
  const old = { notBefore: days(-1000), notAfter: days(3650) }
  const leaf = (issuer = issuing, options: LeafOptions = {}) => createLeaf(issuer, { ...usual, ...options })
  const shown = async (made: ReturnType<typeof leaf>, more = '') => {
    const { key, chain } = await made
    return { key, cert: chain + more }
  }
  /** Sent before the one that counts. */
  const both = async (other: Authority) => {
    const { key, chain } = await leaf()
    const [own = '', ...others] = splitPem(chain)
    return { key, cert: own + other.cert + others.join('') }
  }
  /** Another authority of the same name, as when one is renewed with a new key. */
  const renewed = (key?: AuthorityKeyKind) => createIntermediate(root, { ...old, name: issuingName, ...(key === undefined ? {} : { key }) })
  switch (kind) {
    case 'rsa':
      return shown(leaf(await renewed('rsa-2048'), { key: 'rsa-2048' }))
    case 'rsa-expired':
      return shown(leaf(await renewed('rsa-2048'), { key: 'rsa-2048', notBefore: days(-400), notAfter: days(-1) }))
    case 'p384':
      return shown(leaf(await renewed('ec-p384'), { key: 'ec-p384' }))
    case 'wildcard':
      return shown(leaf(issuing, { names: [host.replace(/^[^.]+/, '*')] }))
    case 'root-sent':
      return shown(leaf(), root.cert)
    case 'out-of-order': {
      const { key, chain } = await leaf()
      const [own = '', ...others] = splitPem(chain)
      return { key, cert: own + root.cert + others.join('') }
    }
    case 'long-chain': {
      let issuer = root
      for (let depth = 1; depth <= 4; depth++)
        issuer = await createIntermediate(issuer, { ...old, name: `CN=Lab Policy CA ${depth},O=Lab: not HKEX` })
      return shown(leaf(await createIntermediate(issuer, { ...old, name: issuingName })))
    }
    // A new root, and the certificate that the old one gave to the new one's key: PCs that know only the old root need it.
    case 'cross-signed': {
      const fresh = await createRoot({ ...old, name: 'CN=Lab New Root CA,O=Lab: not HKEX' })
      const cross = await createIntermediate(root, { ...old, name: fresh.name, keyOf: fresh })
      return shown(leaf(await createIntermediate(fresh, { ...old, name: issuingName })), cross.cert)
    }
    case 'not-yet-valid-tomorrow':
      return shown(leaf(issuing, { notBefore: days(1.1), notAfter: days(400) }))
    case 'rsa-inspection':
      return shown(leaf(inspection, { key: 'rsa-2048' }), inspection.cert)
    case 'many-names':
      return shown(
        leaf(issuing, { names: [...Array.from({ length: 100 }, (_, at) => `name-${at}.centre.example`), host, '*.centre.example'] }),
      )
    case 'a-month-and-a-day-left':
      return shown(leaf(issuing, { notBefore: days(-300), notAfter: days(31) }))
    case 'points-nowhere':
      return shown(leaf(issuing, { caIssuers: `http://${dead}/issuing.cer`, ocsp: `http://${dead}/ocsp` }))
    case 'stapled-good': {
      const { key, chain } = await leaf()
      return {
        key,
        cert: chain,
        staple: ocspResponse({ status: 'good', cert: splitPem(chain)[0] ?? '', issuer: issuing.cert, key: issuing.key }),
      }
    }
    // An authority that was renewed with the key that it had: either certificate fits, and one of them is no good any more.
    case 'ended-issuer-sent':
      return both(await createIntermediate(root, { name: issuingName, keyOf: issuing, notBefore: days(-2000), notAfter: days(-30) }))
    case 'weak-issuer-sent':
      return both(await createIntermediate(root, { ...old, name: issuingName, keyOf: issuing, hash: 'SHA-1' }))
    case 'ended-cross-sent': {
      const older = await createRoot({ name: 'CN=Lab Older Root CA,O=Lab: not HKEX', notBefore: days(-9000), notAfter: days(-30) })
      const cross = await createIntermediate(older, { name: root.name, keyOf: root, notBefore: days(-2000), notAfter: days(-30) })
      return shown(leaf(), cross.cert)
    }
    case 'rsa-below-ec':
      return shown(leaf(issuing, { key: 'rsa-2048' }))
    default:
      return certificateFor(kind, host, { nowMs, caIssuers: 'http://198.51.100.91/issuing.cer' })
  }
}
