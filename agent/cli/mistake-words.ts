/** What can be wrong with a command line, in both languages. */

import { type Told, tell } from './told.ts'

export const mistakeWords = {
  didYouMean: { en: '; did you mean {near}?', 'zh-HK': '；是否想輸入 {near}？' },
  oneOf: { en: '; write one of {choices}', 'zh-HK': '；請填寫其中一項：{choices}' },
  oneOrOther: { en: ': {others} or {last}', 'zh-HK': '：{others} 或 {last}' },
  notOneOf: { en: '{text} is not {what}{hint}', 'zh-HK': '{text} 並非可用的{what}{hint}' },
  ofFlag: { en: '{flag}: {problem}', 'zh-HK': '{flag}：{problem}' },
  ofFile: { en: '{flag} {name}: {problem}', 'zh-HK': '{flag} {name}：{problem}' },
  ofName: { en: '{name}: {problem}', 'zh-HK': '{name}：{problem}' },
  unknownFlag: { en: 'there is no flag {flag}; {hint}', 'zh-HK': '沒有選項 {flag}；{hint}' },
  flagMeant: { en: 'did you mean --{near}?', 'zh-HK': '是否想輸入 --{near}？' },
  flagsListed: { en: '{lists} lists them', 'zh-HK': '可用的選項見 {lists}' },
  noValue: { en: '--{name} takes no value; leave out {value}', 'zh-HK': '--{name} 不需要數值；請刪去 {value}' },
  twice: { en: '--{name} is given twice; give it once', 'zh-HK': '--{name} 重複；只需輸入一次' },
  needs: { en: '--{name} needs {wants}', 'zh-HK': '--{name} 之後須有{wants}' },
  needsFile: {
    en: '--{name}= needs the name of a file; --{name} alone writes to the standard output',
    'zh-HK': '--{name}= 之後須有檔案名稱；只輸入 --{name} 則寫到標準輸出',
  },
  notExpected: { en: '{argument} is not expected here{hint}', 'zh-HK': '此處不應有 {argument}{hint}' },
  commandMeant: { en: '; did you mean terminal-preflight {command}?', 'zh-HK': '；是否想輸入 terminal-preflight {command}？' },
  flagInstead: { en: '; did you mean --{flag}?', 'zh-HK': '；是否想輸入 --{flag}？' },
  helpShows: { en: '; {program} --help shows what can be written', 'zh-HK': '；可輸入的內容見 {program} --help' },
  argumentMissing: {
    en: '{command} needs {what}; {program} --help shows how it is written',
    'zh-HK': '{command} 之後須有{what}；寫法見 {program} --help',
  },
  noResolverName: { en: '{text} has no name; write hkex=IP or custom=IP', 'zh-HK': '{text} 沒有名稱；請輸入 hkex=IP 或 custom=IP' },
  wrongResolverName: { en: '{text} is no name of resolvers{hint}', 'zh-HK': '{text} 並非 DNS 伺服器的名稱{hint}' },
  notATime: {
    en: '{text} is not a time; write a number with ms, s or m, such as 20s',
    'zh-HK': '{text} 並非時間；請輸入數字及 ms、s 或 m，例如 20s',
  },
  timeOutOfRange: {
    en: '{text} is out of range; write a time from {from} to {to}',
    'zh-HK': '{text} 超出範圍；請輸入 {from} 至 {to} 的時間',
  },
  untilAlone: {
    en: '--until belongs to --watch; give the time between rounds too',
    'zh-HK': '--until 須與 --watch 一同使用；請一併輸入每次相隔的時間',
  },
  dryWatch: {
    en: '--dry-run contacts nothing that --watch could watch; leave out one',
    'zh-HK': '--dry-run 不作任何聯絡，--watch 便無從重複檢查；請刪去其中一項',
  },
  bothToStdout: {
    en: '--{one} and --{other} both write to the standard output; give one of them a file, or leave it out',
    'zh-HK': '--{one} 與 --{other} 都寫到標準輸出；請為其中一項指定檔案，或刪去該項',
  },
  bothToFile: {
    en: '--{one} and --{other} both write to {file}; give them a file each',
    'zh-HK': '--{one} 與 --{other} 都寫到 {file}；請各指定一個檔案',
  },
  notProm: {
    en: '--prometheus: {file} does not end in .prom, and the collectors read nothing else; write {meant}',
    'zh-HK': '--prometheus：{file} 的結尾並非 .prom，而收集程式只讀取該類檔案；請填寫 {meant}',
  },
  dryPlugin: {
    en: '--dry-run finds nothing out that --nagios could tell; leave out one',
    'zh-HK': '--dry-run 不會有結果可供 --nagios 輸出；請刪去其中一項',
  },
  watchPlugin: {
    en: '--nagios answers once, and --watch goes on; leave out one',
    'zh-HK': '--nagios 只輸出一次結果，而 --watch 會不斷重複；請刪去其中一項',
  },
  uploadPlugin: {
    en: '--nagios has no code for an upload that was kept; leave out --require-upload',
    'zh-HK': '--nagios 沒有代碼表示資料包留待稍後上載；請刪去 --require-upload',
  },
  twoRequests: { en: 'two requests are given; give one', 'zh-HK': '有兩個要求；只可指定一個' },
  requestAndUpload: {
    en: 'a request says where the bundle goes; leave out --upload or --request',
    'zh-HK': '要求已指明資料包傳送至何處；請刪去 --upload 或 --request',
  },
  exclude: { en: '--no-upload and {other} exclude each other; leave out one', 'zh-HK': '--no-upload 與 {other} 互相抵觸；請刪去其中一項' },
  belongsToUpload: { en: '{flag} belongs to --upload; give the address too', 'zh-HK': '{flag} 須與 --upload 一同使用；請一併輸入網址' },
  tokenNotNeeded: {
    en: 'an address of kind {kind} is its own permission; leave out --upload-token-file',
    'zh-HK': '{kind} 類的網址本身已是權限；請刪去 --upload-token-file',
  },
  emptyToken: { en: 'the file is empty', 'zh-HK': '檔案是空的' },
  notAToken: {
    en: 'is no bearer token; it is made of letters, digits and -._~+/',
    'zh-HK': '並非 Bearer 權杖；權杖由字母、數字及 -._~+/ 組成',
  },
  passwordAlone: {
    en: '--signing-key-password-file belongs to --signing-key; name the key file too',
    'zh-HK': '--signing-key-password-file 須與 --signing-key 一同使用；請一併指明密碼匙檔案',
  },
} as const satisfies Readonly<Record<string, Told>>

