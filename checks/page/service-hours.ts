/** Whether the service was open yet, by the time in Hong Kong. */

import { HONG_KONG_OFFSET_MINUTES } from '../hong-kong-time.ts'
import type { Settings } from '../settings.ts'

const DAY_MINUTES = 24 * 60

/**
 * @param atMs the corrected time
 * @returns "HH:MM" at which the service opens today, where it is earlier than that; null where it is open or the hours are
 * not known. Only the time of day is judged: which days are open isn't public. Where the profiles of one address open at
 * different times, the first counts.
 */
export function opensLater(url: string, { targets, profiles }: Settings, atMs: number): string | null {
  const using = new Set(targets.filter((target) => target.url === url).flatMap((target) => target.profiles))
  const hours = profiles.filter(({ id }) => using.has(id)).flatMap(({ serviceHours }) => serviceHours?.opensAt ?? [])
  const [first] = hours.sort((one, other) => minuteOfDay(one) - minuteOfDay(other))
  return first !== undefined && minuteInHongKong(atMs) < minuteOfDay(first) ? first : null
}

function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}

function minuteInHongKong(ms: number): number {
  return (Math.floor(ms / 60_000) + HONG_KONG_OFFSET_MINUTES) % DAY_MINUTES
}
