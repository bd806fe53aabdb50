/** What a watch and a splay say. */

import type { Language } from '../../checks/text.ts'
import type { Until } from '../cli/repeat-flags.ts'

export interface WatchWords {
  /** The verdict that ends it, a change, or only the person. */
  readonly start: Readonly<Record<Until | 'forever', string>>
  /** Below it. */
  readonly hint: string
  readonly round: string
  /** Behind the first cause: how many others there are. */
  readonly more: string
  readonly stopped: string
  readonly stoppedAtOnce: string
  readonly splay: string
  readonly splayStopped: string
}

export const watchWords: Readonly<Record<Language, WatchWords>> = {
  en: {
    start: {
      ready: 'Checking again {seconds} s after each check, until READY.',
      attention: 'Checking again {seconds} s after each check, until ATTENTION or READY.',
      change: 'Checking again {seconds} s after each check, until something changes.',
      forever: 'Checking again {seconds} s after each check.',
    },
    hint: 'Times are Hong Kong time. Ctrl-C ends it.',
    round: '{time}  {verdict}  {text}',
    more: '{text} (+{count})',
    stopped: 'Stopped. Checks: {rounds}. The last one: {verdict}, {time} Hong Kong time.',
    stoppedAtOnce: 'Stopped during the first check. Nothing was written.',
    splay: 'The check starts at {time} Hong Kong time, in {seconds} s (by chance, --splay).',
    splayStopped: 'Stopped before the check started. Nothing was contacted.',
  },
  'zh-HK': {
    start: {
      ready: '每次檢查完畢後隔 {seconds} 秒再檢查，直至「準備就緒」。',
      attention: '每次檢查完畢後隔 {seconds} 秒再檢查，直至「請留意」或「準備就緒」。',
      change: '每次檢查完畢後隔 {seconds} 秒再檢查，直至結果有變。',
      forever: '每次檢查完畢後隔 {seconds} 秒再檢查。',
    },
    hint: '以下為香港時間。按 Ctrl-C 結束。',
    round: '{time}  {verdict}  {text}',
    more: '{text}（另有 {count} 項）',
    stopped: '已停止。檢查次數：{rounds}。最後一次：{verdict}，香港時間 {time}。',
    stoppedAtOnce: '首次檢查期間停止。沒有寫入任何檔案。',
    splay: '將於香港時間 {time} 開始檢查，即 {seconds} 秒後（隨機，--splay）。',
    splayStopped: '檢查開始前已停止。沒有聯絡任何伺服器。',
  },
}
