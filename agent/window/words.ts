/** What stands in the window of a double-click, in both languages. */

import type { Language } from '../../checks/text.ts'

export interface WindowWords {
  readonly say: string
  readonly first: string
  readonly more: string
  readonly siteFile: string
  readonly builtInSite: string
  readonly opened: string
  readonly notOpened: string
  readonly anyKey: string
  readonly nothingToDo: string
  readonly askProfiles: string
  readonly notOneOfThese: string
}

export const windowWords: Readonly<Record<Language, WindowWords>> = {
  en: {
    say: 'Say',
    first: 'First',
    more: 'The report tells {count} more.',
    siteFile: 'Site file: {path}',
    builtInSite: 'Site file: the one that this program was made with',
    opened: 'The report is open in your browser.',
    notOpened: 'The report is in {path}',
    anyKey: 'Press any key to close this window.',
    nothingToDo: 'You can log on. Nothing needs to be mended.',
    askProfiles: 'Which service is this PC for? Type 1 for CCASS, 2 for DMS, 3 for CCMS, or several (13); Enter checks all. ',
    notOneOfThese: 'Please type 1, 2, 3, or just Enter.',
  },
  'zh-HK': {
    say: '請說',
    first: '先做',
    more: '報告另列出 {count} 項。',
    siteFile: '機構設定檔：{path}',
    builtInSite: '機構設定檔：已內置於本程式',
    opened: '報告已在您的瀏覽器開啟。',
    notOpened: '報告存放於 {path}',
    anyKey: '按任何鍵關閉本視窗。',
    nothingToDo: '您可以登入，無須修復任何項目。',
    askProfiles: '本電腦用於哪項服務？輸入 1 為 CCASS，2 為 DMS，3 為 CCMS，可輸入多項（如 13）；按 Enter 檢查全部。',
    notOneOfThese: '請輸入 1、2、3，或只按 Enter。',
  },
}
