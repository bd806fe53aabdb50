import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failure, failureOf } from '../failure.ts'
import type { Files } from '../io.ts'

export function realFiles(): Files {
  return {
    async read(path, maxBytes) {
      try {
        await using file = await open(path, 'r')
        const buffer = Buffer.alloc(maxBytes + 1)
        let length = 0
        for (;;) {
          const { bytesRead } = await file.read(buffer, length, buffer.length - length, null)
          length += bytesRead
          if (bytesRead === 0) return { content: buffer.subarray(0, length) }
          if (length > maxBytes) return { failure: failure('too-large') }
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
    async write(path, content) {
      const half = `${path}.${process.pid}.part`
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeAndSync(half, content)
        await rename(half, path)
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
  await using file = await open(path, 'w', 0o600)
  await file.writeFile(content)
  await file.sync()
}

/** EACCES and EPERM on a file are its rights, not a firewall's. */
function fileFailure(error: unknown) {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' as const } : found
}
