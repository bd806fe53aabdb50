/** What can be wrong with a file, or with a value in it or on the command line, in both languages. Most complete "FILE: …" or "FIELD: …". */

import type { ErrorCode } from 'yaml'
import type { Told } from '../cli/told.ts'

export const fileWords = {
  isFolder: { en: 'is a folder; name a file', 'zh-HK': '是資料夾；請指明檔案' },
  notThere: { en: 'is not there', 'zh-HK': '並不存在' },
  mayNotBeRead: { en: 'may not be read by this user', 'zh-HK': '目前的使用者沒有讀取權限' },
  tooLarge: { en: 'is larger than {kib} KiB', 'zh-HK': '大於 {kib} KiB' },
  cannotBeRead: { en: "can't be read ({code})", 'zh-HK': '無法讀取（{code}）' },
  withPath: { en: '{problem} ({path})', 'zh-HK': '{problem}（{path}）' },
  ofSite: { en: '{name} {problem}', 'zh-HK': '{name} {problem}' },
  cannotBeWritten: { en: "can't be written ({code})", 'zh-HK': '無法寫入（{code}）' },
  cannotBeWrittenSince: { en: "can't be written: {why} ({code})", 'zh-HK': '無法寫入：{why}（{code}）' },
  diskFull: { en: 'the disk is full', 'zh-HK': '磁碟已滿' },
  quota: { en: 'this user may keep no more on the disk', 'zh-HK': '目前的使用者已用盡磁碟配額' },
  readOnly: { en: 'the disk is read-only', 'zh-HK': '磁碟只可讀取' },
  fileInPlace: { en: 'a file stands where a folder is needed', 'zh-HK': '須為資料夾之處是一個檔案' },
  folderInPlace: { en: 'it is a folder; name a file', 'zh-HK': '這是資料夾；請指明檔案' },
  mayNotBeWritten: { en: 'this user may not write there', 'zh-HK': '目前的使用者沒有寫入權限' },
  notText: { en: 'is not {encoding} text; save it as UTF-8', 'zh-HK': '並非 {encoding} 文字；請以 UTF-8 儲存' },
  nul: {
    en: 'holds a NUL character, so it is no text file or one in another encoding; save it as UTF-8',
    'zh-HK': '含有 NUL 字元，即並非文字檔案，或採用其他編碼；請以 UTF-8 儲存',
  },
  twoSiteFiles: {
    en: 'two site files: {beside} and {machine}; remove one, or say which counts: --site FILE',
    'zh-HK': '有兩個機構設定檔：{beside} 及 {machine}；請移走其中一個，或指明採用哪個：--site 檔案',
  },
  alreadyThere: {
    en: '{file} is already there, and may hold what nobody else knows; name another one (--output FILE), or write over it (--force)',
    'zh-HK': '{file} 已存在，內容可能別無他人知道；請指明另一個檔案（--output 檔案），或覆寫（--force）',
  },
  noPem: {
    en: 'holds no PEM certificate; export it as "Base-64 encoded X.509 (.CER)", which begins with {begin}',
    'zh-HK': '沒有 PEM 證書；請匯出為「Base-64 編碼 X.509 (.CER)」，其開首為 {begin}',
  },
  manyCertificates: {
    en: 'holds more than {most} certificates; name only the roots that are meant',
    'zh-HK': '含有超過 {most} 張證書；只需指明所需的根證書',
  },
  cutCertificates: {
    en: 'has {announced} begun but {whole} whole certificates; a part of the file is missing or damaged',
    'zh-HK': '有 {announced} 張證書開首，但只有 {whole} 張完整；檔案缺少一部分或已損壞',
  },
  damagedCertificate: {
    en: 'certificate {number} of {announced} is damaged; export it again as "Base-64 encoded X.509 (.CER)"',
    'zh-HK': '{announced} 張證書中的第 {number} 張已損壞；請再匯出為「Base-64 編碼 X.509 (.CER)」',
  },
  twins: {
    en: "two profiles have the id {id}: {one} and {other}; name one of them, or give the file's another id",
    'zh-HK': '兩個設定檔的 id 同為 {id}：{one} 及 {other}；請只指明其中一個，或更改檔案內的 id',
  },
  noProfile: {
    en: 'is no profile{hint} (a profile file is named with its folder or ending: lab.yaml)',
    'zh-HK': '並非設定檔{hint}（設定檔的檔案須連同資料夾或副檔名：lab.yaml）',
  },
  profilesInOne: {
    en: 'is no profile; give --profile once for each: {flags}',
    'zh-HK': '並非設定檔；請為每個設定檔各輸入一次 --profile：{flags}',
  },
} as const satisfies Readonly<Record<string, Told>>

