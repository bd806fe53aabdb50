import type { CheckText } from '../text.ts'
import type { TemplateCauseCode, TemplateCode } from './codes.ts'

export const templateTextZhHk = {
  name: '範本',
  findings: {
    'template/readable': '已讀取 {file}（{bytes} 位元組）',
    'template/unreadable': '無法讀取 {file}（{failure}）',
    'template/not-read': '未能及時讀取 {file}',
  },
  causes: {
    'template/unreadable': {
      title: '無法讀取 {file}',
      why: '登入需要此檔案，但本電腦未能讀出內容，只得到「{failure}」。',
      steps: ['請資訊科技支援還原該檔案。', '然後重新執行本檢查。'],
    },
  },
} satisfies CheckText<TemplateCode, TemplateCauseCode>
