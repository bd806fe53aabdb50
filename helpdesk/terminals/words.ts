/** Words of one terminal's history. */

import type { Language } from '../../checks/text.ts'

export interface TerminalWords {
  /** {name} is the PC's own. */
  readonly title: string
  readonly id: string
  readonly names: string
  readonly key: string
  readonly signature: string
  readonly changedTitle: string
  /** {since} is a moment, {before} the fingerprint of the first key. */
  readonly changedBefore: string
  readonly changedWhatToDo: string
  readonly history: string
  readonly compareHint: string
  readonly compare: string
  readonly onlyOne: string
  readonly chooseBefore: string
  readonly chooseAfter: string
  readonly unknown: string
  readonly inInbox: string
}

export const terminalWords: Readonly<Record<Language, TerminalWords>> = {
  en: {
    title: 'Terminal {name}',
    id: 'Id',
    names: 'PC',
    key: 'Key (SHA-256)',
    signature: 'Signature',
    changedTitle: 'THE KEY HAS CHANGED',
    changedBefore: 'Since {since} Hong Kong time this terminal signed with another key: {before}',
    changedWhatToDo:
      'It was set up anew, or somebody else uses its name. Ring the people there by a number that you know, and compare the key, before you believe these bundles.',
    history: 'What came from it',
    compareHint: 'Choose two bundles to see what changed between them.',
    compare: 'Compare',
    onlyOne: 'When another bundle of this terminal has come, the two can be compared.',
    chooseBefore: 'Before: {time}',
    chooseAfter: 'After: {time}',
    unknown: 'Nothing has come from such a terminal, or all of it has been deleted.',
    inInbox: 'Search among these in the inbox',
  },
  'zh-HK': {
    title: '終端機 {name}',
    id: '識別碼',
    names: '電腦',
    key: '密碼匙（SHA-256）',
    signature: '簽署',
    changedTitle: '密碼匙已更改',
    changedBefore: '自 {since} 香港時間起，此終端機以另一密碼匙簽署：{before}',
    changedWhatToDo: '可能已重新設定，亦可能有人冒認。請以您所知的電話號碼聯絡對方，並核對密碼匙，然後才採信這些資料包。',
    history: '由此終端機收到的資料包',
    compareHint: '選擇兩個資料包，以查看兩者的分別。',
    compare: '比較',
    onlyOne: '收到此終端機的另一個資料包後，便可將兩者比較。',
    chooseBefore: '之前：{time}',
    chooseAfter: '之後：{time}',
    unknown: '沒有收到此終端機的資料包，或已全部刪除。',
    inInbox: '在收件匣內搜尋這些資料包',
  },
}
