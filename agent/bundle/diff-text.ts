/** The words of `bundle diff`. */

import type { Language } from '../../checks/text.ts'
import type { HostDiff, Movement, OtherSide, Place, RunDiff } from './diff-schema.ts'

export interface DiffText {
  readonly order: Readonly<Record<RunDiff['order'], string>>
  readonly answers: Readonly<Record<RunDiff['answer']['kind'], string>>
  /** Where the ranges do not tell the place: what addresses moved from, to, or stayed at. */
  readonly addresses: { readonly from: string; readonly to: string; readonly same: string }
  readonly places: Readonly<Record<Place, string>>
  /** As they stand in a column. */
  readonly short: Readonly<Record<Exclude<Place, 'primary' | 'secondary'>, string>>
  readonly noRanges: string
  readonly movements: Readonly<Record<Movement, string>>
  readonly why: Readonly<Record<NonNullable<HostDiff['why']>, string>>
  readonly changes: Readonly<Record<RunDiff['change']['kind'], string>>
  readonly counts: Readonly<Record<Exclude<keyof RunDiff['change'], 'kind'>, string>>
  /** Under `cannot-tell`, `same` and `some-moved`: which hosts. */
  readonly hosts: Readonly<Record<keyof RunDiff['answer']['hosts'], string>>
  readonly notSame: string
  readonly notSameItems: Readonly<Record<RunDiff['notSame'][number]['what'], string>>
  readonly gone: Readonly<Record<OtherSide, string>>
  readonly added: Readonly<Record<OtherSide, string>>
  readonly still: string
  readonly severityWas: string
  readonly unexplained: string
  readonly findings: string
  readonly onlyIn: string
  readonly otherFindings: string
  readonly applications: string
  readonly hostsFile: string
  readonly nothing: string
  readonly seconds: string
  readonly connected: string
  readonly failed: string
  readonly notTried: string
  readonly hellos: Readonly<Record<string, string>>
  readonly until: string
  readonly certificates: Readonly<Record<HostDiff['certificates'][number], string>>
  readonly purposes: { readonly answer: string; readonly change: string }
}