export const valueWords = {
  named: { en: '{text} {problem}', 'zh-HK': '{text} {problem}' },
  badPort: { en: 'the port of {text} is not a number from 1 to 65535', 'zh-HK': '{text} 的連接埠並非 1 至 65535 的數字' },
  notAnAddress: {
    en: '{text} is not an IP address; write "ip", "ip:port" or "[v6]:port"',
    'zh-HK': '{text} 並非 IP 地址；請填寫 "ip"、"ip:port" 或 "[v6]:port"',
  },
  notOneAddress: {
    en: '{text} is not an IP address; write one address without a port, such as 10.2.0.10',
    'zh-HK': '{text} 並非 IP 地址；請填寫一個地址，不連連接埠，例如 10.2.0.10',
  },
  noHost: { en: '{text} stands for no host; write the address of one', 'zh-HK': '{text} 不代表任何主機；請填寫主機的地址' },
  notHttps: {
    en: '{text} is not an https address; write https://host/path, or https://host:port/path with a port from 1 to 65535',
    'zh-HK': '{text} 並非 https 網址；請填寫 https://host/path，或 https://host:port/path（連接埠為 1 至 65535）',
  },
  notUploadUrl: { en: 'is not an https address; write https://host/path', 'zh-HK': '並非 https 網址；請填寫 https://host/path' },
  userInTarget: {
    en: 'the address holds a user name or password; leave it out, nothing is ever logged on to',
    'zh-HK': '網址含有使用者名稱或密碼；請刪去，本程式不會登入',
  },
  userInProxy: {
    en: 'the address holds a user name or password; leave it out, none is ever sent',
    'zh-HK': '網址含有使用者名稱或密碼；請刪去，本程式不會傳送',
  },
  userInUpload: { en: 'the address holds a user name or password; leave it out', 'zh-HK': '網址含有使用者名稱或密碼；請刪去' },
  notAProxy: {
    en: '{text} is not a proxy setting; write system, direct, http://host:port or pac+http://host/file.pac',
    'zh-HK': '{text} 並非代理伺服器設定；請填寫 system、direct、http://host:port 或 pac+http://host/file.pac',
  },
  proxyMeant: {
    en: '{text} is not a proxy setting; did you mean http://{proxy}?',
    'zh-HK': '{text} 並非代理伺服器設定；是否想填寫 http://{proxy}？',
  },
  proxyWithoutPort: {
    en: '{text} has no port from 1 to 65535; write http://host:port, for example http://proxy.example:8080',
    'zh-HK': '{text} 沒有 1 至 65535 的連接埠；請填寫 http://host:port，例如 http://proxy.example:8080',
  },
  proxyWithPath: {
    en: '{text} has a path; a proxy is only http://host:port (a PAC file is pac+http://…)',
    'zh-HK': '{text} 含有路徑；代理伺服器只需 http://host:port（PAC 檔案為 pac+http://…）',
  },
  notAName: {
    en: '{text} is not a distinguished name; write it as the certificate shows it, such as CN=Example CA, O=Example',
    'zh-HK': '{text} 並非識別名稱；請按證書所示填寫，例如 CN=Example CA, O=Example',
  },
  notARange: {
    en: '{text} is not an address range; write it as address/prefix, such as 10.1.0.0/16',
    'zh-HK': '{text} 並非地址範圍；請填寫「地址/前綴長度」，例如 10.1.0.0/16',
  },
  noPrefix: {
    en: '{text} has no prefix length; write a range such as 10.1.0.0/16, or {single} for this address alone',
    'zh-HK': '{text} 沒有前綴長度；請填寫範圍，例如 10.1.0.0/16；如只指此地址，請填寫 {single}',
  },
  badPrefix: { en: 'the prefix length of {text} is not a number from 0 to {bits}', 'zh-HK': '{text} 的前綴長度並非 0 至 {bits} 的數字' },
  zone: { en: '{text} holds a zone (%); leave it out', 'zh-HK': '{text} 含有區域 (%)；請刪去' },
  unseen: {
    en: 'holds a line end, or a character that cannot be seen; leave it out',
    'zh-HK': '含有換行或看不見的字元；請刪去',
  },
  curly: {
    en: 'begins with a curly quote, which would be shown; write " instead',
    'zh-HK': '以彎引號開首，引號會照樣顯示；請改用 "',
  },
  notAnId: {
    en: 'is not an id; write up to 40 small letters, digits and hyphens, such as ccass or sso-2',
    'zh-HK': '並非 id；請填寫最多 40 個小寫字母、數字及連字號，例如 ccass 或 sso-2',
  },
  sameTarget: {
    en: '{id} is the id of an earlier target too; give each its own',
    'zh-HK': '{id} 已是之前一個目標的 id；請各用不同的 id',
  },
  notATimeOfDay: {
    en: 'is not a time; write HH:MM in Hong Kong time, such as 08:00',
    'zh-HK': '並非時間；請以香港時間填寫 HH:MM，例如 08:00',
  },
} as const satisfies Readonly<Record<string, Told>>

