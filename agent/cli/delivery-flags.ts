/** The flags that say what becomes of the bundle: to whom, how sealed, what is left out. */

import { valueWords } from '../profile/mistake-words.ts'
import { type Read, readUploadUrl } from '../profile/readers.ts'
import { type Upload, uploadKinds } from '../profile/types.ts'
import type { Assigned } from './assign.ts'
import { maybe, oneOf } from './choices.ts'
import { ofFlag, mistakeWords as words } from './mistake-words.ts'
import { tell } from './told.ts'

export interface DeliveryOptions {
  readonly request: { readonly file: string; readonly origin: 'flag' | 'dropped' } | null
  readonly upload: string | null
  readonly uploadKind: Upload['kind'] | null
  /** Names of files, as are the next ones. */
  readonly uploadCa: string | null
  readonly uploadTokenFile: string | null
  readonly noUpload: boolean
  readonly requireUpload: boolean
  readonly redaction: 'standard' | 'strict' | null
  readonly encryptTo: readonly string[]
  readonly signingKey: string | null
  readonly signingKeyPasswordFile: string | null
}

/** Without any of the flags. */
export const noDelivery: DeliveryOptions = {
  request: null,
  upload: null,
  uploadKind: null,
  uploadCa: null,
  uploadTokenFile: null,
  noUpload: false,
  requireUpload: false,
  redaction: null,
  encryptTo: [],
  signingKey: null,
  signingKeyPasswordFile: null,
}

/** @param dropped a request file that was dropped onto the program */
export function readDeliveryOptions(flags: Assigned['flags'], dropped: string | null): Read<DeliveryOptions> {
  const first = (name: string): string | null => flags[name]?.[0] ?? null
  const isOn = (name: string) => first(name) === 'true'
  const upload = maybe(first('upload'), readUploadUrl)
  const uploadKind = maybe(first('upload-kind'), oneOf(uploadKinds, 'kind of upload'))
  const redaction = maybe(first('redaction'), oneOf(['standard', 'strict'], 'redaction policy'))
  if ('problem' in upload) return { problem: tell(valueWords.named, { text: '--upload', problem: upload.problem }) }
  if ('problem' in uploadKind) return { problem: ofFlag('--upload-kind', uploadKind.problem) }
  if ('problem' in redaction) return { problem: ofFlag('--redaction', redaction.problem) }
  const request = first('request')
  const contradiction = contradictionOf({ upload: upload.value, uploadKind: uploadKind.value, request, dropped, first, isOn })
  if (contradiction !== undefined) return { problem: contradiction }
  return {
    value: {
      request: request !== null ? { file: request, origin: 'flag' } : dropped !== null ? { file: dropped, origin: 'dropped' } : null,
      upload: upload.value,
      uploadKind: uploadKind.value,
      uploadCa: first('upload-ca'),
      uploadTokenFile: first('upload-token-file'),
      noUpload: isOn('no-upload'),
      requireUpload: isOn('require-upload'),
      redaction: redaction.value,
      encryptTo: flags['encrypt-to'] ?? [],
      signingKey: first('signing-key'),
      signingKeyPasswordFile: first('signing-key-password-file'),
    },
  }
}

interface Together {
  readonly upload: string | null
  readonly uploadKind: Upload['kind'] | null
  readonly request: string | null
  readonly dropped: string | null
  readonly first: (name: string) => string | null
  readonly isOn: (name: string) => boolean
}

/** Flags that can't both be meant. */
function contradictionOf({ upload, uploadKind, request, dropped, first, isOn }: Together): string | undefined {
  if (request !== null && dropped !== null) return tell(words.twoRequests)
  if ((request ?? dropped) !== null && upload !== null) return tell(words.requestAndUpload)
  if (isOn('no-upload') && (upload !== null || isOn('require-upload')))
    return tell(words.exclude, { other: upload !== null ? '--upload' : '--require-upload' })
  if (uploadKind !== null && upload === null) return tell(words.belongsToUpload, { flag: '--upload-kind' })
  if (first('upload-token-file') !== null && upload === null) return tell(words.belongsToUpload, { flag: '--upload-token-file' })
  if (first('upload-token-file') !== null && uploadKind !== null && uploadKind !== 'collector')
    return tell(words.tokenNotNeeded, { kind: uploadKind })
  if (first('signing-key-password-file') !== null && first('signing-key') === null) return tell(words.passwordAlone)
  return undefined
}
