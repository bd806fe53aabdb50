import { TYPED } from '../typed.ts'
import type { HelpdeskCommand } from './doors.ts'

export const serveHelp: HelpdeskCommand['help'] = {
  en: `Takes bundles in, judges them again, and shows them in a browser. Prints its
address, then runs until it is ended (Ctrl-C); uploads under way are finished.

  helpdesk serve [flags]

  --data FOLDER         where everything is kept; made at the first start
  --listen HOST:PORT    127.0.0.1:8480 where nothing is said. Anything but this
                        PC itself needs --cert and --key
  --cert FILE.pem --key FILE.pem
                        certificate (those above it behind it) and private key
  --public-url URL      the address that terminals and browsers use; remembered
  --behind-proxy        believe a proxy on this PC whom it speaks for
  --name NAME           what callers know this helpdesk by; stands in the
                        certificates that are made at the first start
  --key-type rsa|ec     of the signing key that is made at the first start (rsa)
  --open-door           take bundles that answer no request, too
  --agent-exe FILE      offer callers this executable beside the request
  --keep 90d            delete bundles that came before; for ever without it
  --oidc FILE.yaml      log on by OpenID Connect, too
  --log FILE            the log; to the standard error without it
  --metrics-token-file FILE
                        opens /metrics from elsewhere
  --lang LANGUAGE       en or zh-HK
  --help                print this

The first administrator:
  ${TYPED} account invite NAME --role admin

Exit codes
  0  it was ended       66  a named file, the folder or the port can't be used
 64  the command line is wrong
 78  a named file was read and is wrong
`,
  'zh-HK': `接收資料包、重新判斷，並在瀏覽器顯示。顯示網址後一直執行，直至結束
（Ctrl-C）；進行中的上載會先完成。

  helpdesk serve [選項]

  --data 資料夾         存放所有資料的地方；首次啟動時建立
  --listen 主機:連接埠  預設為 127.0.0.1:8480。除本電腦外，必須有 --cert
                        及 --key
  --cert FILE.pem --key FILE.pem
                        證書（上層證書隨後）及私人密碼匙
  --public-url 網址     終端機及瀏覽器所用的網址；會記住
  --behind-proxy        相信本電腦上的代理伺服器所註明的來源地址
  --name 名稱           來電者所見的支援台名稱；首次啟動時寫入證書
  --key-type rsa|ec     首次啟動時所建立的簽署密碼匙種類（rsa）
  --open-door           亦接收並非回應要求的資料包
  --agent-exe 檔案      連同要求向來電者提供此程式
  --keep 90d            刪除較早收到的資料包；沒有指明則永久保留
  --oidc FILE.yaml      亦可以 OpenID Connect 登入
  --log 檔案            記錄檔；沒有指明則輸出至標準錯誤
  --metrics-token-file 檔案
                        以此權杖從其他地方讀取 /metrics
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

首位管理員：
  ${TYPED} account invite 名稱 --role admin

結束代碼
  0  服務已停止         66  無法使用指定的檔案、資料夾或連接埠
 64  指令有誤
 78  指定的檔案內容有誤
`,
}
