/** Words of the comparison's page, beside those of `bundle diff` (agent/bundle/diff-text.ts). */

import type { Language } from '../../checks/text.ts'

interface DiffWords {
  readonly title: string
  readonly intro: string
  readonly sides: string
  readonly what: string
  readonly pc: string
  readonly verdict: string
  readonly checked: string
  readonly version: string
  readonly byPcClock: string
  readonly notSameHint: string
  readonly otherTerminal: string
  readonly swap: string
  readonly lines: string
  readonly tooLong: string
  readonly same: string
  readonly openA: string
  readonly openB: string
}

export const diffWords: Readonly<Record<Language, DiffWords>> = {
  en: {
    title: 'Comparison',
    intro: 'Both were judged by this helpdesk’s rules.',
    sides: 'The two bundles',
    what: 'What',
    pc: 'PC',
    verdict: 'Verdict',
    checked: 'Checked',
    version: 'Version',
    byPcClock: 'Times of checking are Hong Kong time, by each PC’s own clock.',
    notSameHint: 'A difference below may come from these, and not from anything that happened to the terminal.',
    otherTerminal: 'These bundles are of two terminals. They were signed by different installs.',
    swap: 'Swap A and B',
    lines: 'The same as text, as “bundle diff” prints it',
    tooLong: 'The comparison is too long to show here. Download both bundles, and compare them with “bundle diff”.',
    same: 'A and B are the same bundle. Choose another one.',
    openA: 'Open A',
    openB: 'Open B',
  },
  'zh-HK': {
    title: '比較',
    intro: '兩者均以本支援台的規則判斷。',
    sides: '兩個資料包',
    what: '項目',
    pc: '電腦',
    verdict: '結論',
    checked: '檢查時間',
    version: '版本',
    byPcClock: '檢查時間為香港時間，以各電腦本身的時鐘計。',
    notSameHint: '下文的分別可能源於這些差異，而非終端機發生變化。',
    otherTerminal: '這兩個資料包屬於兩部終端機，由不同的安裝簽署。',
    swap: '對調 A 與 B',
    lines: '以文字顯示（與「bundle diff」的輸出相同）',
    tooLong: '比較結果太長，未能在此顯示。請下載兩個資料包，以「bundle diff」比較。',
    same: 'A 與 B 是同一個資料包。請另選一個。',
    openA: '開啟 A',
    openB: '開啟 B',
  },
}
