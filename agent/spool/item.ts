/** One bundle in the spool: a folder with the bytes and delivery.json. */

import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { realFiles } from '../../checks/io/files.ts'
import { pieces } from '../archive/pieces.ts'
import type { Protection } from '../identity/protection.ts'
import type { Destination } from '../upload/destination.ts'
import type { BundleFacts } from '../upload/request.ts'
import { type Delivery, deliverySchema, type LastAnswer, openDestination } from './delivery.ts'
import { MAX_DELIVERY_BYTES } from './limits.ts'

export const BUNDLE_FILE = 'bundle'
export const DELIVERY_FILE = 'delivery.json'

export interface Item {
  /** Its folder. */
  readonly path: string
  readonly bundle: BundleFacts
  readonly destination: Destination
  readonly createdMs: number
  readonly attempts: number
  /** A try may have got through without our hearing of it. */
  readonly mayBeThere: boolean
  readonly lastAnswer: LastAnswer | null
}

/**
 * delivery: delivery.json is missing, unreadable or not what we write · secret: what the system protects can't be had back (another
 * user, another PC) · bundle: missing or of another size · digest: other bytes than were put in
 */
export const damageKinds = ['delivery', 'secret', 'bundle', 'digest'] as const
export interface Damaged {
  readonly path: string
  readonly damage: (typeof damageKinds)[number]
}

/** The same bundle may go to two places. What stands in the query is a permission and changes; the place is the same. */
export function itemName(sha256: string, { kind, url }: Pick<Destination, 'kind' | 'url'>): string {
  const parsed = URL.parse(url)
  const place = parsed === null ? url : parsed.origin + parsed.pathname
  return `${sha256}-${createHash('sha256').update(`${kind} ${place}`).digest('hex').slice(0, 16)}`
}

export function isItemName(name: string): boolean {
  return /^[0-9a-f]{64}-[0-9a-f]{16}$/.test(name)
}

/** @returns undefined where it went meanwhile: another process has sent it */
export async function readItem(path: string, protection: Protection): Promise<Item | Damaged | undefined> {
  const delivery = await readDelivery(path)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return undefined
  if (delivery === undefined) return { path, damage: 'delivery' }
  const bytes = await stat(join(path, BUNDLE_FILE)).catch(() => undefined)
  if (bytes?.size !== delivery.bundle.size) return { path, damage: 'bundle' }
  const opened = await openDestination(delivery.destination, protection)
  if ('failure' in opened) return { path, damage: 'secret' }
  const { bundle, attempts, mayBeThere, lastAnswer } = delivery
  return { path, bundle, destination: opened.destination, createdMs: Date.parse(delivery.created), attempts, mayBeThere, lastAnswer }
}

export async function readDelivery(path: string): Promise<Delivery | undefined> {
  const read = await realFiles().read(join(path, DELIVERY_FILE), MAX_DELIVERY_BYTES)
  if ('failure' in read) return undefined
  try {
    return deliverySchema.parse(JSON.parse(read.content.toString('utf8')))
  } catch {
    return undefined
  }
}

export function writeDelivery(path: string, delivery: Delivery) {
  return realFiles().write(join(path, DELIVERY_FILE), `${JSON.stringify(delivery, null, 2)}\n`)
}

/** The bundle's bytes, a piece at a time. */
export function contentOf({ path }: Pick<Item, 'path'>): AsyncIterable<Uint8Array> {
  return pieces({ file: join(path, BUNDLE_FILE) })
}

/** Whether the bytes are still those that were put in. */
export async function hasItsDigest(item: Item, signal: AbortSignal): Promise<boolean | 'cancelled'> {
  const hash = createHash('sha256')
  try {
    for await (const piece of contentOf(item)) {
      if (signal.aborted) return 'cancelled'
      hash.update(piece)
    }
  } catch {
    // A disk that fails: the bytes can't be had.
    return false
  }
  return hash.digest('hex') === item.bundle.sha256
}
