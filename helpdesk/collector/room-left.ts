/** Whether the disk has room for a bundle and for what isn't one: without the audit log and the accounts nobody could log on to delete anything. */

import { statfs } from 'node:fs/promises'

/** So long a look counts: uploads come by the hundred, and a disk takes longer to fill. */
const LOOK_STANDS_MS = 1000

let last: { readonly folder: string; readonly freeBytes: Promise<number>; readonly atMs: number } | undefined

/** True where the disk can't be asked: writing to it will tell. @param leastBytes that stay free */
export async function hasRoomLeft(folder: string, leastBytes: number): Promise<boolean> {
  const nowMs = performance.now()
  if (last === undefined || last.folder !== folder || nowMs - last.atMs > LOOK_STANDS_MS)
    last = { folder, freeBytes: freeBytesOf(folder), atMs: nowMs }
  return (await last.freeBytes) >= leastBytes
}

/** Free for whoever is not root (statvfs(3), f_bavail). */
function freeBytesOf(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  )
}
