import { isUserError, mistakeLine } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { type Command, complain, printLines } from './command.ts'

/** Reads a site file as a run would, with every file that it names, and says what it says. Contacts nothing. */
export const siteCheck: Command = {
  flags: {},
  takes: ['FILE'],
  optional: 1,
  async run(given, doors) {
    const [{ checkSite }, { checkedLines }, { indented }] = await Promise.all([
      import('../site/check.ts'),
      import('../site/check-lines.ts'),
      import('../site/indented.ts'),
    ])
    const { terminal } = doors
    const checked = await checkSite(given.arguments[0] ?? null, given.language, doors)
    if (!isUserError(checked)) {
      printLines(terminal, indented(checkedLines(checked, given.language), terminal.columns))
      return exitCodes.ready
    }
    if (checked.mistakes.length < 2) return checked
    for (const mistake of checked.mistakes) complain(terminal, { ...checked, line: mistakeLine(mistake) }, undefined, given.language)
    return checked.exitCode
  },
  help: {
    en: `Is a site file right, and what does it say? Contacts nothing.

  terminal-preflight site check [FILE]

Without FILE it takes the one that a run would: site.yaml beside the program or
in the machine's own folder, else the one that is built in. Files that it names
(profiles, certificates) are read too. Each mistake is a line:
file:line: field: what is wrong, and what would be right.
Some show once others are mended: first what is no YAML, then wrong values, then
what is wrong with the files that it names.

  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  right   66  there is none, or one that it names can't be read
 78  wrong   64  the command line is wrong
`,
    'zh-HK': `檢查機構設定檔是否正確，並說明其內容。不會聯絡任何伺服器。

  terminal-preflight site check [檔案]

如沒有指明檔案，則檢查程式會使用的一個：程式旁或電腦專用資料夾內的 site.yaml，
否則為內置的一個。它所指的檔案（設定檔、證書）亦會讀取。每個錯誤一行：
檔案:行: 欄位: 錯在哪裡、怎樣才正確。
有些錯誤在修正其他錯誤後才會顯示：先是 YAML 格式，其次是數值，最後是它所指的
檔案。

  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  正確   66  沒有機構設定檔，或它所指的檔案無法讀取
 78  有誤   64  指令有誤
`,
  },
}
