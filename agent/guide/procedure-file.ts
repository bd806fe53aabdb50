/** A procedure of the user's own, and a built-in one written out as such a file. Loads the YAML library. */

import { stringify } from 'yaml'
import { isUserError, type UserError } from '../cli/errors.ts'
import { loadDocument } from '../profile/document.ts'
import { type FileDoors, MAX_FILE_BYTES } from '../profile/files.ts'
import { namedByFlag, readNamed } from '../profile/named-file.ts'
import type { Procedure } from './procedure.ts'
import { procedureSchema } from './procedure-schema.ts'

/** 66 where it can't be read, 78 where it is wrong: each mistake with its line. */
export async function loadProcedure(name: string, io: FileDoors): Promise<Procedure | UserError> {
  const content = await readNamed(namedByFlag('--procedure', name), MAX_FILE_BYTES, io)
  if (isUserError(content)) return content
  const document = loadDocument(procedureSchema, name, content)
  return 'value' in document ? document.value : document
}

const head = `# A procedure of terminal-preflight guide. Change what the new circular says otherwise, give it another id, then:
#   terminal-preflight guide --procedure THIS-FILE.yaml
# Dates: YYYY-MM-DD. Times: 'HH:MM' in Hong Kong. kind machine: this program looks; kind person: somebody is asked.
# Never write a password, PIN or one-time password into it.
`

/** Reads back as the same procedure. */
export function procedureYaml(procedure: Procedure): string {
  return head + stringify(procedure, { lineWidth: 0, aliasDuplicateObjects: false })
}
