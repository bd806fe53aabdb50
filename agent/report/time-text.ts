/** Times as a sentence has them. Tables, logs and JSON keep the form that sorts. */

import type { Language } from '../../checks/text.ts'

const form = /^(\d{4})-(\d\d)-(\d\d)( \d\d:\d\d(?::\d\d)?)?$/

/** "2026-11-22 08:05:00" is "2026年11月22日 08:05:00" in Chinese; whatever is no time stays as it is. */
export function timeInText(time: string, language: Language): string {
  if (language === 'en') return time
  return time.replace(form, (_time, year, month, day, clock = '') => `${year}年${Number(month)}月${Number(day)}日${clock}`)
}
