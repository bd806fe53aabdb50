/** What `site init` and `site check` share, and what the file that is written says of itself. */

import type { Language } from '../../checks/text.ts'
import type { SeenProxy } from './observe.ts'

export interface SiteWords {
  readonly names: Readonly<
    Record<
      | 'profiles'
      | 'resolvers.hkex'
      | 'resolvers.custom'
      | 'addresses'
      | 'probe'
      | 'certificate.issuers'
      | 'certificate.roots'
      | 'proxy'
      | 'smartcard'
      | 'browser'
      | 'contacts'
      | 'upload'
      | 'redaction',
      string
    >
  >
  /** What is not judged where a value is missing. */
  readonly unjudged: Readonly<Record<'resolvers.hkex' | 'addresses' | 'certificate.issuers', string>>
  readonly section: string
  readonly notConfigured: string
  readonly proxies: Readonly<Record<SeenProxy['kind'] | 'unseen', string>>
  readonly setIn: string
  readonly smartcard: Readonly<Record<'optional' | 'required' | 'off', string>>
  readonly browser: Readonly<Record<'on' | 'off', string>>
}

export const siteWords: Readonly<Record<Language, SiteWords>> = {
  en: {
    names: {
      profiles: 'Services that this PC is for',
      'resolvers.hkex': 'HKEX’s DNS servers',
      'resolvers.custom': 'Your own DNS servers',
      addresses: 'HKEX’s address ranges',
      probe: 'Addresses that are connected to besides',
      'certificate.issuers': 'HKEX’s certificate issuers',
      'certificate.roots': 'Root certificates that should be installed',
      proxy: 'Proxy',
      smartcard: 'Smartcard',
      browser: 'Browser',
      contacts: 'Contacts',
      upload: 'Upload of bundles',
      redaction: 'Redaction of bundles',
    },
    unjudged: {
      'resolvers.hkex': 'whether HKEX’s DNS servers answer, and whether this PC uses them',
      addresses: 'whether the addresses that DNS gives are HKEX’s',
      'certificate.issuers': 'whether the certificates come from the right issuer',
    },
    section: 'Section 4.7-4.9 of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect',
    notConfigured: 'not configured',
    proxies: {
      direct: 'none; Edge connects directly',
      proxy: '{value}',
      pac: 'the script {value}',
      'auto-detect': 'found by automatic detection (WPAD)',
      rules: 'by rules of Edge’s policy',
      unseen: 'not seen: these are not the user’s own settings',
    },
    setIn: '{text} (set in {where})',
    smartcard: {
      optional: 'a missing reader is only a note',
      required: 'a missing reader is a fault',
      off: 'not looked at',
    },
    browser: { on: 'Edge may be started without a window', off: 'Edge is not started' },
  },
  'zh-HK': {
    names: {
      profiles: '本電腦所用的服務',
      'resolvers.hkex': '香港交易所的 DNS 伺服器',
      'resolvers.custom': '貴公司自設的 DNS 伺服器',
      addresses: '香港交易所的地址範圍',
      probe: '另外連接的地址',
      'certificate.issuers': '香港交易所證書的簽發者',
      'certificate.roots': '應安裝的根證書',
      proxy: '代理伺服器',
      smartcard: '聰明卡',
      browser: '瀏覽器',
      contacts: '聯絡人',
      upload: '資料包上載',
      redaction: '資料包略去資料',
    },
    unjudged: {
      'resolvers.hkex': '香港交易所的 DNS 伺服器有否回答，以及本電腦有否使用這些伺服器',
      addresses: 'DNS 給出的地址是否屬於香港交易所',
      'certificate.issuers': '證書是否由正確的簽發者簽發',
    },
    section: 'CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9（載於 Client Connect）',
    notConfigured: '未設定',
    proxies: {
      direct: '沒有，Edge 直接連線',
      proxy: '{value}',
      pac: '自動設定檔 {value}',
      'auto-detect': '由自動偵測 (WPAD) 找出',
      rules: '按 Edge 原則的規則',
      unseen: '看不到：並非使用者自己的設定',
    },
    setIn: '{text}（設定於 {where}）',
    smartcard: { optional: '欠缺讀卡器只作備註', required: '欠缺讀卡器屬於問題', off: '不查看' },
    browser: { on: '可不開視窗啟動 Edge', off: '不啟動 Edge' },
  },
}
