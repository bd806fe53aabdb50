/** When something came: how long ago, and the wall clock in Hong Kong. By the helpdesk's clock. */

import { dayText, timeText } from '../../agent/report/html/times.ts'
import { HONG_KONG_OFFSET_MINUTES } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html } from './html.ts'
import { type AgeUnit, ageWords } from './view-words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Later than this the day says more than a number does. */
const LONGEST_AGE = 30 * DAY

/** "just now", "5 minutes ago", "3 days ago", then the day in Hong Kong. What lies ahead (a clock was set back) is now. */
export function ageText(ms: number, nowMs: number, language: Language): string {
  const age = nowMs - ms
  if (age < MINUTE) return ageWords[language].now
  if (age < HOUR) return ago(age / MINUTE, 'minute', language)
  if (age < 2 * DAY) return ago(age / HOUR, 'hour', language)
  if (age < LONGEST_AGE) return ago(age / DAY, 'day', language)
  return dayText(ms + HONG_KONG_OFFSET_MINUTES * MINUTE, language)
}

function ago(exact: number, unit: AgeUnit, language: Language): string {
  const count = Math.floor(exact)
  const { one, many } = ageWords[language]
  return count === 1 ? one[unit] : fill(many[unit], { count }, language)
}

/** How long ago, with the moment itself for whoever points at it or hears it. */
export function ageOf(ms: number, nowMs: number, language: Language): Html {
  const at = new Date(ms)
  return Number.isNaN(at.getTime())
    ? html`–`
    : html`<time datetime="${at.toISOString()}" title="${timeText(ms, language)}">${ageText(ms, nowMs, language)}</time>`
}

/** "22 November 2026, 08:05:00": the wall clock in Hong Kong. */
export function momentOf(ms: number, language: Language): Html {
  const at = new Date(ms)
  return Number.isNaN(at.getTime()) ? html`–` : html`<time datetime="${at.toISOString()}">${timeText(ms, language)}</time>`
}
