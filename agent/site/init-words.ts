import type { Language } from '../../checks/text.ts'

export interface InitWords {
  readonly written: string
  readonly seen: string
  readonly notFilledIn: string
  readonly unjudged: string
  readonly next: readonly string[]
  readonly nothingSeen: string
  readonly refused: string
  readonly refusedWhy: string
  readonly anyway: string
}

export const initWords: Readonly<Record<Language, InitWords>> = {
  en: {
    written: 'Written: {file}',
    seen: 'What was seen on this PC ({verdict}):',
    notFilledIn: 'Not filled in, since no program can see it. It stands in {section}:',
    unjudged: '{name}. Without it nobody judges {what}',
    next: ['Next: open the file, fill in what HKEX gave to you, and whom to call.', 'Then: terminal-preflight site check {file}'],
    nothingSeen: 'nothing was seen',
    refused: 'this PC is not known to be good: the check says {verdict}. Nothing was written.',
    refusedWhy: 'Seen: {title} [{code}]',
    anyway: 'Mend it first and run site init again. To write down what was seen all the same: --anyway',
  },
  'zh-HK': {
    written: '已寫入：{file}',
    seen: '本電腦所見（{verdict}）：',
    notFilledIn: '以下數值程式無法看到，故沒有填寫。請查閱 {section}：',
    unjudged: '{name}。如欠缺，便不會判斷：{what}',
    next: ['下一步：開啟檔案，填寫香港交易所給予的數值及聯絡人。', '然後執行：terminal-preflight site check {file}'],
    nothingSeen: '看不到',
    refused: '未能確定本電腦正常：檢查結果為「{verdict}」。沒有寫入任何檔案。',
    refusedWhy: '所見：{title} [{code}]',
    anyway: '請先修復，再執行 site init。如仍要按所見產生：--anyway',
  },
}
