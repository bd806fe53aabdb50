/** Writes docs/causes.md, the catalogue of causes in both languages, from the checks' own texts. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { causesMarkdown } from '../agent/causes/markdown.ts'

await writeFile(join(import.meta.dirname, '..', 'docs', 'causes.md'), causesMarkdown())
