import { existsSync } from 'node:fs'
import { isUserError, noInputError, usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { fill } from '../../checks/text.ts'
import { openAudit } from '../audit/open-audit.ts'
import { dataFolderAt } from '../data/folder.ts'
import { openIndex } from '../index/open-index.ts'
import { objectsOnDisk } from '../objects/on-disk.ts'
import { removeOld as removeOldBundles } from '../operation/remove-old.ts'
import { operationWords } from '../operation/words.ts'
import { createNews } from '../server/news.ts'
import { TYPED } from '../typed.ts'
import { existingData } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { readKeep } from './period.ts'

export const removeOld: HelpdeskCommand = {
  flags: { ...dataFlag, keep: { takes: 'value', repeatable: false, wants: 'a period such as 90d' } },
  takes: [],
  async run(given, doors) {
    const { terminal, io } = doors
    const written = given.first('keep')
    if (written === null) return usageError('--keep is needed: how long bundles are kept, such as --keep 90d')
    const keep = readKeep(written)
    if ('problem' in keep) return usageError(`--keep: ${keep.problem}`)
    const root = await existingData(given, doors)
    if (isUserError(root)) return root
    const folder = dataFolderAt(root)
    // An empty one would know of nothing to delete.
    if (!existsSync(folder.index)) return noInputError(`${quote(root)} has no index; ${TYPED} reindex makes it`)
    const index = await openIndex(folder.index)
    try {
      const parts = {
        options: { keepMs: keep.value },
        objects: await objectsOnDisk(folder.objects),
        audit: await openAudit(folder.audit, io.clock),
        news: createNews(),
        index,
      }
      const count = await removeOldBundles(parts, io.clock.wallMs(), terminal.interrupted)
      printLines(terminal, [fill(operationWords[given.language].removed, { count }, given.language)])
      return terminal.interrupted.aborted ? exitCodes.interrupted : exitCodes.ready
    } finally {
      await index.close()
    }
  },
  help: {
    en: `Deletes bundles that came longer ago than they are kept. Their receipts stay, so
that a repeat is told that it had come. May run beside the service; helpdesk
serve --keep does the same every hour.

  helpdesk remove-old --keep PERIOD [flags]

  --keep PERIOD         1h to 3660d, such as 90d
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

Each deletion has its line in the audit log. A backup that was made before still
holds what was deleted since.

Exit codes
  0  done               66  there is no such folder
 64  the command line is wrong
130  Ctrl-C
`,
    'zh-HK': `刪除收到已久、超過保留期限的資料包。收據會保留，令重複上載者得知早已收到。
服務執行時亦可進行；helpdesk serve --keep 每小時會自動進行。

  helpdesk remove-old --keep 期限 [選項]

  --keep 期限           1h 至 3660d，例如 90d
  --data 資料夾         存放所有資料的位置
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

每次刪除均記入審計記錄。之前的備份仍然存有其後刪除的資料包。

結束代碼
  0  完成               66  沒有此資料夾
 64  指令有誤
130  Ctrl-C
`,
  },
}
