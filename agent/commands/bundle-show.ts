import { hongKongTime } from '../../checks/hong-kong-time.ts'
import type { Language } from '../../checks/text.ts'
import { differsLines, fileLines } from '../bundle/verify-lines.ts'
import { isUserError } from '../cli/errors.ts'
import { jsonText } from '../output/write.ts'
import { consoleLines } from '../report/console.ts'
import { contactsOf } from '../report/contacts.ts'
import { detailLines } from '../report/details.ts'
import { styleFor } from '../report/style.ts'
import { wrapped } from '../report/wrap.ts'
import type { Terminal } from '../terminal.ts'
import { keyFlags } from './bundle-file.ts'
import { type Command, printLines } from './command.ts'
import { reportIn, shownBundle, type Verified } from './verified.ts'

/** The report as this program makes it of the evidence; what stands in the bundle is compared with it, and never shown by itself. */
export const bundleShow: Command = {
  flags: { ...keyFlags, files: { takes: 'nothing' }, verbose: { takes: 'nothing' }, json: { takes: 'nothing' } },
  takes: ['the name of a bundle'],
  async run(given, doors) {
    const { language } = given
    const shown = await shownBundle(given.arguments[0] ?? '', given, doors, language)
    if (isUserError(shown)) return shown
    if ('lines' in shown) {
      printLines({ stdout: doors.terminal.stderr }, wrapped(shown.lines, doors.terminal))
      return shown.exitCode
    }
    const { verified } = shown
    if (given.isOn('json')) doors.terminal.stdout.write(jsonText(reportIn(verified, language)))
    else if (given.isOn('files')) printLines(doors.terminal, fileLines(verified, language))
    else printLines(doors.terminal, reportLines(verified, language, doors.terminal, given.isOn('verbose')))
    return 0
  },
  help: {
    en: `Shows the report of a bundle again, judged by this program's own rules.

  terminal-preflight bundle show FILE [flags]

  --files               which files are in it, with their sizes and digests
  --verbose             every finding, the good ones too
  --json                the report as JSON
  --key FILE.pem        the private key that opens an encrypted bundle
  --key-password-file FILE
                        its password
  --lang LANGUAGE       en or zh-HK, whatever language it was made in
  --help                print this
`,
    'zh-HK': `再次顯示資料包的報告，並以本程式的規則重新判斷。

  terminal-preflight bundle show 檔案 [選項]

  --files               列出內有的檔案、大小及雜湊值
  --verbose             列出所有結果，包括正常的
  --json                以 JSON 輸出報告
  --key FILE.pem        開啟已加密資料包的私人密碼匙
  --key-password-file 檔案
                        其密碼
  --lang 語言           en 或 zh-HK，不論製作時的語言
  --help                顯示本說明
`,
  },
}

function reportLines(verified: Verified, language: Language, terminal: Terminal, verbose: boolean): string[] {
  const { bundle, judged } = verified
  const { contents, manifest } = bundle
  const { profiles, contacts } = bundle.presentation
  const report = reportIn(verified, language)
  return [
    ...(verbose ? [...detailLines(report), ''] : []),
    ...consoleLines(report, {
      columns: terminal.columns,
      style: styleFor(terminal.colours),
      contacts: contactsOf({ contacts }, profiles, language),
      version: manifest.agent.version,
      profileTitles: Object.fromEntries(profiles.map(({ id, title }) => [id, title[language]])),
      hongKongTime: hongKongTime(contents.run.startedAtMs),
      reportPath: null,
    }),
    ...(judged.outcome === 'differs' ? ['', ...differsLines(judged, bundle.report.verdict, language)] : []),
  ]
}
