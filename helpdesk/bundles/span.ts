/** How long something lies before something else, in its largest unit: "35 s", "12 minutes", "3 days". */

import { fill, type Language } from '../../checks/text.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const units = [
  { ms: DAY, from: 2 * DAY, en: '{count} days', 'zh-HK': '{count} 日' },
  { ms: HOUR, from: 2 * HOUR, en: '{count} hours', 'zh-HK': '{count} 小時' },
  { ms: MINUTE, from: 2 * MINUTE, en: '{count} minutes', 'zh-HK': '{count} 分鐘' },
  { ms: SECOND, from: 0, en: '{count} s', 'zh-HK': '{count} 秒' },
] as const

/** @param ms not negative */
export function spanText(ms: number, language: Language): string {
  const unit = units.find(({ from }) => ms >= from) ?? units[3]
  return fill(unit[language], { count: Math.floor(ms / unit.ms) }, language)
}
