/** Words of the lists of bundles: the inbox, a terminal's history, a case. */

import type { Language } from '../../checks/text.ts'

export interface InboxWords {
  readonly title: string
  readonly counts: string
  readonly all: string
  readonly bundles: string
  readonly columns: Readonly<Record<'terminal' | 'verdict' | 'cause' | 'case' | 'signature' | 'received' | 'before' | 'after', string>>
  readonly noCause: string
  readonly more: string
  /** {verdict} is what the report on the PC says. */
  readonly pcSaid: string
  readonly otherCauses: string
  readonly noCase: string
  readonly noName: string
  readonly history: string
  readonly encrypted: string
  readonly search: string
  readonly searchHint: string
  readonly narrow: string
  readonly any: string
  readonly terminalId: string
  readonly cause: string
  readonly caseName: string
  readonly onlyDiffering: string
  readonly show: string
  readonly clear: string
  readonly nothing: string
  /** For whoever may do something about it. */
  readonly nothingYet: string
  readonly makeRequest: string
  readonly nothingFits: string
  readonly clearFilters: string
  readonly codeAndCount: string
}

export const inboxWords: Readonly<Record<Language, InboxWords>> = {
  en: {
    title: 'Inbox',
    counts: 'How many bundles there are of each verdict',
    all: 'All',
    bundles: 'Bundles, the newest first',
    columns: {
      terminal: 'Terminal',
      verdict: 'Verdict',
      cause: 'First cause',
      case: 'Case',
      signature: 'Signature',
      received: 'Received',
      before: 'Before',
      after: 'After',
    },
    noCause: 'No cause',
    more: 'and {count} more',
    pcSaid: 'The PC said {verdict}',
    otherCauses: 'The PC named other causes',
    noCase: 'No case',
    noName: 'No name',
    history: 'History',
    encrypted: 'encrypted',
    search: 'Search',
    searchHint: 'Case, terminal, or what a cause speaks of',
    narrow: 'Show only some',
    any: 'Any',
    terminalId: 'Terminal (id)',
    cause: 'Cause',
    caseName: 'Case',
    onlyDiffering: 'Only where today’s rules say something else than the PC did',
    show: 'Show',
    clear: 'Show all',
    nothing: 'Nothing has come yet.',
    nothingYet: 'Nothing has come yet. Make a request, and send its link to whoever sits at the terminal.',
    makeRequest: 'Make a request',
    nothingFits: 'Nothing fits what you search for.',
    clearFilters: 'Show all bundles',
    codeAndCount: '{title} ({count})',
  },
  'zh-HK': {
    title: '收件匣',
    counts: '各結論的資料包數目',
    all: '全部',
    bundles: '資料包，最新的在先',
    columns: {
      terminal: '終端機',
      verdict: '結論',
      cause: '首要原因',
      case: '個案',
      signature: '簽署',
      received: '收到時間',
      before: '之前',
      after: '之後',
    },
    noCause: '沒有原因',
    more: '另有 {count} 項',
    pcSaid: '該電腦的結論為「{verdict}」',
    otherCauses: '該電腦指出其他原因',
    noCase: '沒有個案',
    noName: '沒有名稱',
    history: '過往記錄',
    encrypted: '已加密',
    search: '搜尋',
    searchHint: '個案、終端機，或原因所涉及的對象',
    narrow: '只顯示部分',
    any: '不限',
    terminalId: '終端機（識別碼）',
    cause: '原因',
    caseName: '個案',
    onlyDiffering: '只顯示以今日規則判斷，結果與該電腦不同者',
    show: '顯示',
    clear: '顯示全部',
    nothing: '暫時未有資料包。',
    nothingYet: '暫時未有資料包。請提出要求，並把連結傳給使用終端機的人。',
    makeRequest: '提出要求',
    nothingFits: '沒有符合條件的資料包。',
    clearFilters: '顯示全部資料包',
    codeAndCount: '{title}（{count}）',
  },
}
