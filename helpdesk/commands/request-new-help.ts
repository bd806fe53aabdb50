import type { HelpdeskCommand } from './doors.ts'

export const requestNewHelp: HelpdeskCommand['help'] = {
  en: `Asks a terminal for one bundle: writes a request file, and prints a link for the
caller that does the same. The service may run meanwhile.

  helpdesk request new --case CASE [flags]

  --case CASE           your own name or number for it, such as INC123
  --profile NAME        ccass, dms or ccms; repeatable (all three)
  --expires 7d          nothing is taken afterwards; from 1h to 90d (7d)
  --redaction standard|strict
                        what the bundle leaves out (standard)
  --message TEXT        one line for the person at the terminal
  --no-encrypt          do not encrypt the bundle to this helpdesk
  --output FILE         where the file goes, or a folder for it (this folder)
  --force               write over a file that is there
  --public-url URL      instead of the address that serve was told last
  --json                print id, file, link and end as JSON
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

The file holds a token, and the link is as good as the file: whoever has one of
them can answer the request, once. The link is not kept and not shown again.

Exit codes
  0  made               66  there is no helpdesk, or the file can't be written
 64  a flag is wrong, or the file is there already
`,
  'zh-HK': `要求終端機送出一個資料包：寫出要求檔案，並顯示給來電者的連結（兩者作用相同）。
服務可同時執行。

  helpdesk request new --case 個案 [選項]

  --case 個案           貴公司自己的名稱或編號，例如 INC123
  --profile 名稱        ccass、dms 或 ccms；可重複（預設：全部三項）
  --expires 7d          到期後不再接收；由 1h 至 90d（預設：7d）
  --redaction standard|strict
                        資料包略去的資料（預設：standard）
  --message 文字        給終端機使用者的一行訊息
  --no-encrypt          不把資料包加密
  --output 檔案         檔案或資料夾的位置（預設：目前的資料夾）
  --force               覆寫已有的檔案
  --public-url 網址     取代 serve 上次所用的網址
  --json                以 JSON 輸出編號、檔案、連結及到期時間
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

檔案內有權杖，連結與檔案同樣有效：持有任何一項的人均可回應要求一次。連結不會
保留，亦不會再次顯示。

結束代碼
  0  已提出             66  找不到支援台的資料夾，或無法寫入檔案
 64  選項有誤，或檔案已存在
`,
}
