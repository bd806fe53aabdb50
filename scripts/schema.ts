/** Writes the JSON Schemas of the files that people write and programs read: `schema/*.schema.json`, for editors and scripts. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { aboutSchema } from '../agent/about/schema.ts'
import { diffSchema } from '../agent/bundle/diff-schema.ts'
import { manifestSchema } from '../agent/bundle/manifest-schema.ts'
import { toldCodeSchema } from '../agent/code/schema.ts'
import { procedureSchema } from '../agent/guide/procedure-schema.ts'
import { recordSchema } from '../agent/guide/record.ts'
import { profileSchema } from '../agent/profile/profile-schema.ts'
import { siteSchema } from '../agent/profile/site-schema.ts'
import { reportSchema } from '../agent/report/schema.ts'
import { requestSchema } from '../agent/request/document.ts'

/** `input`: what somebody may write. `output`: what we promise to print. */
const published: readonly { readonly name: string; readonly schema: z.ZodType; readonly io: 'input' | 'output' }[] = [
  { name: 'about', schema: aboutSchema, io: 'output' },
  { name: 'code', schema: toldCodeSchema, io: 'output' },
  { name: 'diff', schema: diffSchema, io: 'output' },
  { name: 'guide-record', schema: recordSchema, io: 'input' },
  { name: 'manifest', schema: manifestSchema, io: 'output' },
  { name: 'procedure', schema: procedureSchema, io: 'input' },
  { name: 'profile', schema: profileSchema, io: 'input' },
  { name: 'report', schema: reportSchema, io: 'output' },
  { name: 'request', schema: requestSchema, io: 'input' },
  { name: 'site', schema: siteSchema, io: 'input' },
]

/** File name and text of each, as they stand in `schema/`. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map(
    published.map(({ name, schema, io }) => [`${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(schema, { io }), null, 2)}\n`]),
  )
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'schema')
  await mkdir(folder, { recursive: true })
  for (const [name, text] of publishedSchemas()) await writeFile(join(folder, name), text)
}
