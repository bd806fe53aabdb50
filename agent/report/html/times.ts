/** Times as people write them in Hong Kong. By hand: what the runtime's own tables say changes with its version. */

import { HONG_KONG_OFFSET_MINUTES } from '../../../checks/hong-kong-time.ts'
import type { Language } from '../../../checks/text.ts'

const months = 'January February March April May June July August September October November December'.split(' ')

/** "22 November 2026, 08:05:00", "2026年11月22日 08:05:00": the wall clock in Hong Kong. */
export function timeText(ms: number, language: Language): string {
  return at(ms + HONG_KONG_OFFSET_MINUTES * 60_000, language, true)
}

/** "22 November 2026": the day in UTC, as certificates count. */
export function dayText(ms: number, language: Language): string {
  return at(ms, language, false)
}

function at(ms: number, language: Language, withTime: boolean): string {
  const moment = new Date(ms)
  if (Number.isNaN(moment.getTime())) return '–'
  const [year, month, day] = [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()]
  const time = moment.toISOString().slice(-13, -5)
  if (language === 'en') return `${day} ${months[month]} ${year}${withTime ? `, ${time}` : ''}`
  return `${year}年${month + 1}月${day}日${withTime ? ` ${time}` : ''}`
}

/** "< 0.1 s", "0.8 s", "12 s" */
export function durationText(ms: number, language: Language): string {
  const seconds = ms < 50 ? '< 0.1' : ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000)
  return language === 'en' ? `${seconds} s` : `${seconds} 秒`
}
