/** The root stores, and how to find in them who signed a certificate without parsing them whole. */

import type { Io } from '../io.ts'
import type { Settings } from '../settings.ts'
import { type Certificate, readCertificate, signs } from './certificate.ts'
import type { StoreName } from './evidence.ts'

export interface RootStore {
  readonly name: StoreName
  /** Roots that signed this certificate, and the certificate itself where the store holds it. */
  anchorsOf(certificate: Certificate): Certificate[]
  /** Whether a root bears the name of this certificate's issuer, whether or not it signed. */
  namesIssuerOf(certificate: Certificate): boolean
  /** Whether a root belongs to this organisation: an O as the runtime writes it, with backslashes (RFC 4514 section 2.4). */
  hasOrganisation(organisation: string): boolean
}

/** The stores that cost next to nothing; the system's takes some 70 ms and is opened apart. */
export function openStores(settings: Settings, io: Io): RootStore[] {
  return [
    openStore('flag', settings.trustedRoots),
    openStore('bundled', io.net.roots('bundled')),
    openStore('site', settings.siteRoots),
  ].filter((store) => store !== undefined)
}

/** The PC's own roots; a store that is empty or cannot be read has been asked all the same, and vouches for nothing. */
export function openSystemStore(io: Io): RootStore {
  return (
    openStore('system', io.net.roots('system')) ?? {
      name: 'system',
      anchorsOf: () => [],
      namesIssuerOf: () => false,
      hasOrganisation: () => false,
    }
  )
}

/** `undefined` for a list that is empty, as those of the flag and of the site usually are: it was not asked anything. */
function openStore(name: StoreName, pems: readonly string[]): RootStore | undefined {
  if (pems.length === 0) return undefined
  const all = once(() => pems.flatMap(derOf).map((der) => ({ der, read: once(() => readCertificate(der)) })))
  // A signer's certificate holds its subject in the very bytes that the signed one names as issuer (RFC 5280 section 7.1 lets
  // names match that are encoded otherwise; section 4.1.2.4 has authorities copy theirs), so the others need no parsing.
  const candidates = (certificate: Certificate) =>
    all()
      .filter(({ der }) => der.equals(certificate.der) || (certificate.issuerName.length > 0 && der.includes(certificate.issuerName)))
      .flatMap(({ read }) => read() ?? [])
  const anchors = new Map<string, Certificate[]>()
  return {
    name,
    anchorsOf(certificate) {
      const vouches = (root: Certificate) => isAnchor(name, root) && (root.sha256 === certificate.sha256 || signs(root, certificate))
      const found = anchors.get(certificate.sha256) ?? candidates(certificate).filter(vouches)
      anchors.set(certificate.sha256, found)
      return found
    },
    namesIssuerOf: (certificate) => candidates(certificate).some((root) => root.x509.subject === certificate.x509.issuer),
    hasOrganisation: (organisation) =>
      all()
        .filter(({ der }) => der.includes(organisation.replace(/\\(.)/g, '$1')))
        .some(({ read }) => read()?.x509.subject.split('\n').includes(`O=${organisation}`)),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Windows hands out intermediates and single servers' certificates with its roots; those of a person's own lists count as they are. */
function isAnchor(store: StoreName, root: Certificate): boolean {
  return store === 'flag' || store === 'site' || root.selfIssued
}

const pemBlock = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g

/** Every certificate of a PEM text; what is none of that form is passed over. */
function derOf(pem: string): Buffer[] {
  return [...pem.matchAll(pemBlock)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
}
