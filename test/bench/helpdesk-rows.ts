/** A hundred thousand bundles in the index, as three thousand terminals send them in a month. */

import type { Index } from '../../helpdesk/index/index.ts'
import type { Verdict } from '../../helpdesk/index/rows.ts'
import { bundleRow, causeRow, digestOf } from '../helpdesk/support/rows.ts'

const TERMINALS = 3000
const MINUTE_MS = 60_000
/** One in a hundred has a cause that is rare. */
const causes = ['dns/hosts-override', 'path/no-reply', 'tls/expired', 'proxy/required', 'clock/skewed']
const RARE = 'tls/weak-key'

/** @returns how many were added in a second */
export async function addRows(index: Index, count: number): Promise<number> {
  const startedMs = performance.now()
  const newestMs = Date.now()
  for (let at = 0; at < count; at += 1) {
    const terminal = at % TERMINALS
    const verdict: Verdict = at % 10 < 7 ? 'ready' : at % 10 === 7 ? 'attention' : 'not-ready'
    const code = at % 100 === 99 ? RARE : (causes[at % causes.length] ?? RARE)
    const judged = {
      outcome: at % 50 === 0 ? 'differs' : 'same',
      verdict,
      rules: '0.1.0',
      causes: verdict === 'ready' ? [] : [causeRow(code)],
    } as const
    await index.add(
      bundleRow(`bundle ${at}`, {
        receivedMs: newestMs - (count - at) * MINUTE_MS,
        caseName: at % 4 === 0 ? `INC${10_000 + at}` : null,
        terminal: digestOf(`terminal ${terminal}`).slice(0, 32),
        hostName: `FLOOR-${Math.floor(terminal / 100)}-PC-${terminal}`,
        said: { ...judged, verdict: judged.outcome === 'differs' ? 'ready' : verdict },
        judged,
        origin: at % TERMINALS === at ? { kind: 'first-sight' } : { kind: 'known', sinceMs: newestMs },
        findings: judged.causes.map(({ code: each }) => ({ check: 'dns', code: each, status: 'problem', subject: 'www.ccass.com' })),
      }),
    )
  }
  return count / ((performance.now() - startedMs) / 1000)
}
