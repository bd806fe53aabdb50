/** What --help prints for commands of two words whose second is missing; no line is wider than 80 columns. */

import type { HelpdeskCommand } from './doors.ts'

type Help = HelpdeskCommand['help']

export const requestHelp: Help = {
  en: `Asks terminals for bundles.

  helpdesk request new --case CASE     a request, and a link for the caller
  helpdesk request list                what was asked for, what became of it
  helpdesk request withdraw ID         no bundle may answer it any more

Each has its own --help, such as helpdesk request new --help.
`,
  'zh-HK': `要求終端機送出資料包。

  helpdesk request new --case 個案     提出要求，及給來電者的連結
  helpdesk request list                已發出的要求及其結果
  helpdesk request withdraw 編號       撤回要求，不再接受任何資料包

各指令另有 --help，例如 helpdesk request new --help。
`,
}

export const accountHelp: Help = {
  en: `Who gets in.

  helpdesk account invite NAME --role ROLE
                                       a link that is used once; the first
                                       administrator comes in by it
  helpdesk account list                who may do what
  helpdesk account disable NAME        nobody gets in by this account any more

Each has its own --help, such as helpdesk account invite --help.
`,
  'zh-HK': `帳戶及權限。

  helpdesk account invite 名稱 --role 角色
                                       只可使用一次的連結；首位管理員以此登入
  helpdesk account list                誰可做甚麼
  helpdesk account disable 名稱        停用帳戶

各指令另有 --help，例如 helpdesk account invite --help。
`,
}

export const auditHelp: Help = {
  en: `The audit log: who did what.

  helpdesk audit check                 is the audit log as it was written?

It has its own --help: helpdesk audit check --help. Administrators read the log
itself in the browser.
`,
  'zh-HK': `審計記錄：誰做了甚麼。

  helpdesk audit check                 審計記錄是否與寫入時相同

此指令另有 --help：helpdesk audit check --help。管理員可在瀏覽器閱讀記錄。
`,
}
