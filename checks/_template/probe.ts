import { defineProbe } from '../check.ts'
import type { TemplateEvidence } from './evidence.ts'

/** Where it lies, and where that is documented. */
const EXAMPLE_FILE = 'example.txt'
/** Larger ones are not what we look for. */
const MAX_BYTES = 65_536

/** Records whether the file can be read. Heavy libraries are imported where they are first used, never at the top. */
export const templateProbe = defineProbe({
  id: 'template',
  needs: [],
  async probe({ io, signal }) {
    const evidence: TemplateEvidence = { version: 1, file: EXAMPLE_FILE, bytes: null, failure: null, complete: true }
    if (signal.aborted) return { ...evidence, complete: false }
    const outcome = await io.files.read(EXAMPLE_FILE, MAX_BYTES)
    return 'failure' in outcome ? { ...evidence, failure: outcome.failure } : { ...evidence, bytes: outcome.content.length }
  },
})
