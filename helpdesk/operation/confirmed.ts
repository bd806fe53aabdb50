import { setTimeout as wait } from 'node:timers/promises'

/** The service writes the files first, and the index a moment later. */
const MOMENT_MS = 500

/** Of what looks wrong, that which still does after a moment: one wait for all of them, and none where there are none. */
export async function confirmed(suspects: readonly string[], isStillWrong: (suspect: string) => Promise<boolean>): Promise<string[]> {
  if (suspects.length === 0) return []
  await wait(MOMENT_MS)
  const still: string[] = []
  for (const suspect of suspects) if (await isStillWrong(suspect)) still.push(suspect)
  return still
}
