import { existsSync } from 'node:fs'
import { noInputError, usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { openAudit } from '../audit/open-audit.ts'
import { checkLines } from '../audit/told.ts'
import { auditWords } from '../audit/words.ts'
import { dataFolderAt } from '../data/folder.ts'
import { dataFolderOf } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { dataError } from './request-desk.ts'

/** Whether the audit log is as it was written. */
export const auditCheck: HelpdeskCommand = {
  flags: { ...dataFlag, seen: { takes: 'value', repeatable: false, wants: 'a digest that was noted' } },
  takes: [],
  async run(given, doors) {
    const { language } = given
    const words = auditWords[language]
    const seen = given.first('seen')?.toLowerCase()
    if (seen !== undefined && !/^[0-9a-f]{64}$/.test(seen)) return usageError(`--seen ${quote(seen)} is no SHA-256 of 64 digits`)
    const root = dataFolderOf(given, doors)
    if (!existsSync(root)) return noInputError(`--data ${quote(root)} isn't there`)
    try {
      const check = await (await openAudit(dataFolderAt(root).audit, doors.io.clock)).check(seen)
      const found = seen === undefined ? [] : [check.hasSeen ? words.seen : words.notSeen]
      printLines(doors.terminal, [
        ...wrapped([...checkLines(check, language), ...found], doors.terminal),
        `${words.last}${language === 'en' ? ': ' : '：'}${check.last}`,
      ])
      return check.breaks.length === 0 && (seen === undefined || check.hasSeen) ? exitCodes.ready : exitCodes.attention
    } catch (error) {
      return dataError(error, given, root)
    }
  },
  help: {
    en: `Is the audit log as it was written? Each line carries the digest of the one
before it, so a line that was changed or is missing shows. That lines at the end
are missing, or that all of it was written anew, shows where the digest of a
line was noted elsewhere: name it with --seen.

  helpdesk audit check [flags]

  --seen DIGEST         a digest that an earlier check printed: is that line
                        there?
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  it is              1  something is wrong, one line each
                        66  there is no such folder
`,
    'zh-HK': `審計記錄是否與寫入時相同？每行均載有前一行的雜湊值，因此任何一行被更改或缺失都會
顯現。如缺失的是最後數行，或整份記錄曾被重寫，則須曾在別處記下某行的雜湊值：以
--seen 指明。

  helpdesk audit check [選項]

  --seen 雜湊值         之前檢查時顯示的雜湊值：該行是否仍在？
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  相同               1  發現問題，每項一行
                        66  沒有此資料夾
`,
  },
}
