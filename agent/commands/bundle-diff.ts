import type { Language } from '../../checks/text.ts'
import { type DiffSide, diffRuns } from '../bundle/diff.ts'
import { diffLines } from '../bundle/diff-lines.ts'
import { isUserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { jsonText } from '../output/write.ts'
import { styleFor } from '../report/style.ts'
import { wrapped } from '../report/wrap.ts'
import { keyFlags } from './bundle-file.ts'
import { type Command, printLines } from './command.ts'
import { reportIn, shownBundle, type Verified } from './verified.ts'

export const bundleDiff: Command = {
  flags: { ...keyFlags, json: { takes: 'nothing' } },
  takes: ['the name of a bundle', 'the name of a second bundle'],
  async run(given, doors) {
    const { language } = given
    const sides: DiffSide[] = []
    for (const name of given.arguments) {
      const shown = await shownBundle(name, given, doors, language)
      if (isUserError(shown)) return shown
      if ('lines' in shown) {
        printLines({ stdout: doors.terminal.stderr }, wrapped([`${name}:`, ...shown.lines], doors.terminal))
        return shown.exitCode
      }
      sides.push(sideOf(shown.verified, language))
    }
    const [a, b] = sides
    if (a === undefined || b === undefined) return exitCodes.internal
    const diff = diffRuns(a, b)
    const { columns, colours } = doors.terminal
    if (given.isOn('json')) doors.terminal.stdout.write(jsonText(diff))
    else printLines(doors.terminal, diffLines(diff, { language, columns, style: styleFor(colours) }))
    return exitCodes.ready
  },
  help: {
    en: `Compares two bundles: before and after the firewall change, or session 1
(primary data centre) and session 2 (secondary data centre).

  terminal-preflight bundle diff A B [flags]

It says whether the addresses moved and all stayed green, what was mended and
what broke, finding by finding and address by address.

  --json                the comparison as JSON
  --key FILE.pem        the private key that opens encrypted bundles
  --key-password-file FILE
                        its password
  --lang LANGUAGE       en or zh-HK
  --help                print this
`,
    'zh-HK': `比較兩個資料包：更改防火牆前後，或第一節（主數據中心）與第二節
（備用數據中心）。

  terminal-preflight bundle diff 甲 乙 [選項]

說明地址有否轉移、是否全部維持正常、甚麼已修復、甚麼出了問題，
逐項結果及逐個地址比較。

  --json                以 JSON 輸出
  --key FILE.pem        開啟已加密資料包的私人密碼匙
  --key-password-file 檔案
                        其密碼
  --lang 語言           en 或 zh-HK
  --help                顯示本說明
`,
  },
}

/** Both by the same rules: this program's own. */
function sideOf(verified: Verified, language: Language): DiffSide {
  const { contents, manifest } = verified.bundle
  return { report: reportIn(verified, language), files: contents, redaction: manifest.redaction }
}
