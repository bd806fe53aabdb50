import { randomBytes } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { failure, failureOf } from '../failure.ts'
import type { Files } from '../io.ts'
import { makeFolder } from './make-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const PIECE_BYTES = 65_536

export function realFiles(): Files {
  return {
    async read(path, maxBytes) {
      try {
        await using file = await open(path, 'r')
        const pieces: Buffer[] = []
        for (let length = 0; ; ) {
          // Small pieces: most files are, and a buffer for the largest that is allowed would cost more than the file.
          const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, maxBytes + 1 - length))
          const { bytesRead } = await file.read(piece, 0, piece.length, null)
          length += bytesRead
          if (length > maxBytes) return { failure: failure('too-large') }
          if (bytesRead === 0) return { content: Buffer.concat(pieces) }
          pieces.push(piece.subarray(0, bytesRead))
        }
      } catch (error) {
        return { failure: fileFailure(error) }
      }
    },
    async list(folder) {
      try {
        return { names: await readdir(folder) }
      } catch (error) {
        return { failure: fileFailure(error) }
      }
    },
    temporaryFolder,
    async write(path, content) {
      // A name that nobody could put a link at, where others may write to that folder too.
      const half = `${path}.${randomBytes(6).toString('hex')}.part`
      try {
        await makeFolder(dirname(path))
        await writeAndSync(half, content)
        await patiently(() => rename(half, path))
        return { written: true }
      } catch (error) {
        await rm(half, { force: true }).catch(() => {})
        return { failure: fileFailure(error) }
      }
    },
  }
}

/** On the disk before it gets its name: a PC that loses power keeps the old file or the new one, not an empty one. */
async function writeAndSync(path: string, content: string | Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(content)
  await file.sync()
}

/** Windows lets nobody rename a file that a virus scanner has just opened, and says so by these; it is over in some milliseconds. */
const passing: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EPERM'])
const TRIES = 5
const BETWEEN_TRIES_MS = 60

/** Does it again where what is in the way may go away by itself. Throws the last error. */
export async function patiently<T>(action: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await action()
    } catch (error) {
      if (left === 0 || !passing.has(failureOf(error).code)) throw error
    }
    await wait(BETWEEN_TRIES_MS)
  }
}

/** EACCES and EPERM on a file are its rights, not a firewall's. */
function fileFailure(error: unknown) {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' as const } : found
}
