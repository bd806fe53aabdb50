import type { Io } from '../io.ts'
import type { HandshakeRecord } from '../schema.ts'
import type { Settings } from '../settings.ts'
import { type Certificate, readCertificate, spkiSha256 } from './certificate.ts'
import { type Found, findAnchors } from './chain.ts'
import type { CertificateEvidence, Presented } from './evidence.ts'
import { openStores, openSystemStore, type RootStore } from './stores.ts'

export interface Description {
  readonly certificates: CertificateEvidence[]
  readonly presented: Presented[]
}

/** What each server presented, with its path and roots: every certificate once, every chain worked out once. */
export function describeChains(handshakes: readonly HandshakeRecord[], settings: Settings, io: Io, signal: AbortSignal): Description {
  const read = new Map<string, Certificate | undefined>()
  const chains = handshakes.map(({ outcome }) => (outcome.kind === 'done' ? readChain(outcome.chain, read) : []))
  const known = [...read.values()].filter((certificate) => certificate !== undefined)
  const stores = openStores(settings, io)
  let system: RootStore | undefined
  const wallMs = io.clock.wallMs()
  const openSystem = () => (system ??= signal.aborted ? undefined : openSystemStore(io))
  const worked = new Map<string, Omit<Presented, 'handshake' | 'chain'>>()
  const presented = chains.flatMap((chain, handshake): Presented[] => {
    const [leaf, ...rest] = chain
    if (leaf === undefined) return []
    const sha256s = digests(chain)
    const key = sha256s.join(' ')
    const found = worked.get(key) ?? pathOf(findAnchors([leaf, ...rest], known, stores, openSystem, wallMs))
    worked.set(key, found)
    return [{ handshake, chain: sha256s, ...found }]
  })
  return { certificates: known.map(certificateEvidence), presented }
}

/** Most servers show the same certificates over each of their connections: they are read once. */
function readChain(chain: readonly string[], read: Map<string, Certificate | undefined>): Certificate[] {
  return chain.flatMap((base64) => {
    if (!read.has(base64)) read.set(base64, readCertificate(Buffer.from(base64, 'base64')))
    return read.get(base64) ?? []
  })
}

function pathOf({ path, completedBy, anchors, namesakes, sameOrganisation, storesAsked }: Found): Omit<Presented, 'handshake' | 'chain'> {
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
