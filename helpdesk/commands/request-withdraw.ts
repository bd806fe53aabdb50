import { usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { withdraw } from '../requests/withdraw.ts'
import { TYPED } from '../typed.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { COMMAND_LINE, overData } from './request-desk.ts'
import { requestCommandWords } from './request-words.ts'

/** Takes a request back: neither its file nor its link is good for anything afterwards. */
export const requestWithdraw: HelpdeskCommand = {
  flags: dataFlag,
  takes: ['the id of a request'],
  async run(given, doors) {
    const [id = ''] = given.arguments
    return overData(given, doors, async (desk) => {
      const outcome = await withdraw(id, { who: COMMAND_LINE, from: '' }, desk)
      if (outcome === 'unknown') return usageError(`no request has the id ${quote(id)}; ${TYPED} request list shows them`)
      printLines(doors.terminal, [requestCommandWords[given.language][outcome]])
      return exitCodes.ready
    })
  },
  help: {
    en: `Takes a request back: nothing is taken for it any more, and its link tells the
caller so. A bundle that came before stays.

  helpdesk request withdraw ID [flags]

  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

${TYPED} request list shows the ids.
`,
    'zh-HK': `撤回要求：不會再接收任何回應，連結亦會告知來電者。之前收到的資料包會保留。

  helpdesk request withdraw 編號 [選項]

  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

編號見 ${TYPED} request list。
`,
  },
}
