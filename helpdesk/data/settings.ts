/** What the service was told at its last start and commands beside it need too: a request's link begins with the address that it answers at. */

import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { jsonText } from '../../agent/output/write.ts'
import { failureOf } from '../../checks/failure.ts'
import { writeDurably } from './durable.ts'
import { dataFolderAt } from './folder.ts'

const settingsSchema = z.strictObject({
  schema: z.literal('terminal-preflight/helpdesk-settings/1'),
  /** Without a slash at its end (DeskOptions.publicUrl). */
  publicUrl: z.url({ protocol: /^https?$/ }).max(2000),
})

export type Settings = Readonly<Omit<z.infer<typeof settingsSchema>, 'schema'>>

/** Null where the service has never run; `damaged` where it is no such file. Throws what the disk says. */
export async function readSettings(dataFolder: string): Promise<Settings | null | 'damaged'> {
  const text = await readFile(dataFolderAt(dataFolder).settings, 'utf8').catch((error: unknown) => {
    if (failureOf(error).word === 'file-missing') return null
    throw error
  })
  if (text === null) return null
  try {
    const { schema: _schema, ...settings } = settingsSchema.parse(JSON.parse(text))
    return settings
  } catch {
    return 'damaged'
  }
}

/** On the disk when it resolves. The folder has to be there. */
export async function keepSettings(dataFolder: string, settings: Settings): Promise<void> {
  await writeDurably(dataFolderAt(dataFolder).settings, jsonText({ schema: 'terminal-preflight/helpdesk-settings/1', ...settings }))
}
