import type { Finding } from '../check.ts'
import { question } from '../questions.ts'

/** Milliseconds that the PC's clock is ahead, where the clock check found a witness; 0 where it did not. */
export function skewMs(clock: readonly Finding[] | undefined): number {
  const skew = clock?.find(({ id }) => id === question.clockSkew())?.args.skewMs
  return typeof skew === 'number' ? skew : 0
}
