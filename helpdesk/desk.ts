/** Everything that the helpdesk's rooms share. Made once, when the service starts (server/open-desk.ts), and handed to each room. */

import type { X509Certificate } from 'node:crypto'
import type { Logger } from 'winston'
import type { Signer } from '../agent/cms/signer.ts'
import type { Clock } from '../checks/io.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Audit } from './audit/audit.ts'
import type { Arrivals } from './collector/arrivals.ts'
import type { LastRefusals } from './collector/last-refusals.ts'
import type { CollectorLimits } from './collector/limits.ts'
import type { Index } from './index/index.ts'
import type { Objects } from './objects/objects.ts'
import type { RequestRecords } from './requests/record.ts'
import type { Metrics } from './server/metrics.ts'
import type { News } from './server/news.ts'
import type { Opener } from './verification/opener.ts'

export interface DeskOptions {
  /** Everything that the helpdesk keeps (data/folder.ts). */
  readonly dataFolder: string
  /** How terminals and browsers reach it, without a slash at its end: https://helpdesk.example. Links and requests carry it. */
  readonly publicUrl: string
  /** Takes bundles that answer no request. */
  readonly openDoor: boolean
  /** The executable that a caller is offered beside the request; null where none was named. */
  readonly agentExe: string | null
  readonly limits: CollectorLimits
  /** How long bundles are kept, milliseconds; null for ever. */
  readonly keepMs: number | null
}

export interface DeskKeys {
  readonly signer: Signer
  /** Whom bundles are encrypted to. The private key is known to the opener's threads alone. */
  readonly encryption: X509Certificate
}

export interface Desk {
  readonly options: DeskOptions
  readonly clock: Pick<Clock, 'wallMs'>
  readonly keys: DeskKeys
  readonly objects: Objects
  readonly records: RequestRecords
  readonly index: Index
  readonly opener: Opener
  readonly arrivals: Arrivals
  readonly refusals: LastRefusals
  readonly accounts: Accounts
  readonly audit: Audit
  readonly news: News
  readonly metrics: Metrics
  readonly log: Logger
}
