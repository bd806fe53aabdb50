/** Headings of report.html beside the report's own words. */

import type { Language } from '../../checks/text.ts'

export interface HtmlText {
  readonly causes: string
  readonly findings: string
  readonly state: string
  readonly seen: string
  readonly code: string
  readonly pc: string
  readonly time: string
  readonly version: string
  readonly profiles: string
  readonly circulars: string
}

export const htmlText: Readonly<Record<Language, HtmlText>> = {
  en: {
    causes: 'What is wrong',
    findings: 'All that was seen',
    state: 'State',
    seen: 'What was seen',
    code: 'Code',
    pc: 'PC',
    time: 'Time',
    version: 'Version',
    profiles: 'Services',
    circulars: 'What HKEX printed',
  },
  'zh-HK': {
    causes: '問題所在',
    findings: '所有檢查結果',
    state: '狀態',
    seen: '所見情況',
    code: '代碼',
    pc: '電腦',
    time: '時間',
    version: '版本',
    profiles: '服務',
    circulars: '香港交易所的通告',
  },
}
