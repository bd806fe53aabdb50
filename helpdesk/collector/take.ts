/** One upload from its head to what became of it. */

import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { isEnveloped } from '../../agent/cms/decrypt.ts'
import { dataFolderAt } from '../data/folder.ts'
import type { Desk } from '../desk.ts'
import type { BundleRow } from '../index/rows.ts'
import { OpenerBusy } from '../verification/gate.ts'
import { accept } from './accept.ts'
import { admission, type Kind } from './admission.ts'
import { readBearer } from './bearer.ts'
import { type Received, receive } from './receive.ts'
import type { Refusal } from './refusal.ts'
import { hasRoomLeft } from './room-left.ts'

export interface Upload {
  readonly request: FastifyRequest
  /** As the address ends; anything. */
  readonly sha256: string
}

export type Outcome =
  | { readonly row: BundleRow }
  /** It was here before. */
  | { readonly repeat: true }
  | { readonly refusal: Refusal; readonly requestId?: string | undefined }
  /** The sender hung up. */
  | { readonly gone: true }

export async function take({ request, sha256 }: Upload, desk: Desk): Promise<Outcome> {
  const { options, index, clock } = desk
  const { openDoor, limits, dataFolder } = options
  const { has: hasToken, digest } = readBearer(request.headers.authorization)
  const asked = digest === null ? null : await index.requestByToken(digest)
  const head = { sha256, mediaType: request.headers['content-type'] ?? '', bytes: lengthOf(request), hasToken, request: asked }
  const admitted = admission(head, { openDoor, mostBytes: limits.mostBytes, nowMs: clock.wallMs() })
  if ('refusal' in admitted) return { ...admitted, requestId: asked?.id }
  if (!(await hasRoomLeft(dataFolder, limits.leastFreeBytes))) return { refusal: 'no-room', requestId: asked?.id }
  try {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    const received = await receive(body, dataFolderAt(dataFolder).incoming, limits)
    if ('gone' in received) return received
    if ('refusal' in received) return { ...received, requestId: asked?.id }
    const unlike = unlikeAnnounced(received, sha256, admitted.kind)
    if (unlike !== undefined) {
      await received.synced.catch(() => {})
      await rm(received.path, { force: true })
      return { refusal: unlike, requestId: asked?.id }
    }
    const outcome = await accept({ received, kind: admitted.kind, request: asked }, desk)
    return 'refusal' in outcome ? { ...outcome, requestId: asked?.id } : outcome
  } catch (error) {
    if (error instanceof OpenerBusy) return { refusal: 'busy', requestId: asked?.id }
    if (!isFull(error)) throw error
    desk.log.error('no room for a bundle', { code: error.code })
    return { refusal: 'no-room', requestId: asked?.id }
  }
}

function unlikeAnnounced(received: Received, sha256: string, kind: Kind): Refusal | undefined {
  if (received.sha256 !== sha256) return 'digest-mismatch'
  return isEnveloped(received.beginning) === (kind === 'encrypted') ? undefined : 'media-type'
}

function lengthOf({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return Number.isSafeInteger(length) ? length : null
}

const full: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE'])

function isFull(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && full.has(String(error.code))
}
