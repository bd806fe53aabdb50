import { usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { decodePhoneCode } from '../code/phone-code.ts'
import { codeProblemText } from '../code/problem-text.ts'
import { groupedText, readSymbols } from '../code/symbols.ts'
import { jsonText } from '../output/write.ts'
import { type Command, printLines } from './command.ts'

/** What somebody reads out over the phone, decoded. One that was mistyped is not guessed at. */
export const code: Command = {
  flags: { spell: { takes: 'nothing' }, json: { takes: 'nothing' } },
  // Groups may be typed with blanks between them.
  takes: ['a phone code, in groups of four', ...Array.from({ length: 5 }, () => 'another group')],
  optional: 5,
  async run(given, { io, terminal }) {
    const { language } = given
    const typed = given.arguments.join(' ')
    const decoded = decodePhoneCode(typed)
    if ('problem' in decoded) return usageError(codeProblemText(decoded.problem, language))
    const read = readSymbols(typed)
    const written = groupedText('symbols' in read ? read.symbols : [])
    if (given.isOn('spell')) {
      const { spelledGroups } = await import('../code/spell.ts')
      printLines(terminal, spelledGroups(written, language))
      return exitCodes.ready
    }
    const [{ toldCode }, { causes }] = await Promise.all([import('../code/told.ts'), import('../../checks/causes.ts')])
    const told = toldCode(written, decoded.facts, { language, nowMs: io.clock.wallMs(), catalogue: causes })
    if (given.isOn('json')) terminal.stdout.write(jsonText(told))
    else printLines(terminal, (await import('../code/told-lines.ts')).toldLines(told, terminal.columns))
    return exitCodes.ready
  },
  help: {
    en: `Says what a phone code means: the code that somebody at a terminal PC reads
out when nothing can be sent from there.

  terminal-preflight code XXXX-XXXX-XXXX [flags]

It says the verdict, the day, and for each cause who can mend it and what to do
first. Small letters, blanks, O for 0 and I or L for 1 are understood. A code
with a wrong symbol or with two swapped is refused, never guessed at.

  --spell               the code as words, to read it back: five zero zero Golf
  --json                what it says, as JSON
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  decoded            64  mistyped: ask for it again in groups of four
`,
    'zh-HK': `說明電話代碼的意思：終端機未能傳送任何資料時，由在場者讀出的代碼。

  terminal-preflight code XXXX-XXXX-XXXX [選項]

列出結論、日期，以及每個原因由誰修復、先做甚麼。小寫、空格、以 O 代 0、
以 I 或 L 代 1 均可接受。任何一個字元有誤，或兩個字元對調，都會被拒絕，
絕不猜測。

  --spell               以詞語讀出代碼，供覆讀核對：五 零 零 Golf
  --json                以 JSON 輸出
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  已解讀             64  輸入有誤：請對方每四個一組再讀一次
`,
  },
}
