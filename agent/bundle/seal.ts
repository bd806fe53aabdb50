/**
 * From a run to a sealed bundle: redacted first, then judged again from what is left, so that the report in the bundle is the one that
 * its evidence leads to; then listed, and the list signed.
 */

import { createHash } from 'node:crypto'
import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { type Content, type Measured, measure } from '../archive/measure.ts'
import { archive, archiveSize } from '../archive/write.ts'
import { signDetached } from '../cms/sign.ts'
import type { Signer } from '../cms/signer.ts'
import { jsonText } from '../output/write.ts'
import { policyFile, type RedactionPolicy, redact } from '../redaction/redact.ts'
import { rules, version } from '../version.ts'
import type { Presentation, RunFiles } from './contents.ts'
import { derivedTexts } from './derived.ts'
import { fileEndings, MANIFEST, mediaTypeOf, SIGNATURE } from './format.ts'
import { makeReport } from './make-report.ts'
import { type Manifest, manifestText, type RequestRecord, withId } from './manifest.ts'

export interface SealRequest {
  readonly files: RunFiles
  readonly presentation: Presentation
  /** Pictures, by name. They go along under `standard` alone. */
  readonly attachments: ReadonlyMap<string, Content>
  readonly policy: RedactionPolicy
  readonly signer: Signer
  readonly request: RequestRecord | null
  /** By the PC's clock. */
  readonly createdMs: number
}

export interface Sealed {
  readonly manifest: Manifest
  /** Without an ending: it sorts by time, and names neither PC nor user. */
  readonly name: string
  /** Bytes of the archive. */
  readonly size: number
  /** The archive, from its beginning each time. */
  readonly chunks: () => AsyncGenerator<Uint8Array>
}

/** Throws where the signer's key fails, or a file of the attachments can't be read. */
export async function seal(request: SealRequest): Promise<Sealed> {
  const { policy, signer, createdMs } = request
  const contents = await measureAll(contentsOf(request))
  const manifest = withId({
    created: new Date(createdMs).toISOString(),
    agent: { version },
    rules: { ...rules },
    profiles: request.files.settings.profiles.map(({ id }) => id),
    request: request.request,
    redaction: { policy, sha256: policyFile(policy).sha256 },
    files: contents.map(({ name, size, sha256 }) => ({ path: name, size, sha256, mediaType: mediaTypeOf(name) ?? '' })),
  })
  const text = Buffer.from(manifestText(manifest))
  const signature = await signDetached(text, signer, createdMs)
  const entries = [await measure(MANIFEST, { bytes: text }), await measure(SIGNATURE, { bytes: signature }), ...contents]
  const time = hongKongTime(createdMs).replace(/[-:]/g, '').replace(' ', '-')
  return { manifest, name: `${time}-${manifest.id.slice(0, 8)}`, size: archiveSize(entries), chunks: () => archive(entries) }
}

/** Every file of the bundle but manifest and signature. */
export function contentsOf({ files: raw, presentation, attachments, policy, signer }: SealRequest): Map<string, Content> {
  const files = redact(raw, policy, redactionKey(signer))
  const shown = policy === 'strict' ? withoutContacts(presentation) : presentation
  const texts: Readonly<Record<string, string>> = {
    'evidence.json': jsonText(files.evidence),
    'presentation.json': jsonText(shown),
    'run.json': jsonText(files.run),
    'settings.json': jsonText(files.settings),
    ...derivedTexts(files, shown, policy, makeReport(files)),
  }
  const pictures = policy === 'strict' ? [] : [...attachments].filter(([name]) => mediaTypeOf(name) !== null)
  return new Map([...Object.entries(texts).map(([name, text]): [string, Content] => [name, { bytes: Buffer.from(text) }]), ...pictures])
}

/** One after the other: each may be as large as a file on the disk. In the order of their names. */
async function measureAll(contents: ReadonlyMap<string, Content>): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [name, content] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1))) measured.push(await measure(name, content))
  return measured
}

/**
 * What the addresses are mapped by: the same in every bundle of one install, so that two of them can be compared, and known to nobody
 * who has only the bundle.
 */
function redactionKey({ key }: Signer): Uint8Array {
  const secret = key.export({ type: 'pkcs8', format: 'der' })
  return createHash('sha256').update('terminal-preflight redaction 1\0').update(secret).digest()
}

function withoutContacts(presentation: Presentation): Presentation {
  return { ...presentation, contacts: { 'site-it': null, 'site-network': null, 'line-vendor': null } }
}

export function bundleName(name: string, encrypted: boolean): string {
  return `${name}${encrypted ? fileEndings.encrypted : fileEndings.plain}`
}
