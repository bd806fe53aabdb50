import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { badFileError, isUserError, type UserError, usageError } from '../../agent/cli/errors.ts'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable, quote } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { type Lock, tryLock } from '../../agent/output/file-lock.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { fill } from '../../checks/text.ts'
import { openAudit } from '../audit/open-audit.ts'
import { makeFolder } from '../data/durable.ts'
import { dataFolderAt } from '../data/folder.ts'
import { type BackupTrouble, backUp } from '../operation/backup.ts'
import { readBackupList } from '../operation/backup-list.ts'
import { operationWords } from '../operation/words.ts'
import { diskError, existingData, isInterruption, progressLine, tryLater } from './data.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { COMMAND_LINE } from './request-desk.ts'

/** Held while a backup is made; it also tells, of one that never came to its end, that the folder is nobody else's. */
const LOCK = 'backup.lock'

export const backup: HelpdeskCommand = {
  flags: dataFlag,
  takes: ['the name of a folder'],
  async run(given, doors) {
    const { terminal, io } = doors
    const { language } = given
    const dataFolder = await existingData(given, doors)
    if (isUserError(dataFolder)) return dataFolder
    const target = resolve(given.arguments[0] ?? '')
    const wrong = await targetProblem(target, dataFolder)
    if (wrong !== undefined) return wrong
    const words = operationWords[language]
    const lock = await lockIn(target)
    if (isUserError(lock)) return lock
    if (lock.kind === 'busy') return tryLater(terminal, words.backupBusy)
    const progress = progressLine(terminal, language)
    let troubles = 0
    const onTrouble = ({ kind, path }: BackupTrouble) => {
      troubles += 1
      progress.clear()
      printLines(terminal, [fill(words.leftOut[kind], { path: printable(path) }, language)])
    }
    try {
      // Before it is made: whoever takes the keys along can't be the one whom no line names.
      const audit = await openAudit(dataFolderAt(dataFolder).audit, io.clock)
      await audit.add({ who: COMMAND_LINE, what: 'data.backed-up', subject: target, from: '' })
      const { interrupted } = terminal
      const wish = { dataFolder, backup: target, nowMs: io.clock.wallMs(), onTrouble, interrupted }
      const { files, bytes, newFiles } = await backUp({ ...wish, onProgress: progress.show })
      progress.clear()
      const told = [fill(words.backedUp, { files, bytes, new: newFiles }, language), words.holdsKeys]
      printLines(terminal, wrapped(told, terminal))
      return troubles === 0 ? exitCodes.ready : exitCodes.attention
    } catch (error) {
      if (isInterruption(error, terminal)) return exitCodes.interrupted
      return diskError(error, target)
    } finally {
      if (lock.kind === 'held') lock.release()
    }
  },
  help: {
    en: `Copies everything that can't be made again, also while the service runs:
bundles, receipts, requests, keys, trusted certificates, accounts, audit log.

  helpdesk backup FOLDER [flags]

  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

FOLDER is empty, or holds an earlier backup, which is brought up to date: what
is in it already is not copied again, and it stays whole as it was until the new
one is. It holds private keys and password hashes: keep it where nobody else can
read it.

Exit codes
  0  done               66  there is no such data folder
  1  done; something is damaged or missing, and told
 64  the command line is wrong  75  another backup goes there
 78  FOLDER holds something else, or its list is damaged
130  Ctrl-C
`,
    'zh-HK': `複製所有不能重新製作的資料，服務執行時亦可進行：資料包、收據、要求、密碼匙、
受信任證書、帳戶、審計記錄。

  helpdesk backup 資料夾 [選項]

  --data 資料夾         存放所有資料的位置
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

資料夾須為空，或存有較早的備份；較早的備份會更新，已有的檔案不會再次複製。新備份
完成前，舊備份維持完整。備份內有私人密碼匙及密碼雜湊值：請存放於其他人無法讀取
的地方。

結束代碼
  0  完成               66  沒有此資料夾
  1  完成；有檔案損壞或欠缺，並已列出
 64  指令有誤           75  另一備份正寫入該處
 78  資料夾存有其他檔案，或其清單已損壞
130  Ctrl-C
`,
  },
}

async function lockIn(target: string): Promise<Lock | UserError> {
  try {
    await makeFolder(target)
    return await tryLock(join(target, LOCK))
  } catch (error) {
    return diskError(error, target)
  }
}

/** Never into somebody else's folder, nor into what is being copied. */
async function targetProblem(target: string, dataFolder: string): Promise<UserError | undefined> {
  if (isInside(target, dataFolder) || isInside(dataFolder, target))
    return usageError(`a backup of ${quote(dataFolder)} can't lie in it, nor it in the backup; name a folder elsewhere`)
  const names = await readdir(target).catch((): string[] => [])
  if (names.length === 0 || (names.includes(LOCK) && !names.includes('backup.json'))) return undefined
  const list = await readBackupList(target)
  if (list === null) return badFileError(`${quote(target)} holds something else than a backup; name an empty folder`)
  return list === 'damaged' ? badFileError(`backup.json in ${quote(target)} is damaged; name an empty folder`) : undefined
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way.startsWith('..') || resolve(way) === way)
}
