/** Bundles to send, and how the tests send them. */

import { createCipheriv, createHash } from 'node:crypto'
import type { Destination } from '../../agent/upload/destination.ts'
import type { SendLimits } from '../../agent/upload/limits.ts'
import type { Content } from '../../agent/upload/put.ts'
import type { BundleFacts } from '../../agent/upload/request.ts'
import { type SendDoors, type SendFacts, send } from '../../agent/upload/send.ts'
import { realIo } from '../../checks/io/real.ts'

export interface TestBundle extends BundleFacts {
  readonly bytes: Buffer
  readonly content: Content
}

/** The same number, the same bytes. */
export function bundleOf(number: number, size: number): TestBundle {
  const key = createHash('sha256').update(String(number)).digest().subarray(0, 16)
  const bytes = createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    bytes,
    sha256,
    size,
    mediaType: 'application/vnd.terminal-preflight.bundle+zip',
    name: `${number}.preflight.zip`,
    content: pieces(bytes),
  }
}

export function pieces(bytes: Uint8Array): Content {
  return async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  }
}

export const TOKEN = 'tok-3f9a1c77e2'

export function collectorAt(url: string, ca: readonly string[] = []): Destination {
  return { kind: 'collector', url, token: TOKEN, ca }
}

/** Short, since the tests wait for them; the proportions of the real ones. */
export const shortLimits: SendLimits = { idleMs: 1000, answerMs: 1500, wholeMs: 8000, bytesPerSecond: 1_000_000, refusalMs: 500 }

const io = realIo()

export function testDoors(doors: Partial<SendDoors> = {}): SendDoors {
  return { io, proxy: { kind: 'direct' }, signal: new AbortController().signal, nowMs: Date.now, limits: shortLimits, ...doors }
}

export function sendBundle(bundle: TestBundle, destination: Destination, doors: Partial<SendDoors> = {}, facts: Partial<SendFacts> = {}) {
  return send(bundle.content, destination, { ...bundle, ...facts }, testDoors(doors))
}

/** Of one piece, of some, and now and then so large that the pause for a refusal is in it. */
export function sizeOf(number: number): number {
  return number % 7 === 0 ? 4_500_000 : number % 3 === 0 ? 400_000 : 20_000
}
