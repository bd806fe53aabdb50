import { existsSync } from 'node:fs'
import { isUserError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { fill } from '../../checks/text.ts'
import { openAudit } from '../audit/open-audit.ts'
import { dataFolderAt } from '../data/folder.ts'
import { openIndex } from '../index/open-index.ts'
import { objectsOnDisk } from '../objects/on-disk.ts'
import { type CheckProblem, checkData } from '../operation/check.ts'
import { operationWords } from '../operation/words.ts'
import { openRecords } from '../requests/on-disk.ts'
import { existingData, isInterruption, progressLine } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { dataError } from './request-desk.ts'

export const check: HelpdeskCommand = {
  flags: dataFlag,
  takes: [],
  async run(given, doors) {
    const { terminal, io } = doors
    const { language } = given
    const root = await existingData(given, doors)
    if (isUserError(root)) return root
    const words = operationWords[language]
    const folder = dataFolderAt(root)
    const progress = progressLine(terminal, language)
    let count = 0
    const onProblem = ({ code, subject }: CheckProblem) => {
      count += 1
      progress.clear()
      printLines(terminal, [fill(words.check[code], { subject: printable(subject) }, language)])
    }
    // One that can't be opened is told as damaged. None is made here.
    const index = existsSync(folder.index) ? await openIndex(folder.index).catch(() => null) : null
    try {
      const parts = {
        folder,
        objects: await objectsOnDisk(folder.objects),
        records: await openRecords(folder.requests),
        audit: await openAudit(folder.audit, io.clock),
        index,
      }
      const {
        bundles,
        removed,
        requests,
        auditLines: lines,
      } = await checkData(parts, {
        onProblem,
        onProgress: progress.show,
        interrupted: terminal.interrupted,
      })
      progress.clear()
      printLines(terminal, [
        fill(words.checked, { bundles, removed, requests, lines }, language),
        count === 0 ? words.allWell : fill(words.someWrong, { count }, language),
      ])
      return count === 0 ? exitCodes.ready : exitCodes.attention
    } catch (error) {
      if (isInterruption(error, terminal)) return exitCodes.interrupted
      return dataError(error, given, root)
    } finally {
      await index?.close()
    }
  },
  help: {
    en: `Is everything as it was kept? Looks at every bundle's digest and size, at every
receipt and request, at the chain of the audit log, and whether the index says
the same. Changes nothing, and may run beside the service.

  helpdesk check [flags]

  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  all is well        66  there is no such folder
  1  something is wrong, one line each
130  Ctrl-C
`,
    'zh-HK': `所有資料是否與存放時相同？檢查每個資料包的雜湊值及大小、每張收據及每個要求、
審計記錄是否連貫，以及索引是否一致。不會更改任何資料，服務執行時亦可進行。

  helpdesk check [選項]

  --data 資料夾         存放所有資料的位置
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  一切正常           66  沒有此資料夾
  1  發現問題，每項一行
130  Ctrl-C
`,
  },
}
