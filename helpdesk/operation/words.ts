/** What the commands that look after the data say. */

import type { Language } from '../../checks/text.ts'
import { TYPED } from '../typed.ts'
import type { CheckProblem } from './check.ts'
import type { Trouble } from './reindex.ts'

interface OperationWords {
  readonly check: Readonly<Record<CheckProblem['code'], string>>
  readonly reindex: Readonly<Record<Trouble['kind'], string>>
  readonly checked: string
  readonly allWell: string
  readonly someWrong: string
  readonly reindexed: string
  readonly backedUp: string
  readonly holdsKeys: string
  readonly leftOut: Readonly<Record<'damaged' | 'missing', string>>
  readonly restored: string
  readonly goOn: string
  readonly removed: string
  readonly serviceRuns: string
  readonly indexBusy: string
  readonly backupBusy: string
  readonly restoreBusy: string
  readonly damagedFile: string
  /** The line that shows how far it is, where the end is known and where not. */
  readonly progress: { readonly of: string; readonly alone: string }
}

export const operationWords: Readonly<Record<Language, OperationWords>> = {
  en: {
    check: {
      missing: 'missing: bundle {subject}. It was lost, or its upload was cut off before it was answered',
      altered: 'altered: bundle {subject} is not the file that came. Put it back from a backup',
      unreadable: 'unreadable: bundle {subject}. Look at the disk, then put it back from a backup',
      'receipt-damaged': 'damaged: receipt {subject}. Put it back from a backup',
      'no-receipt': 'no receipt: bundle {subject}. Put the receipt back from a backup',
      'request-damaged': 'damaged: request {subject}. Put it back from a backup',
      'request-missing': 'missing: request {subject}, for which a bundle came. Put it back from a backup',
      'not-in-index': `not in the index: bundle {subject}. ${TYPED} reindex adds it`,
      'only-in-index': `only in the index: bundle {subject}. ${TYPED} reindex takes it out`,
      'request-not-in-index': `not in the index: request {subject}. ${TYPED} reindex adds it`,
      'request-only-in-index': `only in the index: request {subject}. ${TYPED} reindex takes it out`,
      'audit-altered': 'audit log: line {subject} does not follow from the one before it. Lines were changed, or are missing',
      'audit-cut': 'audit log: line {subject} ends in its middle, as after a power cut',
      database: `damaged or missing: {subject}. The index is made again by ${TYPED} reindex; accounts come back from a backup`,
    },
    reindex: {
      missing: 'missing: bundle {subject}. It was lost, or its upload was cut off before it was answered',
      damaged: 'damaged: bundle {subject} is not the file that came, or can’t be opened. Put it back from a backup',
      receipt: 'damaged: receipt {subject}. Put it back from a backup',
      request: 'damaged: request {subject}. Put it back from a backup',
    },
    checked: 'Looked at: bundles {bundles}, receipts of deleted ones {removed}, requests {requests}, lines of the audit log {lines}',
    allWell: 'Everything is as it was kept.',
    someWrong: 'Things that are wrong: {count}',
    reindexed: 'The index is made again. Bundles: {bundles}, requests: {requests}',
    backedUp: 'Files: {files}, bytes: {bytes}, of them new: {new}',
    holdsKeys: 'The backup holds the helpdesk’s private keys and everybody’s password hashes: keep it where nobody else can read it.',
    leftOut: { damaged: 'left out, since it is damaged: {path}', missing: 'left out, since it is not there: {path}' },
    restored: '{folder} is restored as it was on {time} Hong Kong time.',
    goOn: 'What came after that is not in it. Start the service over this folder alone, never over the old one too.',
    removed: 'Bundles deleted: {count}',
    serviceRuns: 'the service runs over {folder}; end it first',
    indexBusy: 'another command has the index open; try again when it has ended',
    backupBusy: 'another backup goes there; try again when it has ended',
    restoreBusy: 'another restore goes there; try again when it has ended',
    damagedFile: 'damaged in the backup: {path}',
    progress: { of: '{done} of {of}', alone: '{done}' },
  },
  'zh-HK': {
    check: {
      missing: '欠缺：資料包 {subject}。檔案已遺失，或上載於收到回覆前中斷',
      altered: '曾被更改：資料包 {subject} 與收到時不同。請從備份還原',
      unreadable: '無法讀取：資料包 {subject}。請檢查磁碟，然後從備份還原',
      'receipt-damaged': '已損壞：收據 {subject}。請從備份還原',
      'no-receipt': '沒有收據：資料包 {subject}。請從備份還原收據',
      'request-damaged': '已損壞：要求 {subject}。請從備份還原',
      'request-missing': '欠缺：要求 {subject}，而其資料包已收到。請從備份還原',
      'not-in-index': `不在索引內：資料包 {subject}。執行 ${TYPED} reindex 即可加入`,
      'only-in-index': `只在索引內：資料包 {subject}。執行 ${TYPED} reindex 即可移除`,
      'request-not-in-index': `不在索引內：要求 {subject}。執行 ${TYPED} reindex 即可加入`,
      'request-only-in-index': `只在索引內：要求 {subject}。執行 ${TYPED} reindex 即可移除`,
      'audit-altered': '審計記錄：第 {subject} 行與上一行不相連。有記錄曾被更改或遺失',
      'audit-cut': '審計記錄：第 {subject} 行中途終止，如同停電所致',
      database: `已損壞或欠缺：{subject}。索引可用 ${TYPED} reindex 重新製作；帳戶請從備份還原`,
    },
    reindex: {
      missing: '欠缺：資料包 {subject}。檔案已遺失，或上載於收到回覆前中斷',
      damaged: '已損壞：資料包 {subject} 與收到時不同，或無法開啟。請從備份還原',
      receipt: '已損壞：收據 {subject}。請從備份還原',
      request: '已損壞：要求 {subject}。請從備份還原',
    },
    checked: '已檢查：資料包 {bundles} 個、已刪除資料包的收據 {removed} 張、要求 {requests} 個、審計記錄 {lines} 行',
    allWell: '所有資料與存放時相同。',
    someWrong: '發現 {count} 項問題。',
    reindexed: '已重新製作索引：{bundles} 個資料包、{requests} 個要求。',
    backedUp: '檔案：{files} 個，共 {bytes} 位元組，其中新增 {new} 個',
    holdsKeys: '備份內有支援台的私人密碼匙及所有人的密碼雜湊值：請存放於其他人無法讀取的地方。',
    leftOut: { damaged: '檔案已損壞，沒有備份：{path}', missing: '檔案不存在，沒有備份：{path}' },
    restored: '{folder} 已還原至 {time} 香港時間的狀態。',
    goOn: '其後收到的資料並不包括在內。服務只可使用此資料夾，切勿同時使用舊資料夾。',
    removed: '已刪除 {count} 個資料包。',
    serviceRuns: '服務正使用 {folder}；請先停止服務',
    indexBusy: '另一指令正使用索引；請待其結束後再試',
    backupBusy: '另一備份正寫入該處；請待其結束後再試',
    restoreBusy: '另一還原正寫入該處；請待其結束後再試',
    damagedFile: '備份內已損壞：{path}',
    progress: { of: '{done}／{of}', alone: '{done}' },
  },
}