export const diffText: Readonly<Record<Language, DiffText>> = {
  en: {
    order: {
      'a-first': 'A was recorded before B.',
      'b-first': 'A was recorded after B.',
      'same-time': 'Both were recorded at the same time.',
    },
    purposes: { answer: 'Addresses', change: 'Change' },
    answers: {
      'moved-and-green': 'The addresses of every target moved, from {from} to {to}, and all stayed green: {a} in A, {b} in B.',
      'moved-not-green': 'The addresses of every target moved, from {from} to {to}, but not all is green: {a} in A, {b} in B.',
      'moved-undetermined':
        'The addresses of every target moved, from {from} to {to}. Whether all is green was not found out: {a} in A, {b} in B.',
      'some-moved': 'The addresses of some targets moved, or a part of them, and not of all: {a} in A, {b} in B.',
      'did-not-move': 'The addresses did not move ({same} in both): {a} in A, {b} in B.',
      'cannot-tell': 'Whether the addresses moved can’t be told: {a} in A, {b} in B.',
    },
    places: {
      primary: 'the primary data centre',
      secondary: 'the secondary data centre',
      mixed: 'several places',
      outside: 'addresses outside the configured ranges',
      unknown: 'a place that is not known',
    },
    addresses: { from: 'some addresses', to: 'others', same: 'the same addresses' },
    short: { mixed: 'several places', outside: 'outside the ranges', unknown: 'unknown' },
    noRanges: 'The ranges of the data centres are not configured, so that the addresses alone were compared.',
    movements: { moved: 'moved', some: 'moved in part', stayed: 'did not move', 'cannot-tell': 'can’t be told' },
    why: {
      'no-answers': 'one side has no address',
      proxy: 'the proxy looks the name up, not this PC',
      'not-a-target': 'only one side asked for it',
      'not-comparable': 'the addresses of the two bundles were changed in different ways',
    },
    changes: {
      same: 'Nothing changed in what stops the log-on or will.',
      mended: 'Less is wrong in B, and nothing new.',
      broke: 'More is wrong in B, and nothing was mended.',
      mixed: 'What is wrong is not the same any more.',
      'cannot-tell': 'Nothing was seen to be mended or to break; not everything was looked at on both sides.',
    },
    counts: {
      mended: 'mended: {count}',
      broke: 'broke: {count}',
      still: 'still there: {count}',
      goneElsewhere: 'not in the way any more, by other addresses: {count}',
      newElsewhere: 'new, at other addresses: {count}',
      newlySeen: 'seen in B, not looked at in A: {count}',
      notSeenAgain: 'seen in A, not looked at in B: {count}',
      otherCause: 'by another cause: {count}',
    },
    hosts: { moved: 'Moved', some: 'Moved in part', stayed: 'Did not move', cannotTell: 'Can’t be told' },
    notSame: 'Not alike beforehand',
    notSameItems: {
      'agent.hostName': 'the PC',
      'agent.version': 'version of this program',
      rules: 'rules of judgement',
      redaction: 'what was left out of the bundle',
      'settings.profiles': 'profiles',
      'settings.targets': 'targets',
      'settings.resolvers': 'DNS servers asked',
      'settings.ranges': 'ranges of the data centres',
      'settings.extraAddresses': 'addresses of site.yaml',
      'settings.issuers': 'issuers expected',
      'settings.roots': 'roots given',
      'settings.proxy': 'proxy given',
      'settings.browser': 'browser on or off',
      'settings.smartcard': 'smartcard',
    },
    gone: {
      good: 'Mended',
      elsewhere: 'Not in the way any more: B went to other addresses, and these were not tried again',
      bad: 'Not named any more, but what it explained is still wrong',
      'not-seen': 'Not named any more, but not everything was looked at again',
    },
    added: {
      good: 'Broke',
      elsewhere: 'New, at addresses that were not tried in A',
      bad: 'New name for what was wrong already',
      'not-seen': 'New; not everything was looked at in A',
    },
    still: 'Still there',
    severityWas: '{text} (A: {a}; B: {b})',
    unexplained: 'explained by no known cause: {text}',
    findings: 'What was seen',
    onlyIn: 'not seen',
    otherFindings:
      'Findings beside these: {same} the same, {details} good in both and different in detail, {a} good in A alone, {b} good in B alone.',
    applications: 'Applications',
    hostsFile: 'Hosts file',
    nothing: '–',
    seconds: '{seconds} s',
    connected: 'connects',
    failed: 'does not connect ({failure})',
    notTried: 'connecting was not tried',
    hellos: { big: 'hello', small: 'small hello', old: 'old hello', refusable: 'shortest hello' },
    until: '{issuer}, until {date}',
    certificates: { issuer: 'The issuer of the certificate is not the same.', expiry: 'The certificate does not end at the same time.' },
  },
  'zh-HK': {
    order: { 'a-first': 'A 的記錄時間早於 B。', 'b-first': 'A 的記錄時間晚於 B。', 'same-time': '兩者在同一時間記錄。' },
    purposes: { answer: '地址', change: '變化' },
    answers: {
      'moved-and-green': '所有目標的地址均已由{from}轉到{to}，並且一直正常：A {a}，B {b}。',
      'moved-not-green': '所有目標的地址均已由{from}轉到{to}，但並非全部正常：A {a}，B {b}。',
      'moved-undetermined': '所有目標的地址均已由{from}轉到{to}。未能確定是否全部正常：A {a}，B {b}。',
      'some-moved': '只有部分目標或部分地址轉移：A {a}，B {b}。',
      'did-not-move': '地址沒有轉移（兩次均為{same}）：A {a}，B {b}。',
      'cannot-tell': '未能確定地址有否轉移：A {a}，B {b}。',
    },
    places: {
      primary: '主數據中心',
      secondary: '備用數據中心',
      mixed: '多個位置',
      outside: '已設定範圍以外的地址',
      unknown: '未知位置',
    },
    addresses: { from: '原有地址', to: '其他地址', same: '相同地址' },
    short: { mixed: '多個位置', outside: '範圍以外', unknown: '未知' },
    noRanges: '未設定數據中心的地址範圍，故只比較地址本身。',
    movements: { moved: '已轉移', some: '部分轉移', stayed: '沒有轉移', 'cannot-tell': '未能確定' },
    why: {
      'no-answers': '其中一方沒有地址',
      proxy: '由代理伺服器而非本電腦查找名稱',
      'not-a-target': '只有一方查詢過',
      'not-comparable': '兩個資料包的地址以不同方式改寫',
    },
    changes: {
      same: '令登入失敗或日後會令登入失敗的問題沒有變化。',
      mended: 'B 的問題減少，並沒有新問題。',
      broke: 'B 的問題增加，並沒有問題得到修復。',
      mixed: '問題已與之前不同。',
      'cannot-tell': '未見有問題修復或出現；並非所有項目兩次均有檢查。',
    },
    counts: {
      mended: '已修復：{count}',
      broke: '新出現：{count}',
      still: '仍然存在：{count}',
      goneElsewhere: '改用其他地址後不再構成阻礙：{count}',
      newElsewhere: '在其他地址新出現：{count}',
      newlySeen: 'B 發現而 A 未檢查：{count}',
      notSeenAgain: 'A 發現而 B 未檢查：{count}',
      otherCause: '改為其他原因：{count}',
    },
    hosts: { moved: '已轉移', some: '部分轉移', stayed: '沒有轉移', cannotTell: '未能確定' },
    notSame: '事前已不相同',
    notSameItems: {
      'agent.hostName': '電腦',
      'agent.version': '本程式的版本',
      rules: '判斷規則',
      redaction: '資料包略去的資料',
      'settings.profiles': '檢查的服務',
      'settings.targets': '目標',
      'settings.resolvers': '查詢的 DNS 伺服器',
      'settings.ranges': '數據中心的地址範圍',
      'settings.extraAddresses': 'site.yaml 內的地址',
      'settings.issuers': '預期的簽發者',
      'settings.roots': '指定的根證書',
      'settings.proxy': '指定的代理伺服器',
      'settings.browser': '瀏覽器開關',
      'settings.smartcard': '聰明卡',
    },
    gone: {
      good: '已修復',
      elsewhere: '不再構成阻礙：B 連往其他地址，沒有再嘗試這些地址',
      bad: '不再列出，但所解釋的情況仍有問題',
      'not-seen': '不再列出，但並非所有項目都有再檢查',
    },
    added: {
      good: '新出現',
      elsewhere: '新出現，A 沒有嘗試過這些地址',
      bad: '原有問題改為另一原因',
      'not-seen': '新列出；A 並非所有項目都有檢查',
    },
    still: '仍然存在',
    severityWas: '{text}（A：{a}；B：{b}）',
    unexplained: '未有已知原因可解釋：{text}',
    findings: '所見情況',
    onlyIn: '未見',
    otherFindings: '其餘：{same} 項相同，{details} 項兩次均正常而細節不同，{a} 項只在 A 出現並正常，{b} 項只在 B 出現並正常。',
    applications: '應用程式',
    hostsFile: 'hosts 檔案',
    nothing: '–',
    seconds: '{seconds} 秒',
    connected: '能夠連接',
    failed: '未能連接（{failure}）',
    notTried: '沒有嘗試連接',
    hellos: { big: 'hello', small: '小 hello', old: '舊式 hello', refusable: '最短 hello' },
    until: '{issuer}，至 {date}',
    certificates: { issuer: '證書的簽發者不同。', expiry: '證書的到期時間不同。' },
  },
}
