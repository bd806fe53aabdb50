/** Dates and hours as they are written in each language, in Hong Kong time. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import type { GuideSession } from './procedure.ts'
import { guideWords } from './words.ts'

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  'zh-HK': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
}
const months: Readonly<Record<Language, readonly string[]>> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  'zh-HK': ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
}

/** @param date "YYYY-MM-DD" */
export function dateText(date: string, language: Language): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const weekday = weekdays[language][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''
  return fill(guideWords[language].date, { year, month: months[language][month - 1] ?? month, day, weekday }, language)
}

/** "10 June 2023 (Saturday) 18:05": the wall clock in Hong Kong. */
export function momentText(ms: number, language: Language): string {
  const date = dateText(hongKongTime(ms).slice(0, 10), language)
  return language === 'en' ? `${date} ${clockText(ms)}` : `${date}${clockText(ms)}`
}

/** "18:05" */
export function clockText(ms: number): string {
  return hongKongTime(ms).slice(11, 16)
}

/** The date too, where it is another one than that of the beginning. */
export function endText(startMs: number, endMs: number, language: Language): string {
  const sameDay = hongKongTime(startMs).slice(0, 10) === hongKongTime(endMs).slice(0, 10)
  return sameDay ? clockText(endMs) : momentText(endMs, language)
}

/** Date, hours and data centre, as far as they are known. */
export function plannedText({ date, hours, dataCentre }: GuideSession, language: Language): string {
  const words = guideWords[language]
  const parts = [
    date === null ? words.list.undated : dateText(date, language),
    ...(hours === null ? [] : [fill(words.hours, { ...hours }, language)]),
    ...(dataCentre === null ? [] : [words.dataCentres[dataCentre]]),
  ]
  return fill('{parts}', { parts }, language)
}
