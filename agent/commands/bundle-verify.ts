import { verifyExitCode } from '../bundle/verify.ts'
import { verifyJson } from '../bundle/verify-json.ts'
import { verifyLines } from '../bundle/verify-lines.ts'
import { isUserError } from '../cli/errors.ts'
import { jsonText } from '../output/write.ts'
import { wrapped } from '../report/wrap.ts'
import { keyFlags } from './bundle-file.ts'
import { type Command, printLines } from './command.ts'
import { verifyFile } from './verified.ts'

export const bundleVerify: Command = {
  flags: {
    ...keyFlags,
    trust: { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
    json: { takes: 'nothing' },
  },
  takes: ['the name of a bundle'],
  async run(given, doors) {
    const verification = await verifyFile(given.arguments[0] ?? '', given, doors)
    if (isUserError(verification)) return verification
    if (given.isOn('json')) doors.terminal.stdout.write(jsonText(verifyJson(verification)))
    else printLines(doors.terminal, wrapped(verifyLines(verification, given.language), doors.terminal))
    return verifyExitCode(verification)
  },
  help: {
    en: `Is the bundle whole, who made it, does its report follow from its evidence?

  terminal-preflight bundle verify FILE [flags]

  --trust FILE.pem      whose signature counts: a device key's certificate, or
                        an authority's; repeatable. Without it the installs
                        that were seen before are known by their key.
  --key FILE.pem        the private key that opens an encrypted bundle
  --key-password-file FILE
                        its password
  --json                the answer as JSON
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  whole, by a trusted or known key    3  no bundle that can be read
  1  whole, its origin not proven       66  the file can't be read
  2  not whole: altered, cut, or its report does not follow
`,
    'zh-HK': `資料包是否完整、由誰製作、報告是否由其證據得出？

  terminal-preflight bundle verify 檔案 [選項]

  --trust FILE.pem      信任誰的簽署：裝置密碼匙的證書，或發證機構的證書；
                        可重複。如沒有指明，則以之前見過的密碼匙識別。
  --key FILE.pem        開啟已加密資料包的私人密碼匙
  --key-password-file 檔案
                        其密碼
  --json                以 JSON 輸出
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  完整，由可信或已知的密碼匙簽署   3  沒有可讀取的資料包
  1  完整，但來源未經證實            66  檔案無法讀取
  2  不完整：曾被更改、缺失，或報告並非由證據得出
`,
  },
}
