/** A sealed bundle on its way to a file: encrypted while it is written, so that nothing readable is ever on the disk where it should not be. */

import { randomBytes, type X509Certificate } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Failure, failureOf } from '../../checks/failure.ts'
import { patiently } from '../../checks/io/files.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'
import { mediaTypes } from '../bundle/format.ts'
import { bundleName, type Sealed } from '../bundle/seal.ts'
import { writeSynced } from '../spool/disk.ts'
import type { BundleFacts } from '../upload/request.ts'

/** A bundle as it is sent: its bytes from the beginning each time that they are asked for. */
export interface Parcel {
  readonly name: string
  readonly mediaType: string
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/** Encrypted to `recipients` where there are any. Each reading of an encrypted one has a key and so a digest of its own. */
export function parcelOf(sealed: Sealed, recipients: readonly X509Certificate[]): Parcel {
  const encrypted = recipients.length > 0
  return {
    name: bundleName(sealed.name, encrypted),
    mediaType: encrypted ? mediaTypes.encrypted : mediaTypes.plain,
    chunks: encrypted ? () => encryptedChunks(sealed, recipients) : sealed.chunks,
  }
}

async function* encryptedChunks(sealed: Sealed, recipients: readonly X509Certificate[]): AsyncGenerator<Uint8Array> {
  const { envelope } = await import('../cms/encrypt.ts')
  yield* envelope(recipients, sealed.chunks())
}

/** Writes it whole or not at all, for the user's eyes alone, and tells the digest of what lies there. */
export async function saveParcel(
  { name, mediaType, chunks }: Parcel,
  path: string,
): Promise<(BundleFacts & { readonly path: string }) | { readonly failure: Failure }> {
  const half = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await makeFolder(dirname(path))
    const facts = await writeSynced(half, chunks())
    await patiently(() => rename(half, path))
    return { name, mediaType, path, ...facts }
  } catch (error) {
    await rm(half, { force: true }).catch(() => {})
    return { failure: failureOf(error) }
  }
}
