import type { CheckId, Finding, Reason } from '../check.ts'
import { findingId } from '../check.ts'

/** A value of the site file that is empty: what it would have judged stays unjudged, and is said. */
export function notConfigured(check: CheckId, item: 'resolvers.hkex' | 'addresses' | 'certificate.issuers'): Finding {
  return {
    id: findingId('site.value', item),
    check,
    code: 'site/not-configured',
    status: 'not-checked',
    reason: 'not-configured',
    subject: item,
    args: { item },
  }
}

/** A check of which nothing was recorded. */
export function notRun(check: CheckId, reason: Reason): Finding {
  return {
    id: findingId('run.check', check),
    check,
    code: 'run/not-checked',
    status: 'not-checked',
    reason,
    subject: check,
    args: { check, reason },
  }
}

/** Our own bug: the run goes on and says so. */
export function runError(check: CheckId, detail: string): Finding {
  return { id: findingId('run.check', check), check, code: 'run/error', status: 'error', subject: check, args: { check, detail } }
}
