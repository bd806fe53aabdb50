/** The end of an archive, which tells where its directory lies (PKWARE APPNOTE section 4.3.16). */

import { END_BYTES, type End, endOfDirectory, signatures, takeEnd } from './layout.ts'
import type { ArchiveProblem } from './problem.ts'

/** Of a comment: its length has two bytes. */
const MOST_COMMENT_BYTES = 0xffff
/** Numbers that say "see ZIP64" (section 4.4.1.4). */
const SATURATED_2 = 0xffff
const SATURATED_4 = 0xffffffff
/** Section 4.3.15 */
const ZIP64_LOCATOR_BYTES = 20

export function findEnd(bytes: Uint8Array): End | { readonly problem: ArchiveProblem } {
  const at = bytes.length - END_BYTES
  if (!hasSignature(bytes, at, signatures.end)) return { problem: { code: withoutEnd(bytes) } }
  const { count, directorySize, directoryOffset } = takeEnd(bytes, at)
  const end: End = { count, directorySize, directoryOffset }
  const saturated = count === SATURATED_2 || directorySize === SATURATED_4 || directoryOffset === SATURATED_4
  if (saturated && hasSignature(bytes, at - ZIP64_LOCATOR_BYTES, signatures.zip64Locator)) return { problem: { code: 'not-ours' } }
  if (Buffer.compare(bytes.subarray(at), endOfDirectory(end)) !== 0) return { problem: { code: 'not-ours' } }
  return directoryOffset + directorySize === at ? end : { problem: { code: 'damaged' } }
}

/** What it is that doesn't end as an archive of ours. */
function withoutEnd(bytes: Uint8Array): ArchiveProblem['code'] {
  const least = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT_BYTES)
  for (let at = bytes.length - END_BYTES - 1; at >= least; at -= 1) {
    const hasComment = hasSignature(bytes, at, signatures.end) && takeEnd(bytes, at).commentLength === bytes.length - END_BYTES - at
    if (hasComment) return 'not-ours'
  }
  // Cut, or something was put behind it.
  return hasSignature(bytes, 0, signatures.local) ? 'damaged' : 'not-an-archive'
}

function hasSignature(bytes: Uint8Array, at: number, signature: number): boolean {
  if (at < 0 || at + 4 > bytes.length) return false
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true) === signature
}
