/** `terminal-preflight bundle --help`. */

import type { Language } from '../../checks/text.ts'

export const bundleHelp: Readonly<Record<Language, string>> = {
  en: `What a terminal PC recorded, sealed in one file.

  terminal-preflight bundle verify FILE    is it whole, who made it, does its
                                           report follow from its evidence?
  terminal-preflight bundle show FILE      the report again; --files: what is
                                           in it
  terminal-preflight bundle explain FILE [WHAT]
                                           why: evidence, finding, cause
  terminal-preflight bundle diff A B       before and after, or session 1 and
                                           session 2
  terminal-preflight bundle open FILE --key KEY.pem
                                           open an encrypted one

Each has its own --help.
`,
  'zh-HK': `終端機所記錄的資料，封存於一個檔案。

  terminal-preflight bundle verify 檔案    是否完整、由誰製作、報告是否由
                                           證據得出
  terminal-preflight bundle show 檔案      再次顯示報告；--files 列出內容
  terminal-preflight bundle explain 檔案 [項目]
                                           原因：證據、結果、原因
  terminal-preflight bundle diff 甲 乙     前後比較，或第一節與第二節比較
  terminal-preflight bundle open 檔案 --key KEY.pem
                                           開啟已加密的資料包

各指令另有 --help。
`,
}
