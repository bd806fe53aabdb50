/** A profile of the user's own. Loads zod and the YAML library: only where one is named. */

import type { UserError } from '../cli/errors.ts'
import { loadDocument } from './document.ts'
import { profileSchema } from './profile-schema.ts'
import type { ParsedProfile } from './types.ts'

export function loadProfile(file: string, content: Uint8Array): ParsedProfile | UserError {
  const document = loadDocument(profileSchema, file, content)
  return 'value' in document ? document.value : document
}
