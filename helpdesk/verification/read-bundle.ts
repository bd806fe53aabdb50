/** The bytes of a bundle as its terminal sealed it: an encrypted one is opened with the helpdesk's key. */

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { pieces } from '../../agent/archive/pieces.ts'
import { isEnveloped, openEnvelope } from '../../agent/cms/decrypt.ts'
import { MOST_FILE_BYTES } from './limits.ts'
import type { OpenProblem } from './opener.ts'
import type { WorkerData } from './tasks.ts'

export interface BundleBytes {
  readonly kind: 'plain' | 'encrypted'
  readonly bytes: Uint8Array
}

const sealed = { problem: { code: 'sealed' } } as const

/** Throws what the disk says. */
export async function readBundle(path: string, data: WorkerData): Promise<BundleBytes | { readonly problem: OpenProblem }> {
  // By its size alone, before anything is known of it.
  if ((await stat(path)).size > MOST_FILE_BYTES) return { problem: { code: 'archive', archive: { code: 'too-large' } } }
  const bytes = await readFile(path)
  if (!isEnveloped(bytes)) return { kind: 'plain', bytes }
  const plain: Uint8Array[] = []
  const opened = await openEnvelope(pieces({ bytes }), { ...ownKey(data), maxBytes: MOST_FILE_BYTES }, (piece) => void plain.push(piece))
  return 'problem' in opened ? sealed : { kind: 'encrypted', bytes: Buffer.concat(plain) }
}

/**
 * Whatever is wrong with an encrypted bundle, outside or inside, is told in one word: from many answers that tell a damaged padding from a
 * damaged archive its content could be worked out (RFC 3218; agent/cms/decrypt.ts).
 */
export function told(kind: BundleBytes['kind'], problem: OpenProblem): { readonly problem: OpenProblem } {
  return kind === 'encrypted' ? sealed : { problem }
}

let own: { readonly key: KeyObject; readonly certificate: X509Certificate } | undefined

function ownKey({ encryptionKeyPem, certificatePem }: WorkerData) {
  own ??= { key: createPrivateKey(encryptionKeyPem), certificate: new X509Certificate(certificatePem) }
  return own
}
