import type { CheckText } from '../text.ts'
import type { BrowserCauseCode, BrowserCode } from './codes.ts'

export const browserTextZhHk = {
  name: '瀏覽器',
  findings: {
    'browser/edge-found': '本電腦有 {browser}',
    'browser/other-found': '本電腦沒有香港交易所通告所指的 Microsoft Edge；改用 {others} 檢查',
    'browser/missing': ['本電腦找不到 Microsoft Edge；其他瀏覽器：{others}', '本電腦找不到 Microsoft Edge，亦找不到其他瀏覽器'],
    'browser/current': '{browser} {version} 版本尚新',
    'browser/outdated': '{browser} {version} 已推出 {months} 個月，其間大部分時間沒有安全更新',
    'browser/version-unknown': '未能讀取 {browser} 的版本',
    'browser/terminals-dns': ['瀏覽器使用本電腦的 DNS（安全 DNS：{mode}）', '瀏覽器使用本電腦的 DNS'],
    'browser/secure-dns': '瀏覽器自行查詢另一部 DNS 伺服器（{templates}），繞過本電腦的 DNS；設定位於 {where}',
    'browser/allowed': '沒有瀏覽器政策（原則）封鎖 {url}',
    'browser/policy-blocks': '瀏覽器政策（原則）封鎖了 {url}',
    'browser/popups-allowed': '瀏覽器政策（原則）沒有封鎖 {host} 的彈出視窗',
    'browser/popups-blocked': '瀏覽器政策（原則）封鎖了 {host} 的彈出視窗（{rule}）',
    'browser/page-loads': '{browser} 顯示出 {url} 的頁面（{seconds} 秒）',
    'browser/page-unexpected': '{browser} 在 {url} 顯示不認識的頁面（標題「{title}」）',
    'browser/page-fails': '{browser} 無法顯示 {url}：{errorKind}（{seen}）',
    'browser/page-agrees': ['{browser} 同樣沒有顯示 {url} 的頁面（{seen}）', '{browser} 同樣沒有顯示 {url} 的頁面'],
    'browser/root-unknown': '{browser} 不認識以 --root 交給本程式的根證書，因此在 {host} 的證書處停下',
    'browser/page-not-asked': '沒有要求瀏覽器顯示 {url}',
    'browser/page-forbidden': '瀏覽器政策（原則）{policy} 不容許本程式要求它顯示 {url}',
    'browser/page-not-finished': '瀏覽器未能在本次執行的時限內顯示 {url}',
  },
  causes: {
    'browser/missing': {
      title: '本電腦沒有 Microsoft Edge',
      why: [
        '香港交易所的通告指明以 Microsoft Edge 開啟登入頁面。登錄檔及慣常資料夾內均找不到它。本電腦的其他瀏覽器：{others}。',
        '香港交易所的通告指明以 Microsoft Edge 開啟登入頁面。登錄檔及慣常資料夾內均找不到它。',
      ],
      steps: [
        '在「開始」功能表尋找 Microsoft Edge。如能開啟，即只是安裝在不尋常的資料夾，無須修復。',
        '如果沒有，請資訊科技支援為本電腦的所有使用者安裝 Microsoft Edge。',
        '然後重新執行本檢查。',
      ],
    },
    'browser/outdated': {
      title: '本電腦的 {browser} 已是 {months} 個月前的版本',
      why: '{version} 版於 {months} 個月前推出。Microsoft 只支援較新的版本，伺服器亦可能不再接受舊版本的技術。更新似乎已被關閉，或未能送達。',
      steps: ['在 Microsoft Edge 開啟 edge://settings/help，看看能否更新。', '如更新由公司管理，請資訊科技支援把現行版本發送到本電腦。'],
    },
    'browser/policy-blocks': {
      title: '本電腦的瀏覽器政策（原則）封鎖了 {host}',
      why: '瀏覽器會顯示頁面已被機構封鎖。原因不在網絡：{urls} 符合原則 URLBlocklist 的其中一行，或符合來自雲端的原則（{rule}）。',
      steps: [
        '在本電腦開啟 edge://policy，查看 URLBlocklist 及 URLAllowlist。',
        '在群組原則或 Intune 把 {hosts} 加入 URLAllowlist。',
        '執行「gpupdate /force」，重新啟動 Microsoft Edge，然後重新執行本檢查。',
      ],
    },
    'browser/secure-dns': {
      title: '瀏覽器繞過本電腦的 DNS',
      why: '安全 DNS 設定為只查詢 {templates}（{where}）。該伺服器未必知道香港交易所的地址，或會給出其他地址；香港交易所在自己的 DNS 更改地址時，它亦不會跟隨。本電腦 DNS 伺服器的答案對瀏覽器並無作用。',
      steps: [
        '如由原則設定：請為終端機把 DnsOverHttpsMode 改為「off」。',
        '如由使用者設定：開啟 edge://settings/privacy，關閉「使用安全的 DNS」，或改為使用目前的服務供應商。',
        '重新啟動 Microsoft Edge，然後重新執行本檢查。',
      ],
    },
    'browser/page-fails': {
      title: '{browser} 無法顯示 {host}',
      why: [
        '{reached}瀏覽器在證書處停下（{certificateError}），而本程式認為該證書正常。瀏覽器對證書有自己的規則及名單。',
        '{reached}瀏覽器停下：{errorKind}（{seen}）。可能相關的原則：{policies}。',
        '{reached}瀏覽器停下：{errorKind}（{seen}）。',
        '{reached}瀏覽器停下：{errorKind}。',
      ],
      steps: [
        '用 Microsoft Edge 開啟 {url}，對照錯誤訊息。請勿登入。',
        '如能開啟，便無須修復：只是不開視窗的瀏覽器受到不同對待。',
        [
          '如不能開啟，請按網址旁的「不安全」查看證書，並把本報告連同錯誤 {certificateError} 交給資訊科技支援。',
          '如不能開啟，請查看 edge://policy 及本電腦的保安軟件，並把本報告交給資訊科技支援。',
        ],
      ],
    },
    'browser/page-unexpected': {
      title: '{browser} 在 {host} 顯示本程式不認識的頁面',
      why: '瀏覽器最終到達 {finalUrl}，頁面標題為「{title}」，既不是印有通告所列登入選項的頁面，也不是該機構的登入表格。可能是香港交易所更改了頁面，或正顯示通知。頁面的圖片與本報告放在一起（{screenshot}）。',
      steps: [
        '在本電腦用 Microsoft Edge 開啟 {url}。請勿登入。',
        'CCMS：與香港交易所有關準備雙重身份驗證的通告附件圖片對照。CCASS 及 DMS：找出香港交易所有關推出雙重身份驗證的通告附件一所印的「Login with …」選項。',
        '如看到登入頁面，便無須修復；否則請按頁面指示，或向香港交易所查詢。',
      ],
    },
    'browser/popups-blocked': {
      title: '瀏覽器政策（原則）封鎖了 {hosts} 的彈出視窗',
      why: '有關規則為 {rule}。本程式不知道登入是否需要彈出視窗。如登入後欠缺某個視窗，原因可能在此。',
      steps: ['如有視窗沒有開啟，請資訊科技支援把 {hosts} 加入原則 PopupsAllowedForUrls。'],
    },
  },
} satisfies CheckText<BrowserCode, BrowserCauseCode>
