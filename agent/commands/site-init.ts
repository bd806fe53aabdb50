import { isUserError } from '../cli/errors.ts'
import { flagTable } from '../cli/flag-table.ts'
import type { Command, Given } from './command.ts'

/** Those of a run that say what is looked at; they mean the same here. */
const { profile, resolver, proxy, smartcard, browser, root, deadline } = flagTable
const ofRun = { profile, resolver, proxy, smartcard, browser, root, deadline }

/** Writes a site file from what is seen on this PC, while everything works. */
export const siteInit: Command = {
  flags: {
    ...ofRun,
    output: { takes: 'value', repeatable: false, wants: 'the name of the file to write' },
    force: { takes: 'nothing' },
    anyway: { takes: 'nothing' },
    silent: { takes: 'nothing' },
  },
  takes: [],
  async run(given, doors) {
    const [{ parseFlags }, { version }] = await Promise.all([import('../cli/flags.ts'), import('../version.ts')])
    const parsed = await parseFlags(runFlags(given), { version, language: given.language })
    if (isUserError(parsed)) return parsed
    if (parsed.kind === 'text') throw new Error('a flag of a run asked for a text')
    const { initSite } = await import('../site/init.ts')
    const request = {
      options: parsed.options,
      output: given.first('output'),
      language: given.language,
      silent: given.isOn('silent'),
      force: given.isOn('force'),
      anyway: given.isOn('anyway'),
    }
    return initSite(request, doors)
  },
  help: {
    en: `Writes a site.yaml from what is seen on this PC, while everything works.

  terminal-preflight site init [flags]

It makes one check, without any site file, and writes down what it saw: your own
DNS servers, the issuer of the certificates, the proxy as Edge has it. Beside
each stands where it came from. What HKEX gave to you is left for you to fill
in: no program can see it.

  --output FILE         where it goes (site.yaml beside the program)
  --force               write over a file that is there
  --anyway              write even where the check does not say READY
  --profile NAME        ccass, dms, ccms, or FILE.yaml; repeatable
  --resolver hkex=IP[,IP]
                        HKEX's DNS servers, where you know them; custom= too
  --proxy --smartcard --browser --root --deadline
                        as of a run; terminal-preflight --help tells of them
  --silent              print nothing but what is wrong
  --lang LANGUAGE       en or zh-HK, of the comments in the file too
  --help                print this

Exit codes
  0  written            64  a flag is wrong, or a file is there already
  1 2 3  the check does not say READY, nothing was written
 66  it can't be written, or a named file can't be read
 78  a named file is wrong
130  Ctrl-C
`,
    'zh-HK': `在一切正常的電腦上，按所見產生機構設定檔 site.yaml。

  terminal-preflight site init [選項]

先不用任何機構設定檔檢查一次，然後寫下所見：貴公司自設的 DNS 伺服器、證書
簽發者、Edge 的代理伺服器設定。每項均註明來源。香港交易所給予的數值須由貴公司
填寫：程式無法看到。

  --output 檔案         存放位置（預設：程式旁的 site.yaml）
  --force               覆寫已有的檔案
  --anyway              即使檢查結果並非「準備就緒」，亦照樣產生
  --profile 名稱        ccass、dms、ccms 或 檔案.yaml；可重複
  --resolver hkex=IP[,IP]
                        如已知香港交易所的 DNS 伺服器；亦可用 custom=
  --proxy --smartcard --browser --root --deadline
                        與檢查的選項相同；見 terminal-preflight --help
  --silent              除錯誤外不顯示任何內容
  --lang 語言           en 或 zh-HK，亦用於檔案內的註解
  --help                顯示本說明

結束代碼
  0  已寫入             64  選項有誤，或檔案已存在
  1 2 3  檢查結果並非「準備就緒」，沒有寫入
 66  無法寫入，或指定的檔案無法讀取
 78  指定的檔案內容有誤
130  Ctrl-C
`,
  },
}

function runFlags(given: Given): string[] {
  return Object.keys(ofRun).flatMap((name) => given.values(name).map((value) => `--${name}=${value}`))
}
