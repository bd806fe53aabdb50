/** Words of one case. */

import type { Language } from '../../checks/text.ts'

export interface CaseWords {
  readonly title: string
  readonly requests: string
  readonly bundles: string
  readonly noRequests: string
  readonly noBundles: string
  readonly unknown: string
  readonly makeRequest: string
  readonly inInbox: string
  readonly columns: Readonly<Record<'made' | 'state' | 'ends' | 'by', string>>
}

export const caseWords: Readonly<Record<Language, CaseWords>> = {
  en: {
    title: 'Case {name}',
    requests: 'Asked for',
    bundles: 'What came',
    noRequests: 'Nothing was asked for under this case.',
    noBundles: 'Nothing has come yet.',
    unknown: 'No request and no bundle has this case.',
    makeRequest: 'Make a request for this case',
    inInbox: 'Search among these in the inbox',
    columns: { made: 'Made', state: 'State', ends: 'Ends', by: 'By' },
  },
  'zh-HK': {
    title: '個案 {name}',
    requests: '已提出的要求',
    bundles: '已收到的資料包',
    noRequests: '此個案沒有要求。',
    noBundles: '暫時未有資料包。',
    unknown: '沒有要求或資料包屬於此個案。',
    makeRequest: '為此個案提出要求',
    inInbox: '在收件匣內搜尋這些資料包',
    columns: { made: '提出時間', state: '狀態', ends: '到期', by: '提出者' },
  },
}