export const schemaWords = {
  missing: { en: 'is missing; write {kind}', 'zh-HK': '欠缺；請填寫{kind}' },
  missingChoice: { en: 'is missing; write one of {choices}', 'zh-HK': '欠缺；請填寫其中一項：{choices}' },
  wrongKind: { en: 'is {what}; write {kind}', 'zh-HK': '是{what}；請填寫{kind}' },
  wrongKindQuoted: { en: 'is {what}; write {kind} in quotes: "{text}"', 'zh-HK': '是{what}；請填寫{kind}，並加引號："{text}"' },
  wrongChoiceKind: { en: 'is {what}; write one of {choices}', 'zh-HK': '是{what}；請填寫其中一項：{choices}' },
  notPossible: { en: '{text} is not possible here{hint}', 'zh-HK': '此處不可填寫 {text}{hint}' },
  unknownField: { en: 'is not a field here{hint}', 'zh-HK': '此處沒有這個欄位{hint}' },
  emptyList: { en: 'is an empty list; write at least one', 'zh-HK': '清單是空的；請填寫最少一項' },
  empty: { en: 'is empty', 'zh-HK': '是空的' },
  tooManyEntries: { en: 'has more than {most} entries', 'zh-HK': '超過 {most} 項' },
  tooManyCharacters: { en: 'has more than {most} characters', 'zh-HK': '超過 {most} 個字元' },
  other: { en: 'is not what belongs here', 'zh-HK': '不是此處應有的內容' },
  list: { en: 'a list', 'zh-HK': '清單' },
  fields: { en: 'a group of fields', 'zh-HK': '一組欄位' },
  text: { en: 'the text {text}', 'zh-HK': '文字 {text}' },
  value: { en: '{text}', 'zh-HK': ' {text}' },
} as const satisfies Readonly<Record<string, Told>>

/** Behind a problem: what of its text only looks like a sign of the file's. */
export const fullWidthWords = {
  noted: { en: '{problem} ({note})', 'zh-HK': '{problem}（{note}）' },
  signs: { en: 'full-width “{signs}” counts as text: write “{plain}”', 'zh-HK': '全形「{signs}」只當作文字，請改用半形「{plain}」' },
  quotes: { en: 'curly {signs} counts as text: write "', 'zh-HK': '彎引號 {signs} 只當作文字，請改用 "' },
  blank: { en: 'a full-width blank counts as text: write an ordinary one', 'zh-HK': '全形空格只當作文字，請改用半形空格' },
} as const satisfies Readonly<Record<string, Told>>

/** By zod's names of kinds. */
export const kindWords: Readonly<Record<string, Told>> = {
  string: { en: 'a text', 'zh-HK': '文字' },
  boolean: { en: 'true or false', 'zh-HK': ' true 或 false' },
  array: { en: 'a list: [one, other]', 'zh-HK': '清單：[甲, 乙]' },
  object: { en: 'fields, such as name: value', 'zh-HK': '欄位，例如 name: value' },
}

export const yamlWords = {
  aliases: {
    en: 'holds more than {most} aliases (*name); write the values out',
    'zh-HK': '含有超過 {most} 個別名（*name）；請直接填寫數值',
  },
  noAnchor: {
    en: 'no earlier value is marked &{name}; put the value in quotes if it is no alias',
    'zh-HK': '之前沒有標記為 &{name} 的數值；如並非別名，請把數值加上引號',
  },
  aliasOfAlias: { en: '*{name} holds another alias; write the value out', 'zh-HK': '*{name} 含有另一個別名；請直接填寫數值' },
  deep: { en: 'is nested more than {most} levels deep', 'zh-HK': '層次超過 {most} 層' },
  ofKey: { en: '{key} {problem}', 'zh-HK': '{key} {problem}' },
} as const satisfies Readonly<Record<string, Told>>

