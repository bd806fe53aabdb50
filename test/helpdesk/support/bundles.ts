/** Bundles that answer a request, as an agent makes them, and the upload of one. */

import { createHash, X509Certificate } from 'node:crypto'
import { mediaTypes } from '../../../agent/bundle/format.ts'
import type { SealRequest } from '../../../agent/bundle/seal.ts'
import { envelope } from '../../../agent/cms/encrypt.ts'
import type { Signer } from '../../../agent/cms/signer.ts'
import { type ReadRequest, readRequest } from '../../../agent/request/read.ts'
import { type NewRequest, newRequest, type RequestWish } from '../../../helpdesk/requests/new-request.ts'
import { bytesOf, deviceSigner, sealed } from '../../bundle/sealing.ts'
import type { RunningDesk } from './desk.ts'

export interface Upload {
  readonly bytes: Buffer
  readonly sha256: string
  readonly mediaType: string
  /** Null: none goes along. */
  readonly token: string | null
}

const HOUR_MS = 3_600_000

export function askFor({ desk }: Pick<RunningDesk, 'desk'>, wish: Partial<RequestWish> = {}): Promise<NewRequest> {
  return newRequest(
    {
      case: 'INC123',
      profiles: ['ccms'],
      expiresMs: desk.clock.wallMs() + HOUR_MS,
      redaction: 'standard',
      message: null,
      encrypt: false,
      madeBy: 'test',
      ...wish,
    },
    desk,
  )
}

export async function readAsked(file: Buffer): Promise<ReadRequest> {
  const read = await readRequest(file, { nowMs: Date.now(), trusted: { certificates: [], fingerprints: [] } })
  if ('problem' in read) throw new Error(read.problem.code)
  return read
}

export interface AnswerWish {
  readonly scenario?: string
  readonly signer?: Signer
  readonly changes?: Partial<SealRequest>
}

/** What a terminal would send for a request, plain or encrypted as it asks. */
export async function answerTo(file: Buffer, { scenario = 'healthy', signer, changes = {} }: AnswerWish = {}): Promise<Upload> {
  const { request, signer: by, sha256 } = await readAsked(file)
  const plain = await sealed(scenario, signer ?? (await deviceSigner()), {
    policy: request.redaction,
    request: { id: request.id, case: request.case, signer: by.name, signerSpkiSha256: by.fingerprint, sha256 },
    ...changes,
  })
  if (request.encryptTo === null) return uploadOf(plain, request.token)
  const pieces = (async function* () {
    yield plain
  })()
  return uploadOf(await bytesOf(envelope([new X509Certificate(request.encryptTo)], pieces)), request.token, mediaTypes.encrypted)
}

export function uploadOf(bytes: Buffer, token: string | null, mediaType: string = mediaTypes.plain): Upload {
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, token }
}

/** PUT, as the agent does it. */
export async function put(url: string, { bytes, sha256, mediaType, token }: Upload, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/bundles/${sha256}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': mediaType, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> }
}
