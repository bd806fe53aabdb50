/** What somebody might do to a bundle: archives written anew, so that no checksum of the ZIP gives it away. */

import { createHash } from 'node:crypto'
import { measure } from '../../agent/archive/measure.ts'
import { readArchive } from '../../agent/archive/read.ts'
import { archive } from '../../agent/archive/write.ts'
import { MANIFEST, SIGNATURE } from '../../agent/bundle/format.ts'
import { type Manifest, manifestText, withId } from '../../agent/bundle/manifest.ts'
import { signDetached } from '../../agent/cms/sign.ts'
import type { Signer } from '../../agent/cms/signer.ts'
import { bytesOf } from './sealing.ts'

export type Files = Map<string, Uint8Array>

export function filesOf(bundle: Uint8Array): Files {
  const read = readArchive(bundle)
  if ('problem' in read) throw new Error(read.problem.code)
  return new Map(read.files)
}

export async function rewritten(files: Files): Promise<Buffer> {
  const entries = await Promise.all([...files].map(([name, bytes]) => measure(name, { bytes })))
  return bytesOf(archive(entries))
}

export function jsonOf<T>(files: Files, name: string): T {
  return JSON.parse(Buffer.from(files.get(name) ?? []).toString()) as T
}

export function withJson(files: Files, name: string, value: unknown): Files {
  return new Map([...files, [name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`)]])
}

/** Sizes and digests mended, and signed by whoever wants to have said it. */
export async function resealed(files: Files, signer: Signer, change: (manifest: Manifest) => Manifest = (each) => each): Promise<Buffer> {
  const old = jsonOf<Manifest>(files, MANIFEST)
  const {
    format: _format,
    id: _id,
    ...content
  } = change({
    ...old,
    files: old.files.map((entry) => {
      const bytes = files.get(entry.path) ?? new Uint8Array()
      return { ...entry, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    }),
  })
  const text = Buffer.from(manifestText(withId(content)))
  const signature = await signDetached(text, signer, Date.parse(old.created))
  return rewritten(new Map([...files, [MANIFEST, text], [SIGNATURE, signature]]))
}
