import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { jsonText } from '../../agent/output/write.ts'
import type { Language } from '../../checks/text.ts'
import type { ListedAccount } from '../accounts/accounts.ts'
import { listWords } from '../accounts/list-words.ts'
import { stateOf } from '../accounts/state.ts'
import { frameWords } from '../web/frame-words.ts'
import { overAccounts } from './account-data.ts'
import { accountCommandWords } from './account-words.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'

/** Who may do what. */
export const accountList: HelpdeskCommand = {
  flags: { ...dataFlag, json: { takes: 'nothing' } },
  takes: [],
  async run(given, doors) {
    const { language } = given
    return overAccounts(given, doors, false, async ({ accounts }) => {
      const all = await accounts.list()
      if (given.isOn('json')) doors.terminal.stdout.write(jsonText(all.map(plain)))
      else printLines(doors.terminal, all.length === 0 ? [accountCommandWords[language].none] : all.map((each) => line(each, language)))
      return exitCodes.ready
    })
  },
  help: {
    en: `Lists who may come in: role, state, name.

  helpdesk account list [flags]

  --json                as JSON
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this
`,
    'zh-HK': `列出可登入的人士：角色、狀態、名稱。

  helpdesk account list [選項]

  --json                以 JSON 輸出
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明
`,
  },
}

function line(account: ListedAccount, language: Language): string {
  const { byProvider } = accountCommandWords[language]
  const state = listWords[language].states[stateOf(account)]
  const parts = [frameWords[language].roles[account.role], state, printable(account.name)]
  return (account.kind === 'oidc' ? [...parts, language === 'en' ? `(${byProvider})` : `（${byProvider}）`] : parts).join('  ')
}

function plain({ createdMs, lockedUntilMs, invitedUntilMs, ...rest }: ListedAccount) {
  const text = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return { ...rest, created: text(createdMs), lockedUntil: text(lockedUntilMs), invitedUntil: text(invitedUntilMs) }
}
