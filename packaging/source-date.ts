/** The time that packages and their files bear: that of the sources, so that building them twice gives the same bytes. */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { repository } from '../scripts/bundle.ts'

/** ZIP knows no year before 1980. */
const WITHOUT_HISTORY = Date.UTC(2026, 0, 1) / 1000

/**
 * Seconds since 1970: `SOURCE_DATE_EPOCH` where it is set (the specification of that name, reproducible-builds.org), else the time of
 * the last commit, else, in sources without their history, a fixed day.
 */
export async function sourceDateEpoch(): Promise<number> {
  const named = Number(process.env.SOURCE_DATE_EPOCH)
  if (Number.isSafeInteger(named) && named > 0) return named
  const seconds = await promisify(execFile)('git', ['log', '-1', '--format=%ct'], { cwd: repository }).then(
    ({ stdout }) => Number(stdout.trim()),
    () => 0,
  )
  return seconds > 0 ? seconds : WITHOUT_HISTORY
}
