import { maybe, oneOf } from '../../agent/cli/choices.ts'
import { isUserError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { fill } from '../../checks/text.ts'
import { roles } from '../accounts/accounts.ts'
import { invitationLink } from '../accounts/link.ts'
import { readSettings } from '../data/settings.ts'
import { readPublicUrl } from '../server/listen.ts'
import { TYPED } from '../typed.ts'
import { frameWords } from '../web/frame-words.ts'
import { longTime } from '../web/times.ts'
import { overAccounts } from './account-data.ts'
import { accountCommandWords } from './account-words.ts'
import { dataFolderOf } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { COMMAND_LINE } from './request-desk.ts'

/** Makes a one-time link by which a person sets a password; the first administrator comes in by it. */
export const accountInvite: HelpdeskCommand = {
  flags: {
    ...dataFlag,
    role: { takes: 'value', repeatable: false, wants: 'viewer, agent or admin', choices: roles },
    'public-url': { takes: 'value', repeatable: false, wants: 'an address' },
  },
  takes: ['a name to log on with'],
  async run(given, doors) {
    const { language } = given
    const words = accountCommandWords[language]
    const role = maybe(given.first('role'), oneOf(roles, 'role'))
    if ('problem' in role) return usageError(`--role: ${role.problem}`)
    if (role.value === null) return usageError('--role is needed: viewer, agent or admin')
    const chosen = role.value
    const publicUrl = await publicUrlOf(given.first('public-url'), dataFolderOf(given, doors))
    if (isUserError(publicUrl)) return publicUrl
    return overAccounts(given, doors, true, async ({ accounts, audit }) => {
      const [typed = ''] = given.arguments
      const invited = await accounts.invite(typed, chosen)
      if ('refused' in invited) return usageError(fill(words.refused[invited.refused], { name: quote(typed) }, language))
      const { name, secret, expiresMs } = invited
      await audit.add({ who: COMMAND_LINE, what: 'account.invited', subject: name, from: '' })
      const time = longTime(expiresMs, language)
      printLines(doors.terminal, [
        fill(words.link, { name, role: frameWords[language].roles[chosen], time }, language),
        invitationLink(publicUrl, secret),
        ...wrapped([words.what], doors.terminal),
      ])
      return exitCodes.ready
    })
  },
  help: {
    en: `Prints a link by which a person sets a password and is logged on. It works once,
for 24 hours. The first administrator comes in by it.

  helpdesk account invite NAME --role viewer|agent|admin [flags]

For a name that is there it makes a new link: for a forgotten password.

  --role ROLE           viewer: looks at bundles and cases
                        agent: makes requests too
                        admin: deletes, trusts keys, keeps accounts and reads
                        the audit log too
  --public-url URL      how browsers reach the helpdesk; what the service was
                        last told, where nothing is said
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  done               64  the command line is wrong, or the account is
                            disabled, or has another role
                        66  the folder can't be used
`,
    'zh-HK': `顯示一條連結，使用者可藉此設定密碼並登入。連結只可使用一次，有效 24 小時。
首位管理員亦以此登入。

  helpdesk account invite 名稱 --role viewer|agent|admin [選項]

如已有此名稱，則建立新連結，供忘記密碼的使用者使用。

  --role 角色           viewer：查看資料包及個案
                        agent：另可提出要求
                        admin：另可刪除、信任密碼匙、管理帳戶及閱讀審計記錄
  --public-url 網址     瀏覽器連接支援台的網址；如無指明，則為服務上次所用的
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  完成               64  指令有誤，或帳戶已停用或屬另一角色
                        66  無法使用資料夾
`,
  },
}

async function publicUrlOf(said: string | null, root: string): Promise<string | UserError> {
  if (said !== null) return readPublicUrl(said)
  const settings = await readSettings(root)
  if (settings !== null && settings !== 'damaged') return settings.publicUrl
  return usageError(
    `--public-url is needed: no service has run over ${quote(root)} yet; start ${TYPED} serve first, or name its folder with --data`,
  )
}
