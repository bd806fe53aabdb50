import { explain } from '../bundle/explain.ts'
import { explainLines } from '../bundle/explain-lines.ts'
import { isUserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { jsonText } from '../output/write.ts'
import { contactsOf } from '../report/contacts.ts'
import { styleFor } from '../report/style.ts'
import { wrapped } from '../report/wrap.ts'
import { keyFlags } from './bundle-file.ts'
import { type Command, printLines } from './command.ts'
import { reportIn, shownBundle } from './verified.ts'

export const bundleExplain: Command = {
  flags: { ...keyFlags, json: { takes: 'nothing' } },
  takes: ['the name of a bundle', 'a cause or a finding'],
  optional: 1,
  async run(given, doors) {
    const { language } = given
    const [name = '', what] = given.arguments
    const shown = await shownBundle(name, given, doors, language)
    if (isUserError(shown)) return shown
    if ('lines' in shown) {
      printLines({ stdout: doors.terminal.stderr }, wrapped(shown.lines, doors.terminal))
      return shown.exitCode
    }
    const { contents } = shown.verified.bundle
    const report = reportIn(shown.verified, language)
    const { presentation } = shown.verified.bundle
    const contacts = contactsOf(presentation, presentation.profiles, language)
    const explanation = explain(contents, report, what)
    const { columns, colours } = doors.terminal
    if (given.isOn('json')) doors.terminal.stdout.write(jsonText(explanation))
    else printLines(doors.terminal, explainLines(explanation, report, { language, columns, style: styleFor(colours), contacts }))
    return explanation.kind === 'unknown' ? exitCodes.usage : exitCodes.ready
  },
  help: {
    en: `Why a cause was named: evidence, finding, cause.

  terminal-preflight bundle explain FILE [WHAT] [flags]

  WHAT                  a cause (dns/hosts-override, or its number), or a
                        finding by its id; without it all that is wrong
  --json                the explanation as JSON
  --key FILE.pem        the private key that opens an encrypted bundle
  --key-password-file FILE
                        its password
  --lang LANGUAGE       en or zh-HK
  --help                print this
`,
    'zh-HK': `說明為何得出某個原因：證據、結果、原因。

  terminal-preflight bundle explain 檔案 [項目] [選項]

  項目                  某個原因（dns/hosts-override 或其編號），或某項結果的
                        識別碼；如沒有指明，則列出所有問題
  --json                以 JSON 輸出
  --key FILE.pem        開啟已加密資料包的私人密碼匙
  --key-password-file 檔案
                        其密碼
  --lang 語言           en 或 zh-HK
  --help                顯示本說明
`,
  },
}
