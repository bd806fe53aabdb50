import { isUserError, noInputError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable, quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { fill } from '../../checks/text.ts'
import { dataFolderAt } from '../data/folder.ts'
import { fillIndex, type Trouble } from '../operation/reindex.ts'
import { replaceIndex } from '../operation/replace-index.ts'
import { lockData } from '../operation/service-lock.ts'
import { openSources } from '../operation/sources.ts'
import { operationWords } from '../operation/words.ts'
import { existingData, isInterruption, progressLine, tryLater } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { dataError } from './request-desk.ts'

export const reindex: HelpdeskCommand = {
  flags: dataFlag,
  takes: [],
  async run(given, doors) {
    const { terminal, io } = doors
    const folder = await existingData(given, doors)
    if (isUserError(folder)) return folder
    const words = operationWords[given.language]
    const lock = await lockData(folder)
    if (lock.kind === 'busy') return tryLater(terminal, fill(words.serviceRuns, { folder: printable(folder) }, given.language))
    if (lock.kind === 'none') return noInputError(`--data ${quote(folder)} can't be locked (${lock.failure.code})`)
    const progress = progressLine(terminal, given.language)
    let troubles = 0
    const onTrouble = ({ kind, subject }: Trouble) => {
      troubles += 1
      progress.clear()
      printLines(terminal, [fill(words.reindex[kind], { subject: printable(subject) }, given.language)])
    }
    try {
      const sources = await openSources(folder, io.clock)
      const watching = { onTrouble, onProgress: progress.show, interrupted: terminal.interrupted }
      const done = await replaceIndex(dataFolderAt(folder).index, (index) => fillIndex(index, sources, watching)).finally(sources.close)
      progress.clear()
      if (done === 'busy') return tryLater(terminal, words.indexBusy)
      printLines(terminal, [
        fill(words.reindexed, { ...done.value }, given.language),
        ...(troubles > 0 ? [fill(words.someWrong, { count: troubles }, given.language)] : []),
      ])
      return troubles === 0 ? exitCodes.ready : exitCodes.attention
    } catch (error) {
      if (isInterruption(error, terminal)) return exitCodes.interrupted
      return dataError(error, given, folder)
    } finally {
      lock.release()
    }
  },
  help: {
    en: `Makes the index again from the bundles, their receipts and the requests. Every
bundle is opened and judged by the rules of today. End the service first.

  helpdesk reindex [flags]

  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

The old index stands until the new one is whole. What is damaged or missing is
told, and left out.

Exit codes
  0  done               75  the service runs: end it first
  1  done; some files are damaged or missing, and told
 66  there is no such folder, or its keys are lost
130  Ctrl-C
`,
    'zh-HK': `由資料包、收據及要求重新製作索引。每個資料包均會開啟，並以現時的規則判斷。
請先停止服務。

  helpdesk reindex [選項]

  --data 資料夾         存放所有資料的位置
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

新索引完成前，舊索引維持不變。損壞或欠缺的檔案會列出，不納入索引。

結束代碼
  0  完成               75  服務正在執行：請先停止
  1  完成；有檔案損壞或欠缺，並已列出
 66  沒有此資料夾，或其密碼匙已遺失
130  Ctrl-C
`,
  },
}
