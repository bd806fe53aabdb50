/** What a page says that can't be shown, by the status of its answer (RFC 9110, section 15). */

import type { Language } from '../../checks/text.ts'

export const problemStatuses = [400, 403, 404, 413, 429, 500, 503] as const
export type ProblemStatus = (typeof problemStatuses)[number]

interface ProblemWords {
  readonly titles: Readonly<Record<ProblemStatus, string>>
  readonly lines: Readonly<Record<ProblemStatus, string>>
  readonly badField: string
  readonly toInbox: string
}

export const problemWords: Readonly<Record<Language, ProblemWords>> = {
  en: {
    titles: {
      400: 'This can’t be answered',
      403: 'Not for you',
      404: 'Not found',
      413: 'Too much at once',
      429: 'Too often',
      500: 'Our error',
      503: 'Busy',
    },
    lines: {
      400: 'Something in the address or the form is not as it should be.',
      403: 'Your account may not do this. Ask an administrator.',
      404: 'There is nothing at this address. It may have been deleted.',
      413: 'More was sent than this page takes.',
      429: 'Wait a minute, then try again.',
      500: 'Something failed here. Try again; if it fails again, tell whoever runs this helpdesk.',
      503: 'Too many people are looking at once. Try again in a minute.',
    },
    badField: 'What was asked for under “{field}” can’t be right. Choose it anew.',
    toInbox: 'To the inbox',
  },
  'zh-HK': {
    titles: {
      400: '無法處理',
      403: '沒有權限',
      404: '找不到',
      413: '資料過多',
      429: '過於頻密',
      500: '本程式出錯',
      503: '繁忙',
    },
    lines: {
      400: '網址或表格的內容不正確。',
      403: '您的帳戶沒有此權限。請向管理員查詢。',
      404: '此網址沒有內容，可能已被刪除。',
      413: '送出的資料超出此頁所能接收。',
      429: '請稍候一分鐘再試。',
      500: '本程式出現問題。請再試一次；如仍然失敗，請通知負責此支援台的人員。',
      503: '使用人數過多。請於一分鐘後再試。',
    },
    badField: '「{field}」的內容不正確。請重新選擇。',
    toInbox: '前往收件匣',
  },
}
