/** Records of requests as files: one each, named by its id. */

import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonText } from '../../agent/output/write.ts'
import { makeFolder, writeDurably } from '../data/durable.ts'
import { type RequestRecord, type RequestRecords, requestRecordSchema } from './record.ts'

/** The sealed file has 200,000 characters at most (record.ts), and all else some thousands. */
const MOST_BYTES = 262_144
const SUFFIX = '.json'
/** Nothing else is ever a name of a file here. */
const idForm = /^[A-Za-z0-9_-]{16,64}$/

export async function openRecords(folder: string): Promise<RequestRecords> {
  await makeFolder(folder)
  const read = async (id: string) => (idForm.test(id) ? readRecord(join(folder, `${id}${SUFFIX}`), id) : 'absent')
  return {
    async keep(record) {
      await writeDurably(join(folder, `${record.id}${SUFFIX}`), jsonText(requestRecordSchema.parse(record)))
    },
    // What is damaged is told by `all`: whoever looks for one record can do nothing about it.
    async read(id) {
      const found = await read(id)
      return typeof found === 'string' ? null : found
    },
    async *all(onDamage) {
      for (const name of (await readdir(folder)).toSorted()) {
        // Half a record has a name of its own (data/durable.ts), and never counted.
        if (name.endsWith('.part')) continue
        const found = name.endsWith(SUFFIX) ? await read(name.slice(0, -SUFFIX.length)) : 'absent'
        if (typeof found === 'string') onDamage(name)
        else yield found
      }
    },
  }
}

/** Throws what the disk says, unless it says that there is no such file. */
async function readRecord(path: string, id: string): Promise<RequestRecord | 'absent' | 'damaged'> {
  try {
    if ((await stat(path)).size > MOST_BYTES) return 'damaged'
    return parseRecord(await readFile(path, 'utf8'), id)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent'
    throw error
  }
}

function parseRecord(text: string, id: string): RequestRecord | 'damaged' {
  try {
    const record = requestRecordSchema.parse(JSON.parse(text))
    return record.id === id ? record : 'damaged'
  } catch {
    return 'damaged'
  }
}
