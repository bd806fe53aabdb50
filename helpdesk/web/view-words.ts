/** Words of small parts that many pages have: ages, going through a list, a list that stays new. */

import type { Language } from '../../checks/text.ts'

export type AgeUnit = 'minute' | 'hour' | 'day'

interface AgeWords {
  readonly now: string
  readonly one: Readonly<Record<AgeUnit, string>>
  readonly many: Readonly<Record<AgeUnit, string>>
}

export const ageWords: Readonly<Record<Language, AgeWords>> = {
  en: {
    now: 'just now',
    one: { minute: '1 minute ago', hour: '1 hour ago', day: '1 day ago' },
    many: { minute: '{count} minutes ago', hour: '{count} hours ago', day: '{count} days ago' },
  },
  'zh-HK': {
    now: '剛剛',
    one: { minute: '1 分鐘前', hour: '1 小時前', day: '1 日前' },
    many: { minute: '{count} 分鐘前', hour: '{count} 小時前', day: '{count} 日前' },
  },
}

export const pageWords: Readonly<Record<Language, Readonly<Record<'pages' | 'newest' | 'older', string>>>> = {
  en: { pages: 'Pages', newest: 'Back to the newest', older: 'Older' },
  'zh-HK': { pages: '頁面', newest: '返回最新', older: '較舊' },
}

/** What live.js says: it has no words of its own. */
export const liveWords: Readonly<Record<Language, Readonly<Record<'changed' | 'ended', string>>>> = {
  en: {
    changed: 'Something new has come. The list shows it.',
    ended: 'This page no longer updates by itself. Load it again.',
  },
  'zh-HK': {
    changed: '有新的資料，已顯示於清單上。',
    ended: '此頁不再自動更新，請重新載入。',
  },
}