/** What a flag or a command wants, and kinds of words, by their English. */
const phrases: Readonly<Record<string, string>> = {
  'ccass, dms, ccms or the name of a profile file': ' ccass、dms、ccms 或設定檔的名稱',
  'the name of a site file': '機構設定檔的名稱',
  'NAME=IP[:PORT][,…], for example custom=192.168.1.53': '「名稱=IP[:連接埠][,…]」，例如 custom=192.168.1.53',
  'system, direct, http://host:port or pac+http://…': ' system、direct、http://host:port 或 pac+http://…',
  'optional, required or off': ' optional、required 或 off',
  'on or off': ' on 或 off',
  'the name of a PEM file': ' PEM 檔案的名稱',
  'the name of a PEM file with the private key': '載有私人密碼匙的 PEM 檔案的名稱',
  'the name of a request file (*.preflight-request)': '要求檔案 (*.preflight-request) 的名稱',
  'an https address': ' https 網址',
  'collector, presigned or azure-sas': ' collector、presigned 或 azure-sas',
  'the name of a file that holds the token': '載有權杖的檔案的名稱',
  'standard or strict': ' standard 或 strict',
  'the name of a PKCS#12 file (.p12, .pfx)': ' PKCS#12 檔案 (.p12、.pfx) 的名稱',
  'the name of a file that holds the password': '載有密碼的檔案的名稱',
  'the name of a file': '檔案名稱',
  'the name of a file (*.prom)': '檔案 (*.prom) 的名稱',
  'the name of the file to write': '要寫入的檔案的名稱',
  'the name of a folder': '資料夾名稱',
  'en or zh-HK': ' en 或 zh-HK',
  'a time such as 20s': '時間，例如 20s',
  'a time such as 10m': '時間，例如 10m',
  'a time such as 30s': '時間，例如 30s',
  'ready, attention or change': ' ready、attention 或 change',
  'a number, such as 1': '數字，例如 1',
  'the name of a procedure file': '程序檔案的名稱',
  'the name of the record of the other session': '另一時段的記錄的名稱',
  'the name of the record to go on with': '要繼續的記錄的名稱',
  'a phone code, in groups of four': '電話代碼，每四個一組',
  'the name of a bundle': '資料包的名稱',
  'the name of a second bundle': '第二個資料包的名稱',
  'a cause or a finding': '原因或檢查結果',
  'the name of a procedure': '程序名稱',
  'the name of a request file': '要求檔案的名稱',
  'the name of a shell: bash, zsh or powershell': '命令列介面的名稱：bash、zsh 或 powershell',
  'the name of an encrypted bundle': '已加密的資料包的名稱',
  'kind of upload': '上載種類',
  'redaction policy': '略去資料的政策',
  'browser setting': '瀏覽器設定',
  'smartcard setting': '聰明卡設定',
  language: '語言',
  'end of a watch': '結束條件',
  choice: '選擇',
}

/** What has no other words stays as it is: FILE, and what another program of ours wants. */
export function phrase(english: string): string {
  const chinese = Object.hasOwn(phrases, english) ? phrases[english] : undefined
  return chinese === undefined ? english : tell({ en: english, 'zh-HK': chinese })
}

export function ofFlag(flag: string, problem: string): string {
  return tell(mistakeWords.ofFlag, { flag, problem })
}
