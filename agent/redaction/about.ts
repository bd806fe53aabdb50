/** What each policy leaves out, for the person who is asked whether to send a bundle. */

import type { Language } from '../../checks/text.ts'
import type { RedactionPolicy } from './policy.ts'

const lines: Readonly<Record<RedactionPolicy, Readonly<Record<Language, readonly string[]>>>> = {
  standard: {
    en: [
      'Left out: passwords, cookies, and whatever stands behind “?” in an address.',
      'Your user name, and the name of your folder, become a token.',
      'Sent: the name of this PC, its addresses and host names, and a picture of each page.',
    ],
    'zh-HK': [
      '不包括：密碼、cookie，以及網址中「?」之後的內容。',
      '您的使用者名稱及個人資料夾名稱會以代號取代。',
      '會傳送：本電腦名稱、網絡地址、主機名稱，以及每個網頁的畫面。',
    ],
  },
  strict: {
    en: [
      'Left out: passwords, cookies, whatever stands behind “?” in an address, and pictures and texts of pages.',
      'Names of users, of this PC, of your hosts and Wi-Fi, and serial numbers become tokens.',
      'Addresses become others that keep their relation to each other.',
      'Sent as they are: HKEX’s host names, certificates, times and versions.',
    ],
    'zh-HK': [
      '不包括：密碼、cookie、網址中「?」之後的內容，以及網頁的畫面和文字。',
      '使用者、本電腦、貴公司主機和 Wi-Fi 的名稱及序號會以代號取代。',
      '網絡地址會換成其他地址，但保留彼此的關係。',
      '原樣傳送：香港交易所的主機名稱、證書、時間和版本。',
    ],
  },
}

export function redactionLines(policy: RedactionPolicy, language: Language): string[] {
  return [...lines[policy][language]]
}
