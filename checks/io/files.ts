import { open, readdir } from 'node:fs/promises'
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
  }
}

/** EACCES and EPERM on a file are its rights, not a firewall's. */
function fileFailure(error: unknown) {
  const found = failureOf(error)
  return found.word === 'prohibited' ? { ...found, word: 'access-denied' as const } : found
}
