/** manifest.json: what is signed. It lists every other file of the bundle with size and digest. Its schema, which who reads one loads: manifest-schema.ts. */

import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { BUNDLE_FORMAT } from './format.ts'
import type { manifestSchema, requestRecordSchema } from './manifest-schema.ts'

export type Manifest = z.infer<typeof manifestSchema>
export type RequestRecord = z.infer<typeof requestRecordSchema>

/** Gives a manifest its id: the same evidence at the same time has the same. */
export function withId(content: Omit<Manifest, 'format' | 'id'>): Manifest {
  const unnamed: Manifest = { format: BUNDLE_FORMAT, id: '', ...content }
  return { ...unnamed, id: idOf(unnamed) }
}

export function idOf(manifest: Manifest): string {
  return createHash('sha256')
    .update(manifestText({ ...manifest, id: '' }))
    .digest('hex')
    .slice(0, 32)
}

/** The exact bytes that are signed, in the order of the schema. */
export function manifestText(manifest: Manifest): string {
  const { format, id, created, agent, rules, profiles, request, redaction, files } = manifest
  return `${JSON.stringify({ format, id, created, agent, rules, profiles, request, redaction, files }, null, 2)}\n`
}
