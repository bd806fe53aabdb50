/** What `bundle verify` says, in both languages. */

import type { Language } from '../../checks/text.ts'
import type { ArchiveProblemCode } from '../archive/problem.ts'
import type { SignatureProblem } from '../cms/verify.ts'
import type { BundleProblem } from './problems.ts'
import type { Origin } from './verify.ts'

export interface VerifyText {
  readonly intact: string
  readonly intactUnconfirmed: string
  readonly notIntact: string
  readonly noBundle: string
  readonly problems: Readonly<Record<Exclude<BundleProblem['code'], 'archive' | 'signature'>, string>>
  readonly archive: Readonly<Record<ArchiveProblemCode, string>>
  readonly signature: string
  readonly signatures: Readonly<Partial<Record<SignatureProblem, string>>>
  readonly otherSignature: string
  readonly inFile: string
  readonly sealed: string
  readonly signedBy: string
  readonly install: string
  readonly key: string
  readonly origins: Readonly<Record<Origin['kind'], string>>
  readonly request: string
  readonly redaction: string
  readonly files: string
  readonly same: string
  readonly altered: string
  readonly differs: string
  /** Of a report; a file stays what it is called. */
  readonly parts: Readonly<Record<string, string>>
  readonly notCompared: string
  readonly causes: string
  readonly noCauses: string
}

