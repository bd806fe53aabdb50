import { setTimeout as wait } from 'node:timers/promises'

/** False, and at once, where it is interrupted. Keeps the program alive meanwhile. */
export async function pause(ms: number, interrupted: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal: interrupted })
    return true
  } catch {
    return false
  }
}
