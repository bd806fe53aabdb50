/** Whether an upload may come in, before a byte of it is read. Pure. */

import { mediaTypes } from '../../agent/bundle/format.ts'
import type { RequestRow } from '../index/rows.ts'
import type { Refusal } from './refusal.ts'

export interface Announced {
  readonly sha256: string
  readonly mediaType: string
  /** Null where the sender doesn't say (chunked). */
  readonly bytes: number | null
  readonly hasToken: boolean
  /** Whose token it is; null where it is nobody's. */
  readonly request: RequestRow | null
}

export interface House {
  readonly openDoor: boolean
  readonly mostBytes: number
  readonly nowMs: number
}

export type Kind = 'plain' | 'encrypted'

/** The first thing that speaks against it: who sends comes before what is sent, so that a stranger learns nothing. */
export function admission(announced: Announced, house: House): { readonly kind: Kind } | { readonly refusal: Refusal } {
  const { sha256, mediaType, bytes, hasToken, request } = announced
  if (!/^[0-9a-f]{64}$/.test(sha256)) return { refusal: 'not-a-digest' }
  if (!hasToken && !house.openDoor) return { refusal: 'token-missing' }
  // A token that is nobody's opens no door, not even an open one: whoever sends it means a request.
  if (hasToken && request === null) return { refusal: 'token-unknown' }
  const isRepeat = request?.claimedBy === sha256
  if (request !== null && !isRepeat) {
    if (request.revokedMs !== null) return { refusal: 'request-withdrawn' }
    if (request.claimedBy !== null) return { refusal: 'token-used' }
    if (request.expiresMs <= house.nowMs) return { refusal: 'request-expired' }
  }
  const kind = kindOf(mediaType)
  if (kind === undefined) return { refusal: 'media-type' }
  return bytes !== null && bytes > house.mostBytes ? { refusal: 'too-large' } : { kind }
}

/** RFC 9110 section 8.3.1: names in any capitals, parameters after a semicolon. */
function kindOf(mediaType: string): Kind | undefined {
  const name = mediaType.split(';', 1)[0]?.trim().toLowerCase()
  return name === mediaTypes.plain ? 'plain' : name === mediaTypes.encrypted ? 'encrypted' : undefined
}
