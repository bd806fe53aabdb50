/** The circulars' procedures, step by step: `agent/guide`. */

import { maybe, oneOf } from '../cli/choices.ts'
import { isUserError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { ofFlag } from '../cli/mistake-words.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { ConfigurationFlags } from '../profile/load.ts'
import { type Read, readProxy } from '../profile/readers.ts'
import type { Command, Given } from './command.ts'
import { commandWords } from './mistake-words.ts'

export const guide: Command = {
  flags: {
    session: { takes: 'value', repeatable: false, wants: 'a number, such as 1' },
    procedure: { takes: 'value', repeatable: false, wants: 'the name of a procedure file' },
    with: { takes: 'value', repeatable: false, wants: 'the name of the record of the other session' },
    resume: { takes: 'value', repeatable: false, wants: 'the name of the record to go on with' },
    output: { takes: 'value', repeatable: false, wants: 'the name of a folder' },
    print: { takes: 'nothing' },
    profile: { takes: 'value', repeatable: true, wants: 'ccass, dms, ccms or the name of a profile file' },
    site: { takes: 'value', repeatable: false, wants: 'the name of a site file' },
    root: { takes: 'value', repeatable: true, wants: 'the name of a PEM file' },
    proxy: { takes: 'value', repeatable: false, wants: 'system, direct, http://host:port or pac+http://…' },
    browser: { takes: 'value', repeatable: false, wants: 'on or off' },
  },
  takes: ['the name of a procedure'],
  optional: 1,
  async run(given, doors) {
    const { io, terminal } = doors
    const { language } = given
    const session = maybe(given.first('session'), readSession)
    if ('problem' in session) return usageError(ofFlag('--session', session.problem))
    const configuration = readConfiguration(given)
    if ('problem' in configuration) return usageError(configuration.problem)
    const request = {
      name: given.arguments[0] ?? null,
      file: given.first('procedure'),
      session: session.value,
      with: given.first('with'),
      resume: given.first('resume'),
    }
    if (given.isOn('print')) {
      const { findProcedure } = await import('../guide/plan.ts')
      const procedure = await findProcedure(request, io)
      if (isUserError(procedure)) return procedure
      if (procedure === null) return usageError(tell(commandWords.printWhat))
      const { procedureYaml } = await import('../guide/procedure-file.ts')
      terminal.stdout.write(procedureYaml(procedure))
      return exitCodes.ready
    }
    if (request.name === null && request.file === null && request.with === null && request.resume === null) {
      const [{ listLines }, { say }, { builtInProcedures }] = await Promise.all([
        import('../guide/lines.ts'),
        import('../guide/person.ts'),
        import('../guide/procedures/built-in.ts'),
      ])
      say({ terminal }, listLines(builtInProcedures, io.clock.wallMs(), language))
      return exitCodes.ready
    }
    if (terminal.ask === undefined) return usageError(tell(commandWords.nobodyToGuide))
    const [{ runGuide }, { askLine }] = await Promise.all([import('../guide/guide.ts'), import('../identity/ask.ts')])
    const ask = (question: string) => askLine(question, { input: process.stdin, output: process.stderr })
    return runGuide({ ...request, outputFolder: given.first('output'), configuration: configuration.value }, { ...doors, language, ask })
  },
  help: {
    en: `Goes through a circular's procedure step by step, and keeps a signed record.

  terminal-preflight guide                       what procedures there are
  terminal-preflight guide NAME [flags]
  terminal-preflight guide --procedure FILE.yaml [flags]

What a machine can see is checked by machine. What only a person can do is
asked, and recorded as reported by a person. It never logs on. Never type a
password, PIN or one-time password into it: it asks for none.

  --session N           1 or 2 (the one that is on, else it is asked)
  --with RECORD.json    put the other session's record on the same page
  --resume RECORD.json  go on where a record stops
  --output FOLDER       where record, signature, page and evidence go
  --procedure FILE      a procedure of your own
  --print               print the procedure as such a file, to be changed
  --profile NAME        what the machine looks by (the procedure's)
  --site FILE           the site file
  --root FILE.pem       trust this root as a public one; repeatable
  --proxy WHICH         system, direct, http://host:port or pac+http://...
  --browser on|off      whether Edge may be started, without a window (on)
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  every step as it should be    3  something was not done or not checked
  1  to be looked at               2  something was not as it should be
 64  the command line is wrong    66  a named file can't be read
 78  a file is wrong             130  stopped; what was recorded is kept
`,
    'zh-HK': `按通告的程序逐步進行，並保存已簽署的記錄。

  terminal-preflight guide                       列出各項程序
  terminal-preflight guide 名稱 [選項]
  terminal-preflight guide --procedure FILE.yaml [選項]

機器能看到的由機器檢查；只有人能做的會逐步詢問，並記錄為「由人員報告」。
本程式不會登入。切勿在此輸入密碼、PIN 或一次性密碼：本程式不會要求。

  --session N           1 或 2（預設：正在進行的時段，否則會詢問）
  --with RECORD.json    把另一時段的記錄列於同一頁
  --resume RECORD.json  由記錄停止之處繼續
  --output 資料夾       記錄、簽署、頁面及證據的存放位置
  --procedure 檔案      自訂的程序
  --print               把程序輸出為檔案，供修改
  --profile 名稱        機器檢查所用的設定檔（預設：程序所列）
  --site 檔案           機構設定檔
  --root FILE.pem       把此根證書視作公開信任；可重複
  --proxy 設定          system、direct、http://host:port 或 pac+http://...
  --browser on|off      可否啟動（不開視窗的）Edge（預設 on）
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  各步驟均正常              3  有步驟未做或未檢查
  1  有需要留意之處            2  有步驟不正常
 64  命令列有誤               66  指定的檔案無法讀取
 78  檔案內容有誤            130  已停止；已記錄的內容均已保留
`,
  },
}

function readSession(text: string): Read<number> {
  return /^[1-9]$/.test(text) ? { value: Number(text) } : { problem: tell(commandWords.noSession, { text: quote(text) }) }
}

function readConfiguration(given: Given): Read<ConfigurationFlags> {
  const proxy = maybe(given.first('proxy'), readProxy)
  if ('problem' in proxy) return { problem: ofFlag('--proxy', proxy.problem) }
  const browser = maybe(given.first('browser'), oneOf(['on', 'off'], 'choice'))
  if ('problem' in browser) return { problem: ofFlag('--browser', browser.problem) }
  return {
    value: {
      profiles: given.values('profile'),
      site: given.first('site'),
      resolvers: {},
      proxy: proxy.value,
      browser: browser.value,
      smartcard: null,
      roots: given.values('root'),
    },
  }
}
