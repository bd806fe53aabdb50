import type { CheckText } from '../text.ts'
import type { SmartcardCauseCode, SmartcardCode } from './codes.ts'

export const smartcardTextZhHk = {
  name: '範本',
  findings: {
    'smartcard/readable': '已讀取 {file}（{bytes} 位元組）',
    'smartcard/unreadable': '無法讀取 {file}（{failure}）',
    'smartcard/not-read': '未能及時讀取 {file}',
  },
  causes: {
    'smartcard/unreadable': {
      title: '無法讀取 {file}',
      why: '登入需要此檔案，但本電腦未能讀出內容，只得到「{failure}」。',
      steps: ['請資訊科技部門還原該檔案。', '然後重新執行本檢查。'],
    },
  },
} satisfies CheckText<SmartcardCode, SmartcardCauseCode>
