import type { Io } from '../io.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Settings } from '../settings.ts'
import { type Certificate, readCertificate, spkiSha256 } from './certificate.ts'
import { findAnchors } from './chain.ts'
import type { CertificateEvidence, Presented } from './evidence.ts'
import { openStores, openSystemStore, type RootStore } from './stores.ts'

export interface Description {
  readonly certificates: CertificateEvidence[]
  readonly presented: Presented[]
}

/** What each server presented, with its path and roots: every certificate once, every chain worked out once. */
export function describeChains(handshakes: readonly HandshakeRecord[], settings: Settings, io: Io, signal: AbortSignal): Description {
  const known = new Map<string, Certificate>()
  const chains = handshakes.map(({ outcome }) => (outcome.kind === 'done' ? readChain(outcome.chain, known) : []))
  const stores = openStores(settings, io)
  let system: RootStore | undefined
  const openSystem = () => (system ??= signal.aborted ? undefined : openSystemStore(io))
  const worked = new Map<string, Omit<Presented, 'handshake' | 'chain'>>()
  const presented = chains.flatMap((chain, handshake): Presented[] => {
    const [leaf, ...rest] = chain
    if (leaf === undefined) return []
    const sha256s = digests(chain)
    const key = sha256s.join(' ')
    const found = worked.get(key) ?? pathOf([leaf, ...rest], [...known.values()], stores, openSystem)
    worked.set(key, found)
    return [{ handshake, chain: sha256s, ...found }]
  })
  return { certificates: [...known.values()].map(certificateEvidence), presented }
}

function readChain(chain: readonly string[], known: Map<string, Certificate>): Certificate[] {
  return chain.flatMap((base64) => {
    const read = readCertificate(Buffer.from(base64, 'base64'))
    if (read === undefined) return []
    const certificate = known.get(read.sha256) ?? read
    known.set(certificate.sha256, certificate)
    return [certificate]
  })
}

function pathOf(
  chain: readonly [Certificate, ...Certificate[]],
  others: readonly Certificate[],
  stores: readonly RootStore[],
  openSystem: () => RootStore | undefined,
): Omit<Presented, 'handshake' | 'chain'> {
  const { path, completedBy, anchors, namesakes, sameOrganisation, storesAsked } = findAnchors(chain, others, stores, openSystem)
  return {
    path: digests(path),
    endsSelfIssued: path.at(-1)?.selfIssued ?? false,
    completedBy: digests(completedBy),
    anchors: [...anchors],
    namesakes: [...namesakes],
    sameOrganisation: [...sameOrganisation],
    storesAsked: [...storesAsked],
  }
}

function digests(certificates: readonly Certificate[]): string[] {
  return certificates.map(({ sha256 }) => sha256)
}

function certificateEvidence(certificate: Certificate): CertificateEvidence {
  return { sha256: certificate.sha256, spkiSha256: spkiSha256(certificate), pem: certificate.x509.toString() }
}
