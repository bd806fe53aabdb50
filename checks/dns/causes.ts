/** Numbers 200-299 belong to DNS. */

import type { Cause } from '../cause.ts'
import { addressCauses } from './causes-addresses.ts'
import { machineCauses } from './causes-machine.ts'
import { nameCauses } from './causes-names.ts'
import { resolverCauses } from './causes-resolvers.ts'
import { serviceCauses } from './causes-services.ts'

export const dnsCauses: readonly Cause[] = [...resolverCauses, ...serviceCauses, ...nameCauses, ...addressCauses, ...machineCauses]
