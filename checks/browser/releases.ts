/** Signatures that judge-presence.ts uses; the data comes next. */
export const OUTDATED_MONTHS = 12

/** Months since a major version of Edge (Chromium) came out; null for one that is not in the data. */
export function ageMonths(_major: number, _atMs: number): number | null {
  return null
}
