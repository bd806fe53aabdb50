/** What is said of a phone code, in both languages. */

import type { Owner } from '../../checks/cause.ts'
import type { Language } from '../../checks/text.ts'
import type { CodeProblem } from './phone-code.ts'
import type { CodePlace, CodeTarget } from './subject.ts'

export interface CodeWords {
  readonly heading: string
  readonly madeOn: string
  readonly other: string
  readonly unknownTitle: string
  readonly where: string
  readonly firstStep: string
  readonly noCause: string
  readonly moreCauses: string
  readonly unexplained: string
  readonly notJudged: string
  readonly separator: string
  /** As the helpdesk sees them: not "your", but the caller's. */
  readonly owners: Readonly<Record<Owner, string>>
  readonly targets: Readonly<Record<Exclude<CodeTarget, 'none'>, string>>
  readonly places: Readonly<Record<Exclude<CodePlace, 'none'>, string>>
  readonly problems: Readonly<Record<CodeProblem['kind'] | 'mistyped-where' | 'groups', string>>
  readonly spelling: Readonly<Record<string, string>>
}

/** ICAO Annex 10, volume II, 5.2.1.3: said in English in Hong Kong too. */
const letters = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
} as const

function digits(words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word, digit) => [String(digit), word]))
}

export const codeWords: Readonly<Record<Language, CodeWords>> = {
  en: {
    heading: 'Phone code {code}',
    madeOn: 'Seen on {day}, by that PC’s own clock, by Terminal Preflight {version}, for {profiles}',
    other: 'another profile',
    unknownTitle: 'Cause {number}, which this version does not know: get a newer version of this program',
    where: 'Where',
    firstStep: 'What to do first',
    noCause: 'The code names no cause.',
    moreCauses: 'There are more causes than a code can hold: they stand in the report on that PC.',
    unexplained: 'Something was seen that no known cause explains: ask for the bundle.',
    notJudged: 'Some things were not judged, for want of the values of Section 4.7-4.9 in that PC’s site.yaml.',
    separator: '; ',
    owners: {
      'terminal-user': 'the person at that PC',
      'site-it': 'the caller’s IT support',
      'site-network': 'the caller’s network or firewall team',
      'line-vendor': 'the vendor of the caller’s line to HKEX',
      hkex: 'HKEX',
    },
    targets: {
      'landing-host': 'the host of CCASS and DMS ({address})',
      'ccass-page': 'CCASS’s page ({address})',
      'dms-page': 'DMS’s page ({address})',
      'two-factor-server': 'the 2FA server ({address})',
      several: 'more than one host',
      other: 'another host',
    },
    places: {
      'hkex-preferred': 'HKEX’s preferred DNS server',
      'hkex-alternate': 'HKEX’s alternate DNS server',
      'hkex-both': 'HKEX’s two DNS servers, preferred and alternate',
      'hkex-other': 'HKEX’s DNS servers',
      'custom-first': 'the caller’s own first DNS server',
      'custom-second': 'the caller’s own second DNS server',
      'custom-several': 'several of the caller’s own DNS servers',
      'custom-other': 'one of the caller’s own DNS servers',
      'configured-first': 'the first DNS server in that PC’s settings',
      'configured-second': 'the second DNS server in that PC’s settings',
      'configured-several': 'several DNS servers in that PC’s settings',
      'configured-other': 'one of the DNS servers in that PC’s settings',
      mixed: 'DNS servers of HKEX’s and of the caller’s own',
      'primary-data-centre': 'addresses of the primary data centre',
      'secondary-data-centre': 'addresses of the secondary data centre',
    },
    problems: {
      empty: 'there is no code: type the groups that the caller reads out',
      symbol: 'the code was mistyped: “{symbol}” in group {group} never stands in one. Ask for it again in groups of four',
      length: 'the code was mistyped: {symbols} symbols are too few or too many. Ask for it again in groups of four',
      groups: 'the code was mistyped: by its first symbol it has {expected} groups of four. Ask for it again group by group',
      mistyped: 'the code was mistyped. Ask for it again in groups of four',
      'mistyped-where': 'the code was mistyped, most likely in group {groups}. Ask for it again in groups of four',
      'newer-format': 'the code was made by a newer version. Get a newer version of this program to read it',
    },
    spelling: { ...digits('zero one two three four five six seven eight nine'), ...letters },
  },
  'zh-HK': {
    heading: '電話代碼 {code}',
    madeOn: 'Terminal Preflight {version} 於 {day}（以該電腦的時鐘為準）的檢查結果，所檢查的服務：{profiles}',
    other: '自訂',
    unknownTitle: '原因 {number}：本版本不認識，請取得本程式的較新版本',
    where: '位置',
    firstStep: '先做甚麼',
    noCause: '代碼沒有列出任何原因。',
    moreCauses: '原因多於代碼所能容納，其餘載於該電腦的報告。',
    unexplained: '有些情況未有已知原因可解釋：請索取資料包。',
    notJudged: '因該電腦的 site.yaml 欠 Section 4.7-4.9 的數值，部分項目未能判斷。',
    separator: '；',
    owners: {
      'terminal-user': '使用該電腦的人',
      'site-it': '來電者公司的資訊科技支援',
      'site-network': '來電者公司的網絡或防火牆團隊',
      'line-vendor': '來電者公司連接香港交易所的專線供應商',
      hkex: '香港交易所',
    },
    targets: {
      'landing-host': 'CCASS 及 DMS 的主機（{address}）',
      'ccass-page': 'CCASS 的頁面（{address}）',
      'dms-page': 'DMS 的頁面（{address}）',
      'two-factor-server': '雙重身份驗證伺服器（{address}）',
      several: '多於一個主機',
      other: '其他主機',
    },
    places: {
      'hkex-preferred': '香港交易所首選的 DNS 伺服器',
      'hkex-alternate': '香港交易所備用的 DNS 伺服器',
      'hkex-both': '香港交易所首選及備用的 DNS 伺服器',
      'hkex-other': '香港交易所的 DNS 伺服器',
      'custom-first': '來電者自設的第 1 部 DNS 伺服器',
      'custom-second': '來電者自設的第 2 部 DNS 伺服器',
      'custom-several': '來電者自設的多部 DNS 伺服器',
      'custom-other': '來電者自設的其中一部 DNS 伺服器',
      'configured-first': '該電腦設定的第 1 部 DNS 伺服器',
      'configured-second': '該電腦設定的第 2 部 DNS 伺服器',
      'configured-several': '該電腦設定的多部 DNS 伺服器',
      'configured-other': '該電腦設定的其中一部 DNS 伺服器',
      mixed: '香港交易所及來電者自設的 DNS 伺服器',
      'primary-data-centre': '主數據中心的地址',
      'secondary-data-centre': '備用數據中心的地址',
    },
    problems: {
      empty: '沒有代碼：請輸入來電者讀出的各組字元',
      symbol: '代碼輸入有誤：第 {group} 組的「{symbol}」不會在代碼中出現。請對方每四個一組再讀一次',
      length: '代碼輸入有誤：{symbols} 個字元，太少或太多。請對方每四個一組再讀一次',
      groups: '代碼輸入有誤：按首個字元應有 {expected} 組，每組四個。請對方逐組再讀一次',
      mistyped: '代碼輸入有誤。請對方每四個一組再讀一次',
      'mistyped-where': '代碼輸入有誤，最可能在第 {groups} 組。請對方每四個一組再讀一次',
      'newer-format': '代碼由較新版本產生。請取得本程式的較新版本再讀取',
    },
    spelling: { ...digits('零 一 二 三 四 五 六 七 八 九'), ...letters },
  },
}
