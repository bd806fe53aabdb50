/** The site file, read by its schema. Loads zod and the YAML library: only where there is a site file. */

import type { UserError } from '../cli/errors.ts'
import { type LoadedDocument, loadDocument } from './document.ts'
import { siteSchema } from './site-schema.ts'
import type { Site } from './types.ts'

export function loadSite(file: string, content: Uint8Array): LoadedDocument<Site> | UserError {
  return loadDocument(siteSchema, file, content)
}
