/** Bundles as files, named by their digest, each with its receipt beside it: objects/ab/abcd….preflight.zip, objects/ab/abcd….receipt.json. */

import { createReadStream } from 'node:fs'
import { access, opendir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileEndings } from '../../agent/bundle/format.ts'
import { jsonText } from '../../agent/output/write.ts'
import { makeFolder, syncFolder, writeDurably, writeHalf } from '../data/durable.ts'
import type { Objects } from './objects.ts'
import { type Receipt, receiptSchema } from './receipt.ts'

const RECEIPT = '.receipt.json'
const endings = Object.values(fileEndings)
const bundleName = new RegExp(`^([0-9a-f]{64})(?:${endings.map((each) => each.replaceAll('.', '\\.')).join('|')})$`)

/** @param root its folder; made where it isn't there */
export async function objectsOnDisk(root: string): Promise<Objects> {
  await makeFolder(root)
  const made = new Set<string>()
  const folderOf = (sha256: string) => join(root, sha256.slice(0, 2))
  const receiptPath = (sha256: string) => join(folderOf(sha256), `${sha256}${RECEIPT}`)

  async function receipt(sha256: string): Promise<Receipt | null> {
    const text = await readIfThere(receiptPath(sha256))
    return text === null ? null : receiptSchema.parse(JSON.parse(text))
  }

  async function path(sha256: string): Promise<string | null> {
    for (const ending of endings) {
      const file = join(folderOf(sha256), sha256 + ending)
      if (await isThere(file)) return file
    }
    return null
  }

  return {
    receipt,
    path,
    async keep(staged, given) {
      const folder = folderOf(given.sha256)
      if (!made.has(folder)) {
        await makeFolder(folder)
        made.add(folder)
      }
      const half = await writeHalf(receiptPath(given.sha256), jsonText(given))
      // The bundle's name comes last: where it stands, its receipt does.
      await rename(half, receiptPath(given.sha256))
      await rename(staged, join(folder, given.sha256 + fileEndings[given.kind]))
      await syncFolder(folder)
    },
    async stream(sha256) {
      const file = await path(sha256)
      return file === null ? null : createReadStream(file)
    },
    async *digests() {
      for await (const name of namesIn(root)) {
        const [, digest] = bundleName.exec(name) ?? []
        if (digest !== undefined) yield digest
      }
    },
    async *receipts(onDamage) {
      for await (const name of namesIn(root)) {
        if (!name.endsWith(RECEIPT)) continue
        const read = await receipt(name.slice(0, -RECEIPT.length)).catch(() => null)
        if (read === null || `${read.sha256}${RECEIPT}` !== name) onDamage(name)
        else yield read
      }
    },
    async remove(sha256, removedMs) {
      const there = await receipt(sha256)
      if (there === null) return
      // First what it was, then the bundle: a power cut in between leaves a bundle that goes with the next removal.
      await writeDurably(receiptPath(sha256), jsonText({ ...there, removedMs }))
      for (const ending of endings) await rm(join(folderOf(sha256), sha256 + ending), { force: true })
      await syncFolder(folderOf(sha256))
    },
  }
}

async function* namesIn(root: string): AsyncGenerator<string> {
  for await (const folder of await opendir(root)) {
    if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue
    for await (const { name } of await opendir(join(root, folder.name))) yield name
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
