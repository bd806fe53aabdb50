/** Programs that talk with us over two pipes. */

import { failure } from '../failure.ts'
import type { Processes } from '../io.ts'

export const converse: Processes['converse'] = async () => ({ failure: failure('not-supported') })
