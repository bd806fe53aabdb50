import { usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { didYouMean, nearest } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { type Command, printLines } from './command.ts'
import { commandWords } from './mistake-words.ts'

/** Every cause that there is, without a run: for whoever reads a code, on the phone or in a dashboard. */
export const causes: Command = {
  flags: { json: { takes: 'nothing' } },
  takes: ['CODE'],
  optional: 1,
  async run(given, { terminal }) {
    const { causeCodes, causeEntries, causeEntry } = await import('../causes/entry.ts')
    const [code] = given.arguments
    const { language } = given
    const entry = code === undefined ? undefined : causeEntry(code, language)
    if (code !== undefined && entry === undefined)
      return usageError(tell(commandWords.noSuchCause, { code: quote(code), hint: hint(code, causeCodes()) }))
    if (given.isOn('json')) {
      const { jsonText } = await import('../output/write.ts')
      const causes = entry === undefined ? causeEntries(language) : [entry]
      terminal.stdout.write(jsonText({ schema: 'terminal-preflight/causes/1', language, causes }))
      return exitCodes.ready
    }
    const { catalogueLines, entryLines } = await import('../causes/lines.ts')
    printLines(terminal, entry === undefined ? catalogueLines(language, terminal.columns) : entryLines(entry, language, terminal.columns))
    return exitCodes.ready
  },
  help: {
    en: `Every cause that this program can name: what it is, who can mend it, and how.

  terminal-preflight causes [CODE] [flags]

  CODE                  one of them, such as dns/resolver-silent, or its number
  --json                as JSON
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  printed            64  there is no such cause
`,
    'zh-HK': `本程式能夠指出的所有原因：內容、誰可修復、怎樣修復。

  terminal-preflight causes [代碼] [選項]

  代碼                  其中一項，例如 dns/resolver-silent，或其編號
  --json                以 JSON 輸出
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  已輸出             64  沒有這個原因
`,
  },
}

/** The part behind the area is what people remember: `resolver-silent`. */
function hint(code: string, codes: readonly string[]): string {
  const wanted = code.toLowerCase()
  const whole = nearest(wanted, codes)
  const part =
    codes.find((each) => each.endsWith(`/${wanted}`)) ??
    codes.find(
      (each) =>
        each.split('/')[1] ===
        nearest(
          wanted,
          codes.map((own) => own.split('/')[1] ?? ''),
        ),
    )
  const near = whole ?? part
  return near === undefined ? tell(commandWords.causesListed) : didYouMean(near, [near])
}
