/**
 * When something came: how long ago, and the wall clock in Hong Kong. By the helpdesk's clock. Tables and lists of facts have the short form,
 * the same in both languages; sentences have the long one.
 */

import { timeText } from '../../agent/report/html/times.ts'
import { HONG_KONG_OFFSET_MINUTES, hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { type Html, html } from './html.ts'
import { type AgeUnit, ageWords } from './view-words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Later than this the day says more than a number does. */
const LONGEST_AGE = 30 * DAY

/** "just now", "5 minutes ago", "3 days ago", then the day in Hong Kong ("2026-10-24"). What lies ahead (a clock was set back) is now. */
export function ageText(ms: number, nowMs: number, language: Language): string {
  const age = nowMs - ms
  if (age < MINUTE) return ageWords[language].now
  if (age < HOUR) return ago(age / MINUTE, 'minute', language)
  if (age < 2 * DAY) return ago(age / HOUR, 'hour', language)
  if (age < LONGEST_AGE) return ago(age / DAY, 'day', language)
  return shortTime(ms).slice(0, 10)
}

function ago(exact: number, unit: AgeUnit, language: Language): string {
  const count = Math.floor(exact)
  const { one, many } = ageWords[language]
  return count === 1 ? one[unit] : fill(many[unit], { count }, language)
}

/** How long ago, with the moment itself for whoever points at it or hears it. */
export function ageOf(ms: number, nowMs: number, language: Language): Html {
  if (!isMoment(ms)) return html`–`
  return html`<time datetime="${new Date(ms).toISOString()}" title="${timeText(ms, language)}">${ageText(ms, nowMs, language)}</time>`
}

/** "2026-11-22 08:05": narrow enough for a phone's column. */
export function minuteOf(ms: number): Html {
  return isMoment(ms) ? html`<time datetime="${new Date(ms).toISOString()}">${shortTime(ms)}</time>` : html`–`
}

/** "2026-11-22 08:05" */
export function shortTime(ms: number): string {
  return isMoment(ms) ? hongKongTime(ms).slice(0, 16) : '–'
}

/** "22 November 2026, 08:05", "2026年11月22日 08:05" */
export function longTime(ms: number, language: Language): string {
  return timeText(ms, language).replace(/:\d\d$/, '')
}

/** There is an end of time (ECMA-262, 21.4.1.1), in Hong Kong eight hours earlier. */
function isMoment(ms: number): boolean {
  return !Number.isNaN(new Date(ms + HONG_KONG_OFFSET_MINUTES * MINUTE).getTime())
}
