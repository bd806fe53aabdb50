/** The catalogue of causes, one line a check. */

import { browserCauses } from './browser/causes.ts'
import type { Cause } from './cause.ts'
import { clockCauses } from './clock/causes.ts'
import { commonCauses } from './common/causes.ts'
import { dnsCauses } from './dns/causes.ts'
import { hostCauses } from './host/causes.ts'
import { pageCauses } from './page/causes.ts'
import { pathCauses } from './path/causes.ts'
import { proxyCauses } from './proxy/causes.ts'
import { smartcardCauses } from './smartcard/causes.ts'
import { tlsCauses } from './tls/causes.ts'

export const causes: readonly Cause[] = [
  ...commonCauses,
  ...hostCauses,
  ...dnsCauses,
  ...pathCauses,
  ...proxyCauses,
  ...tlsCauses,
  ...clockCauses,
  ...pageCauses,
  ...browserCauses,
  ...smartcardCauses,
]
