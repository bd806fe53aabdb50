/** The comments of the file that `site init` writes. Each is wrapped and set behind `#`. */

import type { Language } from '../../checks/text.ts'

export interface FileWords {
  readonly head: string
  readonly verdict: string
  /** Where it was not ready and the person wanted it all the same. */
  readonly notGood: string
  readonly how: string
  readonly profilesGiven: string
  readonly profilesAll: string
  readonly resolvers: string
  readonly custom: string
  readonly noCustom: string
  readonly byAdapter: string
  readonly origins: Readonly<Record<'static' | 'dhcp', string>>
  readonly bySystem: string
  readonly byFlag: string
  readonly silent: string
  readonly onlyHere: string
  readonly hkex: string
  readonly addresses: string
  readonly seen: string
  readonly ttl: string
  readonly noneSeen: string
  readonly oneLook: string
  readonly probe: string
  readonly issuers: string
  readonly issuer: string
  readonly authority: string
  readonly issuersUnsure: string
  readonly noIssuer: string
  readonly roots: string
  readonly proxy: string
  readonly smartcard: string
  readonly readers: string
  readonly readersUnknown: string
  readonly browser: string
  readonly browserFound: string
  readonly browserNone: string
  readonly contacts: string
  readonly contactName: string
  readonly more: string
}

export const fileWords: Readonly<Record<Language, FileWords>> = {
  en: {
    head: 'Site file of Terminal Preflight. “site init” wrote it on {time} (Hong Kong time), from what it saw on this PC. It is not HKEX’s software.',
    verdict: 'The check on that day said: {verdict}.',
    notGood: 'Mind: this PC was not known to be good then. What was seen may be what is wrong; look at each line before you trust it.',
    how: 'A line behind # says nothing yet: take the # away and it counts. To see whether the file is right: terminal-preflight site check',
    profilesGiven: 'Services that this PC is for. From: --profile.',
    profilesAll: 'Services that this PC is for. From: nobody said, so all of them. Delete what this PC is not for.',
    resolvers: 'DNS servers. Each is asked by itself, so that a dead alternate shows before the day when it is needed.',
    custom: 'Those that this PC is set to ask.',
    noCustom: 'No DNS server of this PC’s was seen.',
    byAdapter: 'From: the settings of “{adapter}” ({origin}).',
    origins: { static: 'set by hand', dhcp: 'by DHCP' },
    bySystem: 'From: this PC’s settings.',
    byFlag: 'From: --resolver.',
    silent: 'It gave no address for the log-on pages.',
    onlyHere: 'This address means something on this PC alone.',
    hkex: 'HKEX’s own, the preferred one first. They are not public, so none is guessed: look them up in {section}. If one of those above is HKEX’s, move it here.',
    addresses: 'HKEX’s address ranges, to judge by, never to scan: {section}.',
    seen: 'From: DNS on this PC, today. {host} is {address}',
    ttl: ' (to be kept for {ttlSeconds} s)',
    noneSeen: 'No address was seen: behind a proxy the PC itself needs none.',
    oneLook:
      'One look does not show the second data centre, and an address is no range. So nothing is filled in. Write the ranges that HKEX gave to you.',
    probe: 'Single addresses of a data centre that DNS does not give today, to be connected to as well.',
    issuers: 'Who is expected to issue the certificates. Another one is a warning: correct this line when HKEX changes to another issuer.',
    issuer: 'From: the certificate of {hosts}.',
    authority: 'The authority above it, which changes more seldom: {authority}',
    issuersUnsure: 'Seen, and not filled in, since this PC was not known to be good:',
    noIssuer: 'No certificate was seen.',
    roots: 'PEM files beside this one, of roots that should be installed on this PC.',
    proxy: 'As Edge has it on this PC: {proxy}. “system” means: whatever Edge is set to, on each PC.',
    smartcard: 'optional: {optional}. required: {required}. off: {off}.',
    readers: 'Seen: {count} smartcard reader(s).',
    readersUnknown: 'Seen: nothing; the smartcard readers could not be asked.',
    browser: 'on: {on}, to load the log-on page. off: {off}.',
    browserFound: 'Seen: {browser}.',
    browserNone: 'Seen: no browser.',
    contacts: 'Whom the answer names, so that the person at the PC knows whom to call. No program can see them.',
    contactName: 'IT desk',
    more: 'More fields: the README, “The site file”.',
  },
  'zh-HK': {
    head: 'Terminal Preflight 機構設定檔。由「site init」於 {time}（香港時間）按本電腦所見寫成。本程式並非香港交易所的軟件。',
    verdict: '當時檢查的結果：{verdict}。',
    notGood: '請注意：當時未能確定本電腦正常。所見的可能正是問題所在；請逐行核對後才採用。',
    how: '以 # 開首的行暫不生效；移除 # 便會生效。如要檢查本檔案是否正確：terminal-preflight site check',
    profilesGiven: '本電腦所用的服務。來源：--profile。',
    profilesAll: '本電腦所用的服務。來源：沒有指明，故全部列出。請刪去本電腦不用的項目。',
    resolvers: 'DNS 伺服器。每部會分別查詢，令失效的備用伺服器在需要用到之前已被發現。',
    custom: '本電腦設定使用的伺服器。',
    noCustom: '看不到本電腦的 DNS 伺服器。',
    byAdapter: '來源：「{adapter}」的設定（{origin}）。',
    origins: { static: '手動設定', dhcp: '由 DHCP 分配' },
    bySystem: '來源：本電腦的設定。',
    byFlag: '來源：--resolver。',
    silent: '它沒有給出登入頁的地址。',
    onlyHere: '這個地址只在本電腦有意義。',
    hkex: '香港交易所的 DNS 伺服器，首選的在前。其地址並非公開，故不作猜測：請查閱 {section}。如以上其中一部屬香港交易所，請移到這裡。',
    addresses: '香港交易所的地址範圍，只用作判斷，不會掃描：見 {section}。',
    seen: '來源：今日本電腦的 DNS。{host} 為 {address}',
    ttl: '（保留 {ttlSeconds} 秒）',
    noneSeen: '看不到任何地址：經代理伺服器連線時，電腦本身無須查詢。',
    oneLook: '只看一次看不到第二個數據中心，而單一地址亦不是範圍，故沒有填寫。請填寫香港交易所給予的範圍。',
    probe: '今日 DNS 沒有給出、但亦須連接的個別數據中心地址。',
    issuers: '預期的證書簽發者。如有不同會作警告；香港交易所轉用另一簽發者時，請更正這一行。',
    issuer: '來源：{hosts} 的證書。',
    authority: '其上層機構較少變更：{authority}',
    issuersUnsure: '已看到，但因未能確定本電腦正常而沒有填寫：',
    noIssuer: '看不到任何證書。',
    roots: '與本檔案放在一起的 PEM 檔案：應安裝於本電腦的根證書。',
    proxy: '本電腦的 Edge 現時設定：{proxy}。「system」指各電腦的 Edge 本身的設定。',
    smartcard: 'optional：{optional}。required：{required}。off：{off}。',
    readers: '所見：{count} 個聰明卡讀卡器。',
    readersUnknown: '所見：未能查詢聰明卡讀卡器。',
    browser: 'on：{on}，以載入登入頁。off：{off}。',
    browserFound: '所見：{browser}。',
    browserNone: '所見：沒有瀏覽器。',
    contacts: '報告所列的聯絡人，讓使用者知道應找誰。程式無法得知。',
    contactName: '資訊科技支援',
    more: '其他欄位：見 README 的「The site file」。',
  },
}
