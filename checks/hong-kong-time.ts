/** Hong Kong is eight hours ahead of UTC, and has no summer time. */
export const HONG_KONG_OFFSET_MINUTES = 480

/** "2026-11-22 08:05:00": the wall clock in Hong Kong at this moment (milliseconds since 1970 UTC). */
export function hongKongTime(ms: number): string {
  return new Date(ms + HONG_KONG_OFFSET_MINUTES * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}
