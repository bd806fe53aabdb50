/** PC/SC. */

import { failure } from '../failure.ts'
import type { Smartcards } from '../io.ts'

export function realSmartcards(_platform: NodeJS.Platform): Smartcards {
  return { readers: async () => ({ failure: failure('not-supported'), step: 'library' }) }
}
