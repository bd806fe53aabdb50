/** What can be wrong with what a guided run was given, in both languages. */

import type { Told } from '../cli/told.ts'

export const guideMistakes = {
  namedTwice: {
    en: 'a procedure is named twice; leave out its name or --procedure',
    'zh-HK': '程序重複指明；請刪去程序名稱或 --procedure',
  },
  noProcedure: {
    en: '{name} is no procedure{hint} (terminal-preflight guide lists them; a file is named by --procedure)',
    'zh-HK': '{name} 並非程序{hint}（所有程序見 terminal-preflight guide；如屬檔案，請用 --procedure 指明）',
  },
  nameNeeded: {
    en: 'guide needs the name of a procedure; terminal-preflight guide lists them',
    'zh-HK': 'guide 之後須有程序名稱；所有程序見 terminal-preflight guide',
  },
  otherProcedure: { en: 'is a record of another procedure ({id})', 'zh-HK': '是另一程序（{id}）的記錄' },
  sessionThere: {
    en: 'holds session {session} already; name the record of the other session',
    'zh-HK': '已有第 {session} 時段；請指明另一時段的記錄',
  },
  resumeAlone: {
    en: '--resume goes on with what its record says; leave out the procedure, --session and --with',
    'zh-HK': '--resume 按記錄內容繼續；請刪去程序名稱、--session 及 --with',
  },
  otherPc: { en: 'was begun on another PC; go on there', 'zh-HK': '在另一部電腦開始；請在該電腦繼續' },
  complete: { en: 'every step of it is recorded; there is nothing to go on with', 'zh-HK': '各步驟均已記錄；沒有可繼續之處' },
  oneSession: { en: '--session {asked}: this procedure has one session', 'zh-HK': '--session {asked}：此程序只有一個時段' },
  sessions: { en: '--session {asked}: this procedure has sessions 1 to {most}', 'zh-HK': '--session {asked}：此程序共有 {most} 個時段' },
  noRecord: { en: "is no record of this program's guide (guide-….json)", 'zh-HK': '並非本程式 guide 的記錄（guide-….json）' },
  signature: { en: 'its signature (.p7s) {problem}', 'zh-HK': '其簽署（.p7s）{problem}' },
  notItsSignature: {
    en: 'does not fit its signature ({code}): one of the two was changed; take the files as they were written',
    'zh-HK': '與其簽署不符（{code}）：其中一個檔案曾被更改；請採用原來寫出的檔案',
  },
  looksAtNothing: {
    en: 'looks at nothing; write pages: [https://…], or smartcard: true',
    'zh-HK': '沒有檢查任何項目；請填寫 pages: [https://…]，或 smartcard: true',
  },
  notATime: {
    en: "is not a time; write HH:MM in Hong Kong time, in quotes: '18:00'",
    'zh-HK': "並非時間；請以香港時間填寫 HH:MM，並加引號：'18:00'",
  },
  endsFirst: { en: 'ends before it begins; write both in Hong Kong time, on one day', 'zh-HK': '結束早於開始；請以同一日的香港時間填寫' },
  notADate: { en: 'is not a date; write YYYY-MM-DD, such as 2023-06-10', 'zh-HK': '並非日期；請填寫 YYYY-MM-DD，例如 2023-06-10' },
  sameStep: {
    en: '{id} is the id of an earlier step of this session too; give each its own',
    'zh-HK': '{id} 已是本時段之前一個步驟的 id；請各用不同的 id',
  },
} as const satisfies Readonly<Record<string, Told>>
