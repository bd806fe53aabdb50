/** How long the executable for Windows takes to say its version, beside its bare Node that does nothing: both under Wine, in turn. Only printed. */

import { missingBuilt, windowsExecutable } from '../built/built.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'
import { median, medianRatio, say } from './measure.ts'

const ROUNDS = 10
const LIMIT_MS = 180_000

const missing = missingWine ?? missingBuilt(windowsExecutable)
if (missing === undefined) await measure()
else say('under Wine', `skipped: ${missing}`)

async function measure(): Promise<void> {
  const { reports } = await runUnderWine(`linux test/built/programs/windows-start.ts /out/took.json ${ROUNDS}`, { limitMs: LIMIT_MS })
  const { executable, node } = reports.took as Record<'executable' | 'node', readonly number[]>
  const ms = (values: readonly number[]) => `${median(values).toFixed(0)} ms`
  say('under Wine, --version / bare Node', `${medianRatio(executable, node).toFixed(2)} (${ms(executable)} / ${ms(node)})`)
}
