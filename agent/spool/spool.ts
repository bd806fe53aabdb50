/** Bundles that wait to be sent. Nothing leaves it but what a server has kept. */

import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, failure, failureOf } from '../../checks/failure.ts'
import { makeFolder } from '../../checks/io/make-folder.ts'
import { pieces } from '../archive/pieces.ts'
import type { Protection } from '../identity/protection.ts'
import { type Answer, leavesDoubt } from '../upload/answer.ts'
import type { Destination } from '../upload/destination.ts'
import type { BundleFacts } from '../upload/request.ts'
import { type Delivery, keptDestination, lastAnswerOf, newDelivery } from './delivery.ts'
import { exists, giveName, makePassingFolder, removeItem, sweepSpool, syncFolder, writeSynced } from './disk.ts'
import { BUNDLE_FILE, type Damaged, type Item, isItemName, itemName, readDelivery, readItem, writeDelivery } from './item.ts'
import { type SpoolLimits, spoolLimits } from './limits.ts'
import { type Lock, takeLock } from './lock.ts'

export type NewBundle = BundleFacts & ({ readonly path: string } | { readonly chunks: AsyncIterable<Uint8Array> })

export type Added =
  /** On the disk, whatever happens now. */
  | { readonly kind: 'added'; readonly path: string }
  /** The same bundle for the same place; its permission is now the one that was given. */
  | { readonly kind: 'there'; readonly path: string }
  | { readonly kind: 'full'; readonly items: number; readonly bytes: number }
  /** The bytes are not those that were announced. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Listed {
  /** The oldest first. */
  readonly items: readonly Item[]
  readonly damaged: readonly Damaged[]
  /** The spool can't be looked at; one that is not there is empty. */
  readonly failure: Failure | null
}

export type Done = { readonly done: true } | { readonly failure: Failure }

export interface Spool {
  readonly folder: string
  add(bundle: NewBundle, destination: Destination, createdMs: number): Promise<Added>
  list(): Promise<Listed>
  /** Writes down that a try begins: what is killed in the middle of it may have got through. */
  begin(item: Item): Promise<Done>
  /** Writes down what came of it. @param item as it was before `begin` */
  note(item: Item, answer: Answer, nowMs: number): Promise<Done>
  /** Only for what a server has kept. */
  remove(item: Item): Promise<Done>
  /** Waits for another process up to `waitMs`. */
  holdLock(waitMs: number, signal: AbortSignal): Promise<Lock>
  /** Removes what runs that were killed have left half made. */
  sweep(nowMs: number): Promise<void>
}

export interface SpoolOptions {
  /** `spool` in the data folder. */
  readonly folder: string
  readonly protection: Protection
  readonly limits?: SpoolLimits
}

export function createSpool({ folder, protection, limits = spoolLimits }: SpoolOptions): Spool {
  return {
    folder,
    add: (bundle, destination, createdMs) => orFailed(() => add({ folder, protection, limits }, bundle, destination, createdMs)),
    list: () => list(folder, protection),
    begin: ({ path, attempts }) => change(path, (delivery) => ({ ...delivery, attempts: attempts + 1, mayBeThere: true })),
    note: ({ path, attempts, mayBeThere }, answer, nowMs) =>
      change(path, (delivery) => ({
        ...delivery,
        attempts: attempts + 1,
        mayBeThere: mayBeThere || leavesDoubt(answer),
        lastAnswer: lastAnswerOf(answer, nowMs),
      })),
    remove: async ({ path }) => {
      try {
        await removeItem(folder, path)
        return { done: true }
      } catch (error) {
        return { failure: failureOf(error) }
      }
    },
    async holdLock(waitMs, signal) {
      await makeFolder(folder).catch(() => {})
      return takeLock(folder, waitMs, signal)
    },
    sweep: (nowMs) => sweepSpool(folder, nowMs),
  }
}

async function orFailed(action: () => Promise<Added>): Promise<Added> {
  try {
    return await action()
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) }
  }
}

async function add(
  { folder, protection, limits }: Required<SpoolOptions>,
  bundle: NewBundle,
  destination: Destination,
  createdMs: number,
): Promise<Added> {
  const path = join(folder, itemName(bundle.sha256, destination))
  const there = await renewed(path, destination, protection)
  if (there !== undefined) return there
  await sweepSpool(folder, createdMs)
  const used = await usage(folder)
  if (used.items >= limits.items || used.bytes + bundle.size > limits.bytes) return { kind: 'full', ...used }
  const made = await newDelivery(bundle, destination, createdMs, protection)
  if ('failure' in made) return { kind: 'failed', failure: made.failure }
  const passing = await makePassingFolder(folder)
  try {
    const chunks = 'path' in bundle ? pieces({ file: bundle.path }) : bundle.chunks
    const { sha256, size } = await writeSynced(join(passing, BUNDLE_FILE), chunks)
    if (sha256 !== bundle.sha256 || size !== bundle.size) return { kind: 'differs' }
    const written = await writeDelivery(passing, made.delivery)
    if ('failure' in written) return { kind: 'failed', failure: written.failure }
    await syncFolder(passing)
    // Another process may have taken it for a leftover, where the clock jumped.
    if (!(await exists(join(passing, BUNDLE_FILE)))) return { kind: 'failed', failure: failure('file-missing') }
    while (!(await giveName(passing, path))) {
      const first = await renewed(path, destination, protection)
      if (first !== undefined) return first
    }
    await syncFolder(folder)
    return { kind: 'added', path }
  } finally {
    await rm(passing, { recursive: true, force: true }).catch(() => {})
  }
}

/** A newer permission for what waits already; `undefined` where nothing does, or it has just been sent. */
async function renewed(path: string, destination: Destination, protection: Protection): Promise<Added | undefined> {
  if (!(await exists(path))) return undefined
  const kept = await keptDestination(destination, protection)
  if ('failure' in kept) return { kind: 'failed', failure: kept.failure }
  const changed = await change(path, (delivery) => ({ ...delivery, destination: kept.destination }))
  if (!('failure' in changed)) return { kind: 'there', path }
  return (await exists(path)) ? { kind: 'failed', failure: changed.failure } : undefined
}

/** Damaged items count too: they take up the place. */
async function usage(folder: string): Promise<{ items: number; bytes: number }> {
  const names = (await readdir(folder).catch(() => [])).filter(isItemName)
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name, BUNDLE_FILE)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return { items: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

async function list(folder: string, protection: Protection): Promise<Listed> {
  try {
    const names = (await readdir(folder)).filter(isItemName)
    const read = (await Promise.all(names.map((name) => readItem(join(folder, name), protection)))).filter((each) => each !== undefined)
    const items = read.filter((each) => 'bundle' in each).sort((a, b) => a.createdMs - b.createdMs)
    return { items, damaged: read.filter((each) => 'damage' in each), failure: null }
  } catch (error) {
    const found = failureOf(error)
    return { items: [], damaged: [], failure: found.code === 'ENOENT' ? null : found }
  }
}

/** Read anew first: another process may have given it a newer permission. */
async function change(path: string, by: (delivery: Delivery) => Delivery): Promise<Done> {
  const delivery = await readDelivery(path)
  if (delivery === undefined) return { failure: { word: 'file-missing', code: 'delivery' } }
  const written = await writeDelivery(path, by(delivery))
  return 'failure' in written ? written : { done: true }
}
