/** What a person reads before a request is followed. */

import type { Language } from '../../checks/text.ts'
import type { PreflightRequest } from './document.ts'
import type { Untrusted } from './read.ts'

export interface ShowTexts {
  readonly line: string
  readonly labels: Readonly<
    Record<
      | 'askedBy'
      | 'trust'
      | 'fingerprint'
      | 'case'
      | 'message'
      | 'profiles'
      | 'host'
      | 'address'
      | 'encryption'
      | 'redaction'
      | 'validUntil',
      string
    >
  >
  readonly trusted: string
  readonly untrusted: Readonly<Record<Untrusted, string>>
  readonly addressWithoutQuery: string
  readonly encrypted: string
  readonly notEncrypted: string
  readonly redaction: Readonly<Record<PreflightRequest['redaction'], string>>
  readonly validUntil: string
}

export const showTexts: Readonly<Record<Language, ShowTexts>> = {
  en: {
    line: '{label}: {text}',
    labels: {
      askedBy: 'Asked for by',
      trust: 'Trusted',
      fingerprint: 'Fingerprint',
      case: 'Case',
      message: 'Message',
      profiles: 'Services to check',
      host: 'Goes to',
      address: 'Whole address',
      encryption: 'Encrypted',
      redaction: 'Redaction',
      validUntil: 'Valid until',
    },
    trusted: 'yes, by this PC: {by}',
    untrusted: {
      'nobody-trusted':
        'NO: anybody can use this name, and this PC has no signers that it trusts; compare the fingerprint with the helpdesk by phone',
      unknown:
        'NO: anybody can use this name, and nobody that this PC trusts vouches for this one; compare the fingerprint with the helpdesk by phone',
      expired: 'NO: its certificate, or one above it, had ended when it was signed; compare the fingerprint with the helpdesk by phone',
      'not-yet-valid':
        'NO: its certificate, or one above it, was not valid yet when it was signed; compare the fingerprint with the helpdesk by phone',
      'not-an-authority': 'NO: whoever vouches for it may not do so for others; compare the fingerprint with the helpdesk by phone',
      'not-for-signing': 'NO: its key is meant for something else than signing; compare the fingerprint with the helpdesk by phone',
      'critical-extension':
        'NO: its certificate holds a rule that this program does not know; compare the fingerprint with the helpdesk by phone',
      weak: 'NO: its certificate, or one above it, is signed in a way that is too weak; compare the fingerprint with the helpdesk by phone',
    },
    addressWithoutQuery: '{address} (what follows the question mark is a permission, and is not shown)',
    encrypted: 'yes, so that only {name} can open it',
    notEncrypted: 'NO: whoever receives it can read it',
    redaction: {
      standard: 'standard: pictures of the pages go along',
      strict: 'strict: names, serial numbers and addresses of the site are replaced, and no pictures go along',
    },
    validUntil: '{time} Hong Kong time',
  },
  'zh-HK': {
    line: '{label}：{text}',
    labels: {
      askedBy: '要求者',
      trust: '是否可信',
      fingerprint: '指紋',
      case: '個案',
      message: '訊息',
      profiles: '檢查的服務',
      host: '傳送至',
      address: '完整網址',
      encryption: '是否加密',
      redaction: '略去資料',
      validUntil: '有效期至',
    },
    trusted: '是，本電腦信任：{by}',
    untrusted: {
      'nobody-trusted': '否。任何人都可如此自稱，而本電腦沒有設定信任的簽署人；請致電支援人員核對指紋',
      unknown: '否。任何人都可如此自稱，而本電腦信任的人並無為其擔保；請致電支援人員核對指紋',
      expired: '否。簽署時其證書或上級證書已到期；請致電支援人員核對指紋',
      'not-yet-valid': '否。簽署時其證書或上級證書尚未生效；請致電支援人員核對指紋',
      'not-an-authority': '否。為其擔保者無權為他人擔保；請致電支援人員核對指紋',
      'not-for-signing': '否。其密碼匙並非用於簽署；請致電支援人員核對指紋',
      'critical-extension': '否。其證書載有本程式不懂的規則；請致電支援人員核對指紋',
      weak: '否。其證書或上級證書的簽署方式過弱；請致電支援人員核對指紋',
    },
    addressWithoutQuery: '{address}（問號之後是存取權限，不予顯示）',
    encrypted: '是，只有 {name} 能夠開啟',
    notEncrypted: '否：收到的人都可閱讀',
    redaction: {
      standard: '標準：會附上網頁的畫面',
      strict: '嚴格：貴公司的名稱、序號及網絡地址均會取代，亦不附網頁的畫面',
    },
    validUntil: '香港時間 {time}',
  },
}