export const verifyText: Readonly<Record<Language, VerifyText>> = {
  en: {
    intact: 'INTACT  every byte is as it was signed',
    intactUnconfirmed: 'INTACT  as it was signed, but what its report says is NOT CONFIRMED: other rules made it (see below)',
    notIntact: 'NOT INTACT  {why}',
    noBundle: 'NO READABLE BUNDLE  {why}',
    problems: {
      'no-manifest': 'a ZIP, and none of this program’s',
      'newer-format': 'it has a later format ({format}); get a later version of this program',
      encrypted: 'it is encrypted; name the private key that opens it: --key FILE.pem',
      'not-listed': 'it holds {file}, which the signed list does not name',
      'missing-file': 'it lacks {file}',
      digest: '{file} is not what was signed',
      content: '{file} does not hold what belongs there ({field})',
    },
    archive: {
      'not-an-archive': 'it is no ZIP',
      damaged: 'the archive is damaged, cut, or holds something beside its files',
      'not-ours':
        'the archive holds what this program never writes (compression, encryption, links, comments); if it was packed anew on its way, ask for the file as the program wrote it',
      'too-many-files': 'it holds more files than any bundle',
      'too-large': 'it is larger than any bundle',
      'bad-name': 'it holds a file with a name that no bundle has',
      'duplicate-name': 'it holds two files of one name',
    },
    signature: 'the signature is not right: {why}',
    signatures: {
      content: 'the list of files is not what was signed',
      signature: 'it is not the signer’s',
      certificates: 'its certificates were changed',
      unaccounted: 'it brings certificates that nobody signed',
      weak: 'it was made with an algorithm or a key that is too weak',
      'not-cms': 'it is damaged',
      'not-der': 'it is not written as this program writes it',
    },
    otherSignature: 'it is of a kind that no bundle has ({code})',
    inFile: '{file}: {why}',
    sealed: 'Sealed {time} Hong Kong time, by that PC’s clock; program {version}, profiles {profiles}',
    signedBy: 'Signed by: {name}',
    install: 'Install: {install}',
    key: 'Key (SHA-256): {fingerprint}',
    origins: {
      trusted: 'Origin: trusted, by {by}',
      known: 'Origin: known; the same key since {since} Hong Kong time',
      'first-sight':
        'Origin: not proven. This key is seen for the first time, and is remembered. To prove it, get the signer’s certificate (a PC’s own is its device.pem) by another way than the bundle, and name it: --trust FILE.pem',
      'changed-key':
        'ORIGIN: THE KEY HAS CHANGED. Since {since} Hong Kong time this install signed with another key ({before}). It was set up anew, or somebody else uses its name: ask there before you believe it',
      'not-trusted': 'Origin: not proven; none of the certificates that were named vouches for this key',
      'cannot-tell': 'Origin: not proven; the list of known installs can’t be used ({why})',
    },
    request: 'Answers request {id}, case {case}, signed by {signer}',
    redaction: 'Redaction: {policy}',
    files: '{count} files, {kilobytes} kB',
    same: 'Judged again: the same. {verdict}; {causes}',
    altered:
      'Judged again: NOT what the report says, though by the same rules ({parts}). The evidence leads to {verdict}; {causes}. Somebody changed the report or the evidence',
    differs:
      'Judged again by other rules: differs ({parts}). The PC said {before}; these rules say {verdict}; {causes}. Neither is wrong by itself: the rules of {version} are not this program’s',
    parts: {
      rules: 'rules',
      verdict: 'verdict',
      profiles: 'services',
      causes: 'causes',
      unexplained: 'what is unexplained',
      notJudged: 'what was not judged',
      findings: 'findings',
      checks: 'checks',
      startedAt: 'time',
      elapsedMs: 'time taken',
      agent: 'program and PC',
    },
    notCompared: 'Written by another version, so not compared: {files}. Go by “bundle show”',
    causes: 'causes: {list}',
    noCauses: 'no causes',
  },
  'zh-HK': {
    intact: '完整  每一個位元組均與簽署時相同',
    intactUnconfirmed: '完整  與簽署時相同，但報告內容未能證實：報告由其他規則得出（見下文）',
    notIntact: '不完整  {why}',
    noBundle: '沒有可讀取的資料包  {why}',
    problems: {
      'no-manifest': '這是 ZIP 檔案，但並非由本程式製作',
      'newer-format': '格式較新（{format}）；請取得較新版本的程式',
      encrypted: '已加密；請以 --key FILE.pem 指明可開啟它的私人密碼匙',
      'not-listed': '內有已簽署清單所沒有的 {file}',
      'missing-file': '缺少 {file}',
      digest: '{file} 與簽署時不同',
      content: '{file} 的內容不符（{field}）',
    },
    archive: {
      'not-an-archive': '並非 ZIP 檔案',
      damaged: '檔案已損壞、不完整，或夾帶其他內容',
      'not-ours': '含有本程式從不寫入的內容（壓縮、加密、連結、註解）；如曾在途中重新壓縮，請對方提供程式產生的原檔',
      'too-many-files': '檔案數目超出任何資料包所有',
      'too-large': '大小超出任何資料包所有',
      'bad-name': '內有檔案的名稱不屬任何資料包',
      'duplicate-name': '內有兩個同名檔案',
    },
    signature: '簽署不正確：{why}',
    signatures: {
      content: '檔案清單與簽署時不同',
      signature: '並非簽署人的簽署',
      certificates: '所附證書曾被更改',
      unaccounted: '夾帶沒有人簽署的證書',
      weak: '所用的算法或密碼匙強度不足',
      'not-cms': '簽署已損壞',
      'not-der': '並非以本程式的方式寫成',
    },
    otherSignature: '不屬任何資料包的種類（{code}）',
    inFile: '{file}：{why}',
    sealed: '於香港時間 {time} 封存（以該電腦的時鐘計）；程式版本 {version}，服務 {profiles}',
    signedBy: '簽署人：{name}',
    install: '安裝：{install}',
    key: '密碼匙 (SHA-256)：{fingerprint}',
    origins: {
      trusted: '來源：可信，由 {by} 證明',
      known: '來源：已知；自香港時間 {since} 起為同一密碼匙',
      'first-sight':
        '來源：未經證實。首次見到此密碼匙，並已記下。如要證實，請以資料包以外的途徑取得簽署人的證書（電腦本身的為 device.pem），並以 --trust FILE.pem 指明',
      'changed-key':
        '來源：密碼匙已更改。自香港時間 {since} 起，此安裝以另一密碼匙（{before}）簽署。可能已重新設定，亦可能有人冒認：請先向對方查證',
      'not-trusted': '來源：未經證實；所指明的證書均不能證明此密碼匙',
      'cannot-tell': '來源：未經證實；已知安裝的清單不能使用（{why}）',
    },
    request: '回應要求 {id}，個案 {case}，由 {signer} 簽署',
    redaction: '略去資料：{policy}',
    files: '{count} 個檔案，{kilobytes} kB',
    same: '重新判斷：相同。「{verdict}」；{causes}',
    altered: '重新判斷：雖以相同規則，結果與報告不符（{parts}）。證據得出「{verdict}」；{causes}。有人更改了報告或證據',
    differs:
      '以其他規則重新判斷：有所不同（{parts}）。該電腦的結論為「{before}」；以本程式的規則則為「{verdict}」；{causes}。兩者本身均無錯誤：{version} 的規則並非本程式的規則',
    parts: {
      rules: '規則',
      verdict: '結論',
      profiles: '服務',
      causes: '原因',
      unexplained: '未能解釋的情況',
      notJudged: '未能判斷的項目',
      findings: '檢查結果',
      checks: '檢查項目',
      startedAt: '檢查時間',
      elapsedMs: '需時',
      agent: '程式及電腦',
    },
    notCompared: '由另一版本寫成，故沒有核對：{files}。請以「bundle show」所示為準',
    causes: '原因：{list}',
    noCauses: '沒有原因',
  },
}
