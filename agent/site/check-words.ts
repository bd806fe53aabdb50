import type { Language } from '../../checks/text.ts'
import type { SiteOrigin } from '../profile/types.ts'

export interface CheckWords {
  readonly right: string
  readonly origins: Readonly<Record<SiteOrigin, string>>
  readonly allServices: string
  readonly centres: Readonly<Record<'primary' | 'secondary', string>>
  readonly proxies: Readonly<Record<'system' | 'direct' | 'pac', string>>
  readonly nowhere: string
  readonly asksFirst: string
  readonly encrypted: string
  readonly redaction: Readonly<Record<'standard' | 'strict', string>>
  readonly missing: string
  readonly unjudged: string
  readonly nobody: string
  readonly complete: string
  readonly none: string
}

export const checkWords: Readonly<Record<Language, CheckWords>> = {
  en: {
    right: '{file} has no mistakes ({origin}). It says:',
    origins: {
      flag: 'named by you',
      'beside-program': 'found beside the program',
      'machine-folder': 'found in the machine’s own folder',
      'built-in': 'built into the program',
    },
    allServices: 'not said, so all: {profiles}',
    centres: { primary: 'primary data centre {values}', secondary: 'secondary data centre {values}' },
    proxies: { system: 'what Edge is set to on each PC', direct: 'none: directly', pac: 'the script {url}' },
    nowhere: 'bundles are sent nowhere',
    asksFirst: '{address}; the person at the PC is asked first where this file lies beside the program',
    encrypted: '{text}; encrypted to {file}',
    redaction: { standard: 'standard', strict: 'strict: pictures and more are left out' },
    missing: 'Not configured, and so not judged. It stands in {section}:',
    unjudged: '{name} ({field}): {what}',
    nobody: 'Not configured: {names}. The answer then names the team, and nobody to call.',
    complete: 'Nothing of {section} is missing.',
    none: 'there is no site file: neither {beside} nor {machine}. terminal-preflight site init writes one',
  },
  'zh-HK': {
    right: '{file} 沒有錯誤（{origin}）。內容如下：',
    origins: {
      flag: '由您指定',
      'beside-program': '位於程式旁',
      'machine-folder': '位於電腦專用資料夾',
      'built-in': '內置於程式',
    },
    allServices: '沒有指明，故包括全部：{profiles}',
    centres: { primary: '主數據中心 {values}', secondary: '備用數據中心 {values}' },
    proxies: { system: '以各電腦的 Edge 設定為準', direct: '沒有：直接連線', pac: '自動設定檔 {url}' },
    nowhere: '不會傳送資料包',
    asksFirst: '{address}；如本檔案位於程式旁，會先詢問使用者',
    encrypted: '{text}；以 {file} 加密',
    redaction: { standard: 'standard（標準）', strict: 'strict（嚴格）：略去圖片及更多資料' },
    missing: '未設定，故不會判斷。數值載於 {section}：',
    unjudged: '{name}（{field}）：{what}',
    nobody: '未設定：{names}。報告只會指出負責的團隊，而沒有聯絡人。',
    complete: '{section} 的數值均已設定。',
    none: '沒有機構設定檔：{beside} 及 {machine} 均不存在。可用 terminal-preflight site init 產生',
  },
}
