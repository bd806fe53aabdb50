/** Words of the audit log's page and of `audit check`. A deed's own word stays as it is recorded. */

import type { Language } from '../../checks/text.ts'
import { TYPED } from '../typed.ts'

interface AuditWords {
  readonly title: string
  readonly caption: string
  readonly columns: Readonly<Record<'at' | 'who' | 'what' | 'subject' | 'from', string>>
  readonly filter: string
  readonly send: string
  readonly all: string
  readonly empty: string
  readonly holds: string
  readonly last: string
  readonly lastHint: string
  readonly cut: string
  readonly altered: string
  readonly more: string
  readonly seen: string
  readonly notSeen: string
}

export const auditWords: Readonly<Record<Language, AuditWords>> = {
  en: {
    title: 'Audit log',
    caption: 'Who did what, the newest first',
    columns: { at: 'When (Hong Kong)', who: 'Who', what: 'What', subject: 'Upon what', from: 'From' },
    filter: 'Only what was done upon (a name, a digest, a request’s id)',
    send: 'Show',
    all: 'Show all',
    empty: 'Nothing is recorded.',
    holds: 'The log is as it was written: {lines} lines, each of which follows from the one before it.',
    last: 'Digest of the last line',
    lastHint: `Note it elsewhere: “${TYPED} audit check --seen DIGEST” shows later whether this line is still there.`,
    cut: 'Line {line} ends in its middle, as a power cut leaves it. The line behind it holds what is left of it.',
    altered: 'Line {line} doesn’t follow from the one before it: one of the two was changed, or a line between them is missing.',
    more: 'There may be more.',
    seen: 'The line that was noted is there.',
    notSeen: 'The line that was noted is not there: lines are missing, or were changed.',
  },
  'zh-HK': {
    title: '審計記錄',
    caption: '誰做了甚麼，最新的在前',
    columns: { at: '時間（香港）', who: '使用者', what: '操作', subject: '對象', from: '來源地址' },
    filter: '只顯示對此對象的操作（名稱、雜湊值或要求編號）',
    send: '顯示',
    all: '顯示全部',
    empty: '沒有記錄。',
    holds: '記錄與寫入時相同：共 {lines} 行，每行都緊接前一行。',
    last: '最後一行的雜湊值',
    lastHint: `請在別處記下：日後「${TYPED} audit check --seen 雜湊值」可顯示這一行是否仍在。`,
    cut: '第 {line} 行中途中斷，可能是停電所致。下一行已記下其餘下內容。',
    altered: '第 {line} 行並非緊接前一行：其中一行曾被更改，或兩行之間有所缺失。',
    more: '可能還有更多。',
    seen: '所記下的一行仍在。',
    notSeen: '找不到所記下的一行：有記錄缺失或曾被更改。',
  },
}
