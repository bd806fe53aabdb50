/** The lab's authorities and the certificates that its servers show. */

import { type Authority, createIntermediate, createLeaf, createRoot, createSelfSigned, splitPem } from '../support/certificates.ts'
import { ocspResponse } from '../tls/ocsp-response.ts'

export type CertificateKind =
  | 'good'
  | 'expired'
  | 'not-yet-valid'
  | 'expires-soon'
  | 'wrong-name'
  | 'self-signed'
  | 'unknown-root'
  | 'missing-intermediate'
  /** And says where it lies, as most public ones do: a browser fetches it (RFC 5280 section 4.2.2.1). */
  | 'missing-intermediate-named'
  /** Signed by a root that carries an inspection vendor's name. */
  | 'inspection'
  /** Signed by a company's own root, which the site file says should be installed. */
  | 'company-root'
  | 'weak-key'
  | 'sha-1'
  /** Its issuer says so in the answer that the server staples (RFC 6066 section 8). */
  | 'revoked'

export interface ServerCertificate {
  readonly key: string
  /** As the server sends it. */
  readonly cert: string
  /** An OCSP response that goes with it, in DER. */
  readonly staple?: Buffer
}

export interface Authorities {
  /** Trusted outright (`--root`), as a public root would be. */
  readonly root: Authority
  readonly issuing: Authority
  readonly unknown: Authority
  readonly inspection: Authority
  readonly company: Authority
}

/** What the site file expects as issuer. */
export const issuingName = 'CN=Lab Issuing CA,O=Lab: not HKEX'

let made: Promise<Authorities> | undefined

/** Made once in a process: every lab shows certificates of the same authorities. */
export function authorities(): Promise<Authorities> {
  made ??= makeAuthorities()
  return made
}

/** Those of another process, so that servers of several show certificates of the same authorities. */
export function adoptAuthorities(ready: Authorities): void {
  made = Promise.resolve(ready)
}

const DAY_MS = 86_400_000
/** Authorities are old: good for a lab whose time is a year behind this machine's too. */
const AUTHORITY_AGE_DAYS = 1000

async function makeAuthorities(): Promise<Authorities> {
  const notBefore = new Date(Date.now() - AUTHORITY_AGE_DAYS * DAY_MS)
  const [root, unknown, inspection, company] = await Promise.all([
    createRoot({ name: 'CN=Lab Root CA,O=Lab: not HKEX', notBefore }),
    createRoot({ name: 'CN=Lab Stranger Root CA,O=Lab: not HKEX', notBefore }),
    createRoot({ name: 'CN=Zscaler Root CA,O=Zscaler Inc.', notBefore }),
    createRoot({ name: 'CN=Lab Company Root CA,O=Lab: not HKEX', notBefore }),
  ])
  return { root, unknown, inspection, company, issuing: await createIntermediate(root, { name: issuingName, notBefore }) }
}

export interface Moment {
  /** The lab's true time, milliseconds since 1970. */
  readonly nowMs: number
  /** Where the lab's issuing authority publishes its own certificate. */
  readonly caIssuers?: string
}

/** Makes the certificate that a server for `host` shows. */
export async function certificateFor(kind: CertificateKind, host: string, { nowMs, caIssuers }: Moment): Promise<ServerCertificate> {
  const { issuing, unknown, inspection, company } = await authorities()
  const days = (count: number) => new Date(nowMs + count * DAY_MS)
  const usual = { names: [host], notBefore: days(-1), notAfter: days(365) }
  const shown = async (issuer: Authority, options: Parameters<typeof createLeaf>[1] = {}) => {
    const { key, chain } = await createLeaf(issuer, { ...usual, ...options })
    return { key, cert: chain }
  }
  // The company's and the vendor's boxes send their root too, as such boxes do.
  const withRoot = async (issuer: Authority) => {
    const { key, cert } = await shown(issuer)
    return { key, cert: cert + issuer.cert }
  }
  switch (kind) {
    case 'good':
      return shown(issuing)
    case 'expired':
      return shown(issuing, { notBefore: days(-400), notAfter: days(-3) })
    case 'not-yet-valid':
      return shown(issuing, { notBefore: days(20), notAfter: days(400) })
    case 'expires-soon':
      return shown(issuing, { notBefore: days(-80), notAfter: days(9) })
    case 'wrong-name':
      return shown(issuing, { names: ['another-name.lab.invalid'] })
    case 'self-signed': {
      const { key, cert } = await createSelfSigned(usual)
      return { key, cert }
    }
    case 'unknown-root':
      return withRoot(unknown)
    case 'missing-intermediate': {
      const { key, cert } = await shown(issuing)
      return { key, cert: splitPem(cert)[0] ?? '' }
    }
    case 'missing-intermediate-named': {
      const { key, cert } = await shown(issuing, caIssuers === undefined ? {} : { caIssuers })
      return { key, cert: splitPem(cert)[0] ?? '' }
    }
    case 'inspection':
      return withRoot(inspection)
    case 'company-root':
      return withRoot(company)
    case 'weak-key':
      return shown(issuing, { key: 'rsa-1024' })
    case 'revoked': {
      const { key, cert } = await shown(issuing)
      return {
        key,
        cert,
        staple: ocspResponse({ status: 'revoked', cert: splitPem(cert)[0] ?? '', issuer: issuing.cert, key: issuing.key }),
      }
    }
    case 'sha-1':
      return shown(issuing, { hash: 'SHA-1' })
  }
}
