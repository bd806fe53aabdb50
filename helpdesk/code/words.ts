/** Words of the phone code's page, beside those of `terminal-preflight code` (agent/code/words.ts). */

import type { Language } from '../../checks/text.ts'

interface CodePageWords {
  readonly title: string
  readonly label: string
  readonly hint: string
  readonly show: string
  readonly readBack: string
  readonly readBackHint: string
  readonly causes: string
  readonly full: string
  readonly nothing: string
  readonly request: string
  readonly requestWhy: string
}

export const codePageWords: Readonly<Record<Language, CodePageWords>> = {
  en: {
    title: 'Phone code',
    label: 'The code that the caller reads out',
    hint: 'In groups of four. Small letters and any blanks are fine. A code that was misheard is refused, never guessed at.',
    show: 'Show what it says',
    readBack: 'Read it back',
    readBackHint: 'It tells what that PC saw. It doesn’t prove which PC it was: a bundle does.',
    causes: 'What is wrong, and who can mend it',
    full: 'All about this cause',
    nothing: 'Nothing to mend was named.',
    request: 'Make a request for this caller',
    requestWhy: 'A bundle shows the evidence: which server, which address, which certificate.',
  },
  'zh-HK': {
    title: '電話代碼',
    label: '來電者讀出的代碼',
    hint: '每四個一組。小寫及空格均可。聽錯的代碼會被拒絕，絕不猜測。',
    show: '顯示內容',
    readBack: '覆讀核對',
    readBackHint: '代碼說明該電腦所見，但不能證明是哪部電腦；資料包才可以。',
    causes: '問題所在，以及誰可修復',
    full: '此原因的詳情',
    nothing: '沒有指出需要修復的項目。',
    request: '為此來電者提出要求',
    requestWhy: '資料包會顯示證據：哪部伺服器、哪個地址、哪張證書。',
  },
}
