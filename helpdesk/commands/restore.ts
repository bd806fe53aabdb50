import { resolve } from 'node:path'
import { badFileError, noInputError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { type ExitCode, exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable, quote } from '../../agent/cli/quote.ts'
import { type Given, printLines } from '../../agent/commands/command.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { fill } from '../../checks/text.ts'
import { openAudit } from '../audit/open-audit.ts'
import { dataFolderAt } from '../data/folder.ts'
import { KeysError } from '../keys/problem.ts'
import { type BackupFile, readBackupList } from '../operation/backup-list.ts'
import { fillIndex, type Trouble } from '../operation/reindex.ts'
import { replaceIndex } from '../operation/replace-index.ts'
import { restore as restoreData } from '../operation/restore.ts'
import { openSources } from '../operation/sources.ts'
import { operationWords } from '../operation/words.ts'
import { longTime } from '../web/times.ts'
import { diskError, isInterruption, progressLine, tryLater } from './data.ts'
import { dataFlag, type HelpdeskCommand, type HelpdeskDoors } from './doors.ts'
import { COMMAND_LINE, dataError } from './request-desk.ts'

export const restore: HelpdeskCommand = {
  flags: { ...dataFlag, 'leave-out-damaged': { takes: 'nothing' } },
  takes: ['the name of a folder with a backup'],
  run,
  help: {
    en: `Makes a data folder from a backup. Every file's digest is compared first; the
index is made again at the end.

  helpdesk restore FOLDER --data NEW [flags]

  --data NEW            where it goes: a folder that is empty, or isn't there
  --leave-out-damaged   restore the rest where bundles of the backup are damaged
  --lang LANGUAGE       en or zh-HK
  --help                print this

It is built in NEW.restoring, and gets its name when it is whole. Try it now and
then with another NEW: a backup that nobody has restored is a hope.

Exit codes
  0  done               66  there is no backup, or its keys are lost
  1  done; some bundles are damaged or missing, and told
 64  NEW is missing, or not empty
 75  another restore goes there
 78  the backup is damaged, and told; nothing is written
130  Ctrl-C
`,
    'zh-HK': `由備份製作資料夾。先核對每個檔案的雜湊值，最後重新製作索引。

  helpdesk restore 資料夾 --data 新資料夾 [選項]

  --data 新資料夾       還原的位置：須為空的資料夾，或尚未存在
  --leave-out-damaged   備份內有資料包損壞時，略過並還原其餘資料
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

還原期間使用「新資料夾.restoring」，完成後才改為正式名稱。請不時以另一個新資料夾
試行還原：從未還原過的備份，不能作準。

結束代碼
  0  完成               66  沒有備份，或其密碼匙已遺失
  1  完成；有資料包損壞或欠缺，並已列出
 64  沒有指明新資料夾，或資料夾並非空的
 75  另一還原正寫入該處
 78  備份已損壞，並已列出；沒有寫入任何檔案
130  Ctrl-C
`,
  },
}

async function run(given: Given, { terminal, io }: HelpdeskDoors): Promise<ExitCode | UserError> {
  const { language } = given
  const words = operationWords[language]
  const data = given.first('data')
  if (data === null) return usageError('--data is needed: the new folder that the backup is restored to')
  const [source, dataFolder] = [resolve(given.arguments[0] ?? ''), resolve(data)]
  const progress = progressLine(terminal, language)
  let troubles = 0
  const onTrouble = ({ kind, subject }: Trouble) => {
    troubles += 1
    progress.clear()
    printLines(terminal, [fill(words.reindex[kind], { subject: printable(subject) }, language)])
  }
  const { interrupted } = terminal
  const finish = async (folder: string) => {
    const sources = await openSources(folder, io.clock)
    const watching = { onTrouble, onProgress: progress.show, interrupted }
    await replaceIndex(dataFolderAt(folder).index, (index) => fillIndex(index, sources, watching)).finally(sources.close)
    const list = await readBackupList(source)
    const subject = list === null || list === 'damaged' ? '' : new Date(list.madeMs).toISOString()
    const audit = await openAudit(dataFolderAt(folder).audit, io.clock)
    await audit.add({ who: COMMAND_LINE, what: 'data.restored', subject, from: '' })
  }
  try {
    const leaveOutDamaged = given.isOn('leave-out-damaged')
    const restored = await restoreData({ backup: source, dataFolder, finish, leaveOutDamaged, onProgress: progress.show, interrupted })
    progress.clear()
    switch (restored.kind) {
      case 'no-backup':
        return noInputError(`${quote(source)} holds no backup: there is no backup.json that was written to its end`)
      case 'damaged-list':
        return badFileError(`backup.json in ${quote(source)} is damaged`)
      case 'not-empty':
        return usageError(`--data ${quote(dataFolder)} is not empty; a backup is restored to a new folder`)
      case 'busy':
        return tryLater(terminal, words.restoreBusy)
      case 'damaged':
        tellDamaged(restored.files, given, terminal)
        return badFileError(
          `the backup in ${quote(source)} is damaged (files: ${restored.files.length}); nothing was restored${restored.canBeLeftOut ? '. --leave-out-damaged restores the rest' : ''}`,
        )
      case 'restored': {
        tellDamaged(restored.leftOut, given, terminal)
        const time = longTime(restored.list.madeMs, language)
        const told = [fill(words.restored, { folder: printable(dataFolder), time }, language), words.goOn]
        printLines(terminal, wrapped(told, terminal))
        return troubles + restored.leftOut.length === 0 ? exitCodes.ready : exitCodes.attention
      }
    }
  } catch (error) {
    if (isInterruption(error, terminal)) return exitCodes.interrupted
    return error instanceof KeysError ? dataError(error, given, dataFolder) : diskError(error, dataFolder)
  }
}

function tellDamaged(files: readonly BackupFile[], { language }: Given, terminal: HelpdeskDoors['terminal']): void {
  printLines(
    terminal,
    files.map(({ path }) => fill(operationWords[language].damagedFile, { path: printable(path) }, language)),
  )
}
