/** `terminal-preflight site --help`. */

import type { Language } from '../../checks/text.ts'

export const siteHelp: Readonly<Record<Language, string>> = {
  en: `The site file: what only your firm knows, in site.yaml.

  terminal-preflight site init          write one from what is seen on this PC,
                                        while everything works
  terminal-preflight site check [FILE]  is one right, and what does it say?

Each has its own --help.
`,
  'zh-HK': `機構設定檔 site.yaml：只有貴公司知道的數值。

  terminal-preflight site init          在一切正常的電腦上，按所見產生機構設定檔
  terminal-preflight site check [檔案]  檢查機構設定檔是否正確，並說明其內容

各指令另有 --help。
`,
}
