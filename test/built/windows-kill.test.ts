import { describe, expect, test } from 'vitest'
import { missing, session, underWine } from './windows.ts'

const KILLS = process.env.TEST_FULL === '1' ? 40 : 5
/** A killed run and a whole one, on a busy machine. */
const LIMIT_MS = 30_000 + KILLS * 6_000

describe.skipIf(missing !== undefined)(underWine, () => {
  test(
    `killed ${KILLS} times at any moment it leaves whole files, and the next run is whole`,
    async () => {
      await using run = await session(
        `wine cmd /c exit
         linux test/built/programs/windows-kill.ts /out/kill.json $OWN ${KILLS}`,
        { limitMs: LIMIT_MS },
      )
      const { wrong, killed, seen } = run.reports.kill as { wrong: string[]; killed: number; seen: string[] }
      expect(wrong).toEqual([])
      // Those that had ended before prove nothing; that others were in the middle of their files does.
      expect(killed).toBeGreaterThanOrEqual(KILLS / 2)
      expect(new Set(seen).size).toBeGreaterThanOrEqual(3)
    },
    LIMIT_MS,
  )
})
