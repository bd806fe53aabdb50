/** What the parts of the page's judge share. */

import type { JudgeUpstream, Reason, Status } from '../check.ts'
import type { Settings } from '../settings.ts'
import type { PageCode } from './codes.ts'
import type { Hop, Visit } from './evidence.ts'
import { hostOf } from './redirect.ts'

export interface Verdict {
  readonly code: PageCode
  readonly status: Status
  readonly reason?: Reason
}

/** A visit, and everything else that its verdict may depend on. */
export interface Visited {
  readonly visit: Visit
  readonly last: Hop
  /** Where the last answer sends the browser on to; it was not followed. */
  readonly onward: URL | null
  /** "HH:MM" at which the service opens, where that is still to come today. */
  readonly opensAt: string | null
  readonly settings: Settings
  readonly upstream: JudgeUpstream
}

export function isTargetHost(url: URL, { targets }: Settings): boolean {
  return targets.some((target) => hostOf(new URL(target.url)) === hostOf(url))
}

/** Before the service opens, an answer that would be a fault later is only a reason to wait. */
export function unlessBeforeOpening({ opensAt }: Visited, verdict: Verdict): Verdict {
  return opensAt === null ? verdict : { code: 'page/outside-service-hours', status: 'warning' }
}

export function problem(code: PageCode): Verdict {
  return { code, status: 'problem' }
}

export function warning(code: PageCode): Verdict {
  return { code, status: 'warning' }
}

export function notChecked(code: PageCode, reason: Reason): Verdict {
  return { code, status: 'not-checked', reason }
}
