/** What can be wrong with what a command was given, in both languages. */

import type { Told } from '../cli/told.ts'
import type { OpeningKeyProblem } from '../cms/decrypt-key.ts'
import type { EnvelopeProblem } from '../cms/decrypt-problem.ts'

export const commandWords = {
  keyNeeded: {
    en: '--key is needed: the private key of the certificate that it was encrypted to',
    'zh-HK': '須有 --key：加密所用證書的私人密碼匙',
  },
  openNeedsKey: {
    en: 'bundle open needs --key FILE.pem: the private key of the certificate that it was encrypted to',
    'zh-HK': 'bundle open 須有 --key 檔案.pem：加密所用證書的私人密碼匙',
  },
  oneEach: {
    en: '--{one} and --{other} print one thing each; give one of them',
    'zh-HK': '--{one} 與 --{other} 各輸出一項；請只用其中一個',
  },
  fromSources: {
    en: '{name} is made by a build, and this runs from its sources: npm run build, then dist/terminal-preflight.cjs has it',
    'zh-HK': '{name} 在建置時產生，而目前直接由原始碼執行：請先執行 npm run build，再用 dist/terminal-preflight.cjs',
  },
  noSuchCommand: { en: '{first} {second} is nothing that there is{hint}', 'zh-HK': '沒有指令 {first} {second}{hint}' },
  noSuchCause: { en: 'no cause is called {code}{hint}', 'zh-HK': '沒有名為 {code} 的原因{hint}' },
  causesListed: { en: '; terminal-preflight causes lists them', 'zh-HK': '；所有原因見 terminal-preflight causes' },
  noSuchShell: { en: '{shell} is no shell that it is made for{hint}', 'zh-HK': '不支援命令列介面 {shell}{hint}' },
  noSession: { en: '{text} is no session; write its number, such as 1', 'zh-HK': '{text} 並非時段；請輸入其編號，例如 1' },
  printWhat: {
    en: 'guide --print needs the name of a procedure; terminal-preflight guide lists them',
    'zh-HK': 'guide --print 之後須有程序名稱；所有程序見 terminal-preflight guide',
  },
  nobodyToGuide: {
    en: 'guide asks a person step by step, and nobody can answer here: its input or its error output is no terminal',
    'zh-HK': 'guide 須由人逐步回答，但此處無人可答：輸入或錯誤輸出並非終端機視窗',
  },
} as const satisfies Readonly<Record<string, Told>>

/** Complete "FILE: …". */
export const keyProblems: Readonly<Record<OpeningKeyProblem, Told>> = {
  'not-a-key': { en: 'is no private key in PEM, or a damaged one', 'zh-HK': '並非 PEM 格式的私人密碼匙，或已損壞' },
  'passphrase-needed': {
    en: 'is protected by a password: name a file that holds it, --key-password-file FILE',
    'zh-HK': '受密碼保護：請指明載有密碼的檔案，--key-password-file 檔案',
  },
  'wrong-passphrase': { en: 'the password does not open it', 'zh-HK': '密碼不正確，無法開啟' },
  'not-rsa': { en: 'is no RSA key; bundles are encrypted to RSA keys alone', 'zh-HK': '並非 RSA 密碼匙；資料包只以 RSA 密碼匙加密' },
  'too-large': { en: 'is larger than any key', 'zh-HK': '太大，不可能是密碼匙' },
}

/** Complete "FILE: …". */
export const openProblems: Readonly<Record<EnvelopeProblem, Told>> = {
  'not-cms': { en: 'is no encrypted bundle', 'zh-HK': '並非已加密的資料包' },
  'not-encrypted': { en: 'is no encrypted bundle', 'zh-HK': '並非已加密的資料包' },
  'no-recipient': { en: 'was not encrypted to this key', 'zh-HK': '並非以此密碼匙加密' },
  unsupported: { en: 'is encrypted in a way that this program does not know', 'zh-HK': '採用本程式不支援的加密方式' },
  damaged: { en: 'is damaged, or was cut', 'zh-HK': '已損壞或不完整' },
  'too-large': { en: 'is larger than any bundle', 'zh-HK': '太大，不可能是資料包' },
}
