import { X509Certificate } from 'node:crypto'
import type { Io } from '../io.ts'
import type { Anchor, Presented } from './evidence.ts'

/**
 * Where Windows keeps the third-party roots of Microsoft's root program, a key for each by its SHA-1 (Microsoft, "System
 * Store Locations", AuthRoot). A root that somebody installed lies elsewhere; both come mixed from the system's store.
 */
const AUTHROOT = 'HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates'

/**
 * Notes, of roots that only the PC's own store knows, whether Microsoft distributes them: its list holds public
 * authorities that Mozilla's does not, and such a one must not be taken for an inspection box's.
 */
export async function markDistributed(presented: readonly Presented[], io: Io, signal: AbortSignal): Promise<void> {
  if (io.platform !== 'win32') return
  const anchors = presented.flatMap((each) => each.anchors).filter(({ store }) => store === 'system')
  const bySha256 = Map.groupBy(anchors, ({ sha256 }) => sha256)
  await Promise.all([...bySha256.values()].map((same) => mark(same, io, signal)))
}

async function mark(same: readonly Anchor[], io: Io, signal: AbortSignal): Promise<void> {
  const [first] = same
  if (first === undefined) return
  const sha1 = new X509Certificate(first.pem).fingerprint.replaceAll(':', '')
  const answer = await io.registry.read(`${AUTHROOT}\\${sha1}`, signal)
  const distributed = 'key' in answer ? true : answer.failure.word === 'file-missing' ? false : null
  for (const anchor of same) anchor.distributedByMicrosoft = distributed
}
