import type { Procedure } from '../procedure.ts'
import { ccass2023 } from './ccass-2023.ts'
import { ccmsAnnex } from './ccms.ts'
import { nextDrill } from './next-drill.ts'

export const builtInProcedures: readonly Procedure[] = [ccmsAnnex, ...ccass2023, ...nextDrill]
