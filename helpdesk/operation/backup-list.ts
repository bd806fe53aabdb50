/** backup.json: what a backup holds. Written last, so that a backup is whole where it stands. */

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { failureOf } from '../../checks/failure.ts'

const SCHEMA = 'terminal-preflight/helpdesk-backup/1'
export const BACKUP_LIST = 'backup.json'
/** Some 200 bytes a file: a million bundles. */
const MOST_BYTES = 512 * 1024 * 1024

/** Places of a data folder that are copied; the index is made again, and what is on its way is nobody's yet. */
export const copiedFolders = ['objects', 'requests', 'keys', 'trust'] as const
export const copiedFiles = ['settings.json', 'accounts.sqlite', 'audit.jsonl'] as const

const fileSchema = z.strictObject({
  /** In the data folder, with forward slashes. */
  path: z.string().max(1000).refine(isPlace),
  size: z.int().min(0),
  /** Also the name that its content has in the backup (backup-store.ts). */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const listSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  /** By the helpdesk's clock, when the backup began. */
  madeMs: z.int().min(0),
  /** Of the program that made it. */
  version: z.string().max(100),
  files: z.array(fileSchema),
})

export type BackupFile = Readonly<z.infer<typeof fileSchema>>
export type BackupList = Readonly<Omit<z.infer<typeof listSchema>, 'schema' | 'files'>> & { readonly files: readonly BackupFile[] }

/** Null where there is none; `damaged` where it is no such list. Throws what the disk says. */
export async function readBackupList(backup: string): Promise<BackupList | null | 'damaged'> {
  const path = join(backup, BACKUP_LIST)
  try {
    if ((await stat(path)).size > MOST_BYTES) return 'damaged'
    const { schema: _schema, ...list } = listSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    const paths = new Set(list.files.map((file) => file.path))
    return paths.size === list.files.length ? list : 'damaged'
  } catch (error) {
    if (failureOf(error).word === 'file-missing') return null
    if (error instanceof z.ZodError || error instanceof SyntaxError) return 'damaged'
    throw error
  }
}

export function backupListText({ madeMs, version, files }: BackupList): string {
  const head = JSON.stringify({ schema: SCHEMA, madeMs, version }).slice(0, -1)
  // A line for each file: people compare two of them.
  return `${head},"files":[\n${files.map((file) => JSON.stringify(file)).join(',\n')}\n]}\n`
}

/** No list, whoever wrote it, makes a file anywhere else than where a backup takes one from. */
function isPlace(path: string): boolean {
  const parts = path.split('/')
  const [first = ''] = parts
  // Windows: a colon names a drive or a stream.
  const isName = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[\\:\p{Cc}]/u.test(part)
  if (!parts.every(isName)) return false
  return parts.length === 1 ? copiedFiles.some((each) => each === first) : copiedFolders.some((each) => each === first)
}
