/** What is looked at when Prometheus asks, and at no other time. */

import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Gauge } from 'prom-client'
import { dataFolderAt } from '../data/folder.ts'
import type { Desk } from '../desk.ts'
import { METRIC } from './metrics.ts'

type Observed = Pick<Desk, 'index' | 'options'> & { readonly metrics: Pick<Desk['metrics'], 'registry'> }

/** Adds them to the desk's registry: once for each desk. What can't be read is left out of that answer, and the rest stands. */
export function observeDesk({ index, options, metrics }: Observed): void {
  const registers = [metrics.registry]
  const folder = dataFolderAt(options.dataFolder)
  new Gauge({
    name: `${METRIC}bundles`,
    help: 'Bundles that are kept, by the verdict of the rules of today',
    labelNames: ['verdict'],
    registers,
    collect() {
      return orNothing(this, async () => {
        for (const [verdict, count] of Object.entries(await index.counts())) this.set({ verdict }, count)
      })
    },
  })
  new Gauge({
    name: `${METRIC}incoming_files`,
    help: 'Bundles that are on their way, or were left by an end without goodbye',
    registers,
    collect() {
      return orNothing(this, async () => this.set((await sizesIn(folder.incoming)).length))
    },
  })
  new Gauge({
    name: `${METRIC}incoming_bytes`,
    help: 'Their size',
    registers,
    collect() {
      return orNothing(this, async () => this.set((await sizesIn(folder.incoming)).reduce((sum, size) => sum + size, 0)))
    },
  })
  new Gauge({
    name: `${METRIC}disk_bytes`,
    help: 'Of the disk that the data lies on',
    labelNames: ['state'],
    registers,
    collect() {
      return orNothing(this, async () => {
        const disk = await diskOf(folder.root)
        this.set({ state: 'free' }, disk.freeBytes)
        this.set({ state: 'size' }, disk.sizeBytes)
      })
    },
  })
}

async function orNothing(gauge: Pick<Gauge, 'reset' | 'remove'>, look: () => Promise<void>): Promise<void> {
  gauge.reset()
  // A gauge without labels shows 0 after a reset, which would be a lie.
  await look().catch(() => gauge.remove())
}

async function sizesIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder)
  // One that is gone by now has its place in the store.
  const sizes = names.map(async (name) =>
    stat(join(folder, name)).then(
      ({ size }) => [size],
      () => [],
    ),
  )
  return (await Promise.all(sizes)).flat()
}

/** Free for whoever is not root (statvfs(3), f_bavail). Throws what the disk says. */
export async function diskOf(folder: string): Promise<{ readonly freeBytes: number; readonly sizeBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize }
}