/** The YAML library's codes for somebody who has never read the YAML specification. */
export const syntaxWords: Readonly<Record<ErrorCode, Told>> = {
  ALIAS_PROPS: { en: 'an alias (*name) takes neither an anchor nor a tag', 'zh-HK': '別名（*name）不可連同錨點或標籤' },
  BAD_ALIAS: {
    en: 'the name of an anchor (&name) or alias (*name) is wrong; put the value in quotes if it is neither',
    'zh-HK': '錨點（&name）或別名（*name）的名稱有誤；如兩者都不是，請把數值加上引號',
  },
  BAD_COLLECTION_TYPE: { en: 'a tag (!name) does not fit here; leave it out', 'zh-HK': '標籤（!name）不適用於此處；請刪去' },
  BAD_DIRECTIVE: { en: 'a line that begins with % is a directive; leave it out', 'zh-HK': '以 % 開首的一行是指示；請刪去' },
  BAD_DQ_ESCAPE: {
    en: "\\ has a meaning inside double quotes; write single quotes: 'C:\\folder'",
    'zh-HK': "\\ 在雙引號內另有意思；請改用單引號：'C:\\folder'",
  },
  BAD_INDENT: {
    en: 'is indented differently from the lines it belongs to, or a bracket or quote above is not closed',
    'zh-HK': '縮排與同組的各行不同，或以上的括號或引號沒有關閉',
  },
  BAD_PROP_ORDER: { en: 'anchors and tags stand before the value', 'zh-HK': '錨點及標籤須放在數值之前' },
  BAD_SCALAR_START: {
    en: 'a value can not begin with this character; put it in quotes',
    'zh-HK': '數值不可以此字元開首；請加上引號',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'two fields in one line, or a line that is indented differently from its neighbours; values with a colon go in quotes',
    'zh-HK': '一行內有兩個欄位，或此行的縮排與前後各行不同；含有冒號的數值須加引號',
  },
  BLOCK_IN_FLOW: {
    en: 'a list with hyphens or indented fields can not stand inside [ ] or { }',
    'zh-HK': '以連字號列出的清單或縮排的欄位不可放在 [ ] 或 { } 之內',
  },
  DUPLICATE_KEY: { en: 'stands here twice; keep one', 'zh-HK': '在此出現兩次；請只保留一個' },
  IMPOSSIBLE: { en: 'is not YAML', 'zh-HK': '並非 YAML' },
  KEY_OVER_1024_CHARS: { en: 'the name of a field is longer than 1024 characters', 'zh-HK': '欄位名稱超過 1024 個字元' },
  MISSING_CHAR: {
    en: 'a character is missing: a quote, a bracket, a comma, or the blank behind a colon',
    'zh-HK': '欠缺一個字元：引號、括號、逗號，或冒號之後的空格',
  },
  MULTILINE_IMPLICIT_KEY: {
    en: 'the name of a field goes over two lines; is a colon missing, or a quote?',
    'zh-HK': '欄位名稱跨越兩行；是否欠缺冒號或引號？',
  },
  MULTIPLE_ANCHORS: { en: 'a value can have one anchor (&name) only', 'zh-HK': '一個數值只可有一個錨點（&name）' },
  MULTIPLE_DOCS: { en: 'a second document begins here (---); keep one', 'zh-HK': '由此開始是第二份文件（---）；請只保留一份' },
  MULTIPLE_TAGS: { en: 'a value can have one tag (!name) only', 'zh-HK': '一個數值只可有一個標籤（!name）' },
  NON_STRING_KEY: { en: 'the name of a field must be a text', 'zh-HK': '欄位名稱必須是文字' },
  RESOURCE_EXHAUSTION: { en: 'is nested too deep', 'zh-HK': '層次太多' },
  TAB_AS_INDENT: { en: 'a tab indents this line; write blanks', 'zh-HK': '此行以 Tab 縮排；請改用空格' },
  TAG_RESOLVE_FAILED: {
    en: 'a tag (!name) has no meaning in this file; leave it out, or put the value in quotes',
    'zh-HK': '標籤（!name）在此檔案沒有意思；請刪去，或把數值加上引號',
  },
  UNEXPECTED_TOKEN: {
    en: 'is not expected here; put the value in quotes if it belongs to one',
    'zh-HK': '此處不應有這個字元；如屬於數值，請把數值加上引號',
  },
}
