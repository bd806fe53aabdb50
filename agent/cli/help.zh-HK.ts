/** What --help prints in Traditional Chinese; no line is wider than 80 columns, a Chinese character being two. */
export const helpZhHk = `在數秒內檢查本電腦能否連接 CCASS、DMS 或 CCMS，並指出原因。
本程式不會登入、不會更改任何設定，亦不會要求輸入任何密碼。

  terminal-preflight [run] [選項]
  terminal-preflight bundle verify|show|explain|diff|open ...
  terminal-preflight upload            傳送留待稍後上載的資料包
  terminal-preflight request 檔案      顯示支援人員要求的內容
  terminal-preflight code XXXX-...     解讀由電話讀出的代碼
  terminal-preflight guide [名稱]      逐步進行香港交易所通告的程序
  terminal-preflight site init|check   按正常的電腦產生機構設定檔，或作檢查
  terminal-preflight causes [代碼]     所有能夠指出的原因
  terminal-preflight about             版本、密碼匙及授權條款
  terminal-preflight completion SHELL  bash、zsh、powershell：按 Tab 自動完成
                                       （各指令另有 --help）

檢查甚麼
  --profile 名稱        ccass、dms、ccms，或設定檔 FILE.yaml；可重複
                        （預設：機構設定檔所列，否則三者全部）
  --site 檔案           機構設定檔（預設：程式旁或電腦專用資料夾內的
                        site.yaml）
  --resolver 名稱=IP[:連接埠][,...]
                        要查詢的 DNS 伺服器；名稱為 hkex 或 custom；可重複
  --proxy 設定          system、direct、http://host:port 或 pac+http://...
  --browser on|off      可否啟動（不開視窗的）Edge（預設 on）
  --smartcard 設定      optional、required 或 off：沒有聰明卡讀卡器時
                        如何判斷（預設 optional）
  --root FILE.pem       把此根證書視作公開信任；可重複
  --deadline 時間       在此時間內得出結果：1s 至 10m（預設 20s）
  --splay 時間          開始前隨機等候，最多此時間：0s 至 10m
  --watch 時間          不斷重複檢查，每次相隔此時間：5s 至 60m
  --until 條件          何時結束 --watch：ready、attention（或 ready）或
                        change（結果有變）；結束代碼為最後一次的結果
  --dry-run             只列出會聯絡誰、會傳送甚麼，不作任何聯絡

輸出甚麼
  --json[=檔案]         JSON 報告，寫到標準輸出或檔案
  --json-lines[=檔案]   同上，每行一個物件，供日誌收集系統使用
  --junit 檔案          JUnit XML，供自動建置系統使用
  --html 檔案           網頁報告
  --prometheus 檔案     供 node_exporter 或 windows_exporter 的 textfile
                        collector 讀取 (*.prom)
  --nagios              輸出一行，供 Nagios、Icinga、Checkmk 使用；任何錯誤
                        的結束代碼均為 3
  --output 資料夾       報告存放位置
  --ephemeral           不留下任何檔案
  --request 檔案        回應支援人員的要求 (*.preflight-request)
  --upload 網址         把資料包傳送至此；即表示同意
  --upload-kind 種類    collector、presigned 或 azure-sas（預設 collector）
  --upload-token-file 檔案
                        collector 的權杖；否則取自環境變數
                        TERMINAL_PREFLIGHT_UPLOAD_TOKEN
  --upload-ca FILE.pem  上載時亦信任此根證書
  --no-upload           不論如何設定，不傳送任何資料
  --require-upload      準備就緒但未能傳送時，結束代碼為 75
  --redaction 政策      standard 或 strict：資料包略去甚麼（預設 standard）
  --encrypt-to FILE.pem 資料包只供此證書持有人開啟；可重複
  --signing-key FILE.p12
                        以此密碼匙簽署，不用本電腦自己的密碼匙
  --signing-key-password-file 檔案
                        其密碼；否則取自環境變數
                        TERMINAL_PREFLIGHT_SIGNING_PASSWORD，或提示輸入
  --lang 語言           en 或 zh-HK
  --verbose             列出所有結果；電話代碼亦以 QR 碼顯示
  --silent              不作提示、不開視窗，只輸出所要求的內容

  --version             顯示版本
  --help                顯示本說明

例子
  terminal-preflight
  terminal-preflight --profile ccms --lang zh-HK
  terminal-preflight --resolver hkex=IP,IP --resolver custom=IP
  terminal-preflight --silent --json=report.json
  terminal-preflight --watch 30s --until ready

結束代碼
  0  準備就緒           64  命令列有誤
  1  請留意             66  指定的檔案無法讀取或寫入
  2  未準備好           70  本程式出錯
  3  未能確定           75  上載留待稍後
                        78  檔案已讀取但內容有誤
                       130  Ctrl-C
`
