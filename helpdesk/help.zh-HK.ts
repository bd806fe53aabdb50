/** What --help prints in Traditional Chinese; no line is wider than 80 columns, a Chinese character being two. */
export const helpZhHk = `Terminal Preflight 的另一端：向終端機要求資料包、接收、重新判斷，再交由支援
人員檢視。本程式並非香港交易所的軟件。

  helpdesk 指令 [選項]                 （各指令另有 --help）
  由原始碼執行：npm run --silent helpdesk -- 指令 [選項]

服務
  helpdesk serve                       接收資料包，於瀏覽器顯示

要求資料包
  helpdesk request new --case 個案     提出要求，及給來電者的連結
  helpdesk request list                已發出的要求及其結果
  helpdesk request withdraw ID         撤回要求，不再接受任何資料包
  helpdesk certificate                 給終端機的證書

帳戶及權限
  helpdesk account invite 名稱 --role 角色
                                       只可使用一次的連結；首位管理員以此登入
  helpdesk account list                誰可做甚麼
  helpdesk account disable 名稱        停用帳戶
  helpdesk audit check                 審計記錄是否與寫入時相同

管理資料
  helpdesk check                       每個檔案是否與存放時相同
  helpdesk backup 資料夾               備份；服務執行時亦可進行
  helpdesk restore 資料夾 --data 新資料夾
                                       由備份還原至新的資料夾
  helpdesk reindex                     由資料包重新製作索引
  helpdesk remove-old --keep 90d       刪除較早前收到的資料包

  --data 資料夾         存放所有資料的位置；所有指令相同
                        （預設為使用者本身的資料夾）
  --lang 語言           en 或 zh-HK
  --version             顯示版本
  --help                顯示本說明

結束代碼
  0  完成               66  指定的檔案或資料夾無法讀取
  1  發現問題並已指出   70  本程式出錯
 64  指令有誤           75  服務正在執行：請先停止
130  Ctrl-C             78  檔案內容有誤
`
