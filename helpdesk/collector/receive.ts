/** An upload's body, on its way to the disk: hashed as it comes, with limits on its size and on how slowly it may come. */

import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { LOOK_BYTES } from '../../agent/cms/decrypt.ts'
import type { CollectorLimits } from './limits.ts'
import type { Refusal } from './refusal.ts'

export interface Received {
  readonly path: string
  readonly size: number
  readonly sha256: string
  /** Its first bytes, as many as tell an encrypted bundle from a plain one. */
  readonly beginning: Buffer
  /** Resolves when the content is on the disk, also after a power cut. Throws what the disk says. */
  readonly synced: Promise<void>
}

/** `gone`: the sender hung up. */
export type NotReceived = { readonly refusal: Extract<Refusal, 'too-large' | 'too-slow'> } | { readonly gone: true }

/** Most bundles are smaller, and are written at once. */
const WRITE_BYTES = 1024 * 1024

/**
 * Throws what the disk says. Whoever gets a file removes it, or gives it a name.
 * @param body of a request; destroyed by nobody here, so that an answer can still be given
 */
export async function receive(body: Readable, folder: string, limits: CollectorLimits): Promise<Received | NotReceived> {
  const path = join(folder, `${randomBytes(16).toString('hex')}.part`)
  const file = await open(path, 'wx', 0o600)
  try {
    const outcome = await copy(body, file, limits)
    if (!('size' in outcome)) {
      await discard(file, path)
      return outcome
    }
    const synced = file.datasync().finally(() => file.close())
    // Told to whoever awaits it; a failure before that is not an unhandled one.
    synced.catch(() => {})
    return { path, ...outcome, synced }
  } catch (error) {
    await discard(file, path)
    throw error
  }
}

async function discard(file: FileHandle, path: string): Promise<void> {
  await file.close().catch(() => {})
  await rm(path, { force: true })
}

type Copied = Pick<Received, 'size' | 'sha256' | 'beginning'> | NotReceived

async function copy(body: Readable, file: FileHandle, limits: CollectorLimits): Promise<Copied> {
  const hash = createHash('sha256')
  let size = 0
  let beginning: Buffer = Buffer.alloc(0)
  let held: Buffer[] = []
  let holds = 0
  const flush = async () => {
    if (holds === 0) return
    const whole = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
    held = []
    holds = 0
    await writeAll(file, whole)
  }
  const pieces = paced(body, limits, () => size)
  for await (const piece of pieces) {
    if (piece === 'gone') return { gone: true }
    if (piece === 'too-slow') return { refusal: piece }
    size += piece.length
    if (size > limits.mostBytes) return { refusal: 'too-large' }
    hash.update(piece)
    if (beginning.length < LOOK_BYTES) beginning = Buffer.concat([beginning, piece.subarray(0, LOOK_BYTES - beginning.length)])
    held.push(piece)
    holds += piece.length
    if (holds >= WRITE_BYTES) await flush()
  }
  await flush()
  return { size, sha256: hash.digest('hex'), beginning }
}

async function writeAll(file: FileHandle, content: Buffer): Promise<void> {
  for (let at = 0; at < content.length; ) at += (await file.write(content, at)).bytesWritten
}

/** Pieces of a body, or why no more come. The body is left as it is where the reader stops. */
async function* paced(body: Readable, limits: CollectorLimits, received: () => number): AsyncGenerator<Buffer | 'too-slow' | 'gone'> {
  const began = performance.now()
  const iterator = body.iterator({ destroyOnReturn: false })
  for (;;) {
    const allowedMs = limits.graceMs + (received() / limits.bytesPerSecond) * 1000 - (performance.now() - began)
    const next = await within(iterator.next(), Math.min(limits.idleMs, allowedMs))
    if (next === 'late') return yield 'too-slow'
    if (next === 'gone') return yield 'gone'
    if (next.done === true) return
    yield next.value as Buffer
  }
}

async function within<T>(wait: Promise<T>, limitMs: number): Promise<T | 'late' | 'gone'> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, Math.max(limitMs, 0), 'late')
  // A sender that hangs up breaks the body off (ECONNRESET).
  const settled = wait.catch(() => 'gone' as const)
  return Promise.race([settled, promise]).finally(() => clearTimeout(timer))
}
