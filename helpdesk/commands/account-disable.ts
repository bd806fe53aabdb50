import { usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable, quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { fill } from '../../checks/text.ts'
import { nameKey } from '../accounts/names.ts'
import { TYPED } from '../typed.ts'
import { overAccounts } from './account-data.ts'
import { accountCommandWords } from './account-words.ts'
import { dataFlag, type HelpdeskCommand, PROGRAM } from './doors.ts'
import { COMMAND_LINE } from './request-desk.ts'

/** Takes somebody's way in away, at once. */
export const accountDisable: HelpdeskCommand = {
  flags: dataFlag,
  takes: ['the name of an account'],
  async run(given, doors) {
    const { language } = given
    const { terminal } = doors
    const words = accountCommandWords[language]
    return overAccounts(given, doors, false, async ({ accounts, audit }) => {
      const [typed = ''] = given.arguments
      const account = (await accounts.list()).find((each) => nameKey(each.name) === nameKey(typed))
      if (account === undefined) return usageError(`${quote(typed)} is no account; ${TYPED} account list shows which there are`)
      const name = printable(account.name)
      if (account.disabled) {
        printLines(terminal, [fill(words.already, { name }, language)])
        return exitCodes.ready
      }
      if ((await accounts.setDisabled(account.id, true)) !== 'done') {
        terminal.stderr.write(`${PROGRAM}: ${fill(words.lastAdmin, { name }, language)}\n`)
        return exitCodes.attention
      }
      await audit.add({ who: COMMAND_LINE, what: 'account.disabled', subject: account.name, from: '' })
      printLines(terminal, [fill(words.disabled, { name }, language)])
      return exitCodes.ready
    })
  },
  help: {
    en: `Nobody gets in by this account any more: logged out everywhere, at once. It
stays, since the audit log names it; an administrator can let the person in
again on the page Accounts.

  helpdesk account disable NAME [flags]

  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  done               64  there is no such account
  1  it is the last administrator: invite another one first
`,
    'zh-HK': `任何人均不能再以此帳戶登入，並會立即在所有地方登出。帳戶會保留，因審計記錄載有
其名稱；管理員可在「帳戶」頁重新啟用。

  helpdesk account disable 名稱 [選項]

  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  完成               64  沒有此帳戶
  1  這是最後一位管理員：請先邀請另一位
`,
  },
}
