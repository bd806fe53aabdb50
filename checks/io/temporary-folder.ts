import { failure } from '../failure.ts'
import type { Files } from '../io.ts'

export const temporaryFolder: Files['temporaryFolder'] = async () => ({ failure: failure('not-supported') })
